// node tools/judges/judge.mjs [--all] DOCUMENT [BASE]
// Shows an OpenAPI document to every judge, prints a line for each and its findings, and exits 1 unless all are content.
// BASE is the document as last released: a change that breaks its clients is a finding too.

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { validate as validateWithReadme } from '@readme/openapi-parser'
import { Validator as SeriousmeValidator } from '@seriousme/openapi-schema-validator'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const REDOCLY = resolve(HERE, 'node_modules/@redocly/cli/bin/cli.js')
const SPECTRAL = resolve(HERE, 'node_modules/@stoplight/spectral-cli/dist/index.js')

const AT_A_TIME = 2
const TIMEOUT_MS = 10 * 60_000
const MINIMUM_SCORE = 90
const SHOWN_PER_RULE = 10
const SPECTRAL_SEVERITIES = ['error', 'warning', 'info', 'hint']

const usage = 'usage: node judge.mjs [--all] DOCUMENT [BASE]'
const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean' } } })
if (positionals.length < 1 || positionals.length > 2) exitWith(usage)
const [documentPath, basePath] = positionals.map((path) => resolve(path))
if (!existsSync(documentPath)) exitWith(`no such document: ${documentPath}\n${usage}`)

// The slowest first, so that the last one to finish is a short one.
const judges = [
  ['spectral ibm-house', () => runSpectral('ibm-house')],
  ['spectral owasp', () => runSpectral('owasp')],
  ['spectral oas-all', () => runSpectral('oas-all')],
  ['spectral zalando-house', () => runSpectral('zalando-house')],
  ['spectral docs', () => runSpectral('docs')],
  ['spectral urlver', () => runSpectral('urlver')],
  ['redocly lint', lintWithRedocly],
  ['redocly score', scoreWithRedocly],
  ['redocly diff', diffWithRedocly],
  ['seriousme validator', checkWithSeriousme],
  ['readme parser', checkWithReadme]
]

const startedAt = performance.now()
const verdicts = judges.map(() => Promise.withResolvers())
const queue = judges.entries()
for (let worker = 0; worker < AT_A_TIME; worker++) hearFrom(queue)
let discontented = 0
for (const [index, [name]] of judges.entries()) {
  const verdict = await verdicts[index].promise
  report(name, verdict)
  if (isFailure(verdict)) discontented++
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
console.log(discontented === 0 ? `\nAll judges content (${seconds} s).` : `\n${discontented} of ${judges.length} judges found something (${seconds} s).`)
process.exitCode = discontented === 0 ? 0 : 1

/** Takes judges from the queue, which all workers share, until it is empty; a judge that throws is a verdict like any other. */
async function hearFrom(queue) {
  for (const [index, [, judge]] of queue) {
    const verdict = await judge().catch((error) => ({ findings: [{ severity: 'crash', rule: '-', path: '-', message: String(error.message ?? error) }] }))
    verdicts[index].resolve(verdict)
  }
}

async function runSpectral(ruleset) {
  const found = await runForJson(SPECTRAL, ['lint', '--quiet', '--format', 'json', '--ruleset', resolve(HERE, 'rulesets', `${ruleset}.yaml`), documentPath])
  return {
    findings: found.map(({ severity, code, path, message }) => ({
      severity: SPECTRAL_SEVERITIES[severity],
      rule: String(code),
      path: toPointer(path),
      message
    }))
  }
}

async function lintWithRedocly() {
  const { problems } = await runForJson(REDOCLY, ['lint', '--extends', 'recommended-strict', '--format', 'json', '--max-problems', '100000', documentPath])
  return {
    findings: problems.map(({ severity, ruleId, location, message }) => ({
      severity: severity === 'warn' ? 'warning' : severity,
      rule: ruleId,
      path: location[0]?.pointer ?? '-',
      message
    }))
  }
}

/** The score is of the median operation, so the hotspots are shown only where it is too low. */
async function scoreWithRedocly() {
  const { agentReadiness, hotspots } = await runForJson(REDOCLY, ['score', '--format', 'json', documentPath])
  const note = `${agentReadiness} of 100`
  if (agentReadiness >= MINIMUM_SCORE) return { note, findings: [] }
  return {
    note,
    findings: [
      { severity: 'error', rule: 'score', path: '#', message: `${agentReadiness} is below ${MINIMUM_SCORE}` },
      ...hotspots.map(({ path, method, agentReadinessScore, reasons }) => ({
        severity: 'info',
        rule: 'hotspot',
        path: toPointer(['paths', path, method]),
        message: `${agentReadinessScore}: ${reasons.join(', ')}`
      }))
    ]
  }
}

async function diffWithRedocly() {
  if (!basePath) return { skipped: 'no BASE given', findings: [] }
  if (!existsSync(basePath)) return { skipped: `no such BASE: ${basePath}`, findings: [] }
  const { changes, summary } = await runForJson(REDOCLY, ['diff', '--fail-on', 'major', '--format', 'json', basePath, documentPath])
  return {
    note: `${summary.minor} minor, ${summary.patch} patch`,
    findings: changes
      .filter(({ impact }) => impact === 'major')
      .map(({ path, typeName, kind, property, verdicts }) => ({
        severity: 'error',
        rule: verdicts[0]?.ruleId ?? 'major',
        path,
        message: verdicts[0]?.message ?? [typeName, property, kind].filter(Boolean).join(' ')
      }))
  }
}

async function checkWithSeriousme() {
  const { valid, errors = [] } = await new SeriousmeValidator().validate(await readFile(documentPath, 'utf8'))
  if (valid) return { findings: [] }
  const list = typeof errors === 'string' ? [{ message: errors }] : errors
  return {
    findings: list.map(({ keyword, instancePath, message }) => ({ severity: 'error', rule: keyword ?? 'schema', path: `#${instancePath ?? ''}`, message }))
  }
}

async function checkWithReadme() {
  // external: false, because a judge has no business on the network
  const { valid, errors = [], warnings = [] } = await validateWithReadme(documentPath, { resolve: { external: false } })
  return {
    findings: [
      ...(valid ? [] : errors).map(({ message }) => ({ severity: 'error', rule: 'schema', path: '-', message })),
      ...warnings.map(({ message }) => ({ severity: 'warning', rule: 'schema', path: '-', message }))
    ]
  }
}

/** Runs a command line tool under this very Node and returns what it prints as JSON; throws its last words if that is not JSON. */
function runForJson(tool, args) {
  // In this folder, so that no configuration or ignore file of the project's own can soften a judge.
  const settings = {
    cwd: HERE,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1', FORCE_COLOR: undefined },
    maxBuffer: 2 ** 30,
    timeout: TIMEOUT_MS
  }
  return new Promise((fulfil, reject) => {
    execFile(process.execPath, [tool, ...args], settings, (error, stdout, stderr) => {
      try {
        fulfil(JSON.parse(stdout))
      } catch {
        reject(new Error(stderr.trim() || stdout.trim() || error?.message || 'said nothing'))
      }
    })
  })
}

function report(name, verdict) {
  const { skipped, note, findings } = verdict
  if (skipped) return console.log(`skip ${name} (${skipped})`)
  const remarks = findings.filter((finding) => !counts(finding)).length
  const notes = [note, remarks && `${remarks} hints`].filter(Boolean).join(', ')
  console.log(`${isFailure(verdict) ? 'FAIL' : 'ok  '} ${name}${notes && ` (${notes})`}`)
  if (!isFailure(verdict)) return
  for (const [rule, ofRule] of Map.groupBy(findings, (finding) => finding.rule)) {
    const shown = options.all ? ofRule : ofRule.slice(0, SHOWN_PER_RULE)
    for (const { severity, path, message } of shown) console.log(`       ${severity}  ${rule}  ${path}  ${message}`)
    if (shown.length < ofRule.length) console.log(`       … ${ofRule.length - shown.length} more of ${rule} (--all shows them)`)
  }
}

function isFailure({ findings }) {
  return findings.some(counts)
}

/** A warning counts as much as an error does; an info or a hint does not. */
function counts({ severity }) {
  return severity !== 'info' && severity !== 'hint'
}

/** JSON pointer of a path given as a list. */
function toPointer(path) {
  return `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
}

function exitWith(message) {
  console.error(message)
  process.exit(2)
}
