// node tools/judges/judge.mjs [--all] DOCUMENT [BASE]
//
// Shows an OpenAPI document to every judge, prints a line for each with what it found, and exits 1 unless all are
// content. BASE is the document as last released: a change that would break its clients is a finding too.

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { validate as validateWithReadme } from '@readme/openapi-parser'
import { Validator as SeriousmeValidator } from '@seriousme/openapi-schema-validator'

const HERE = import.meta.dirname
const REDOCLY = resolve(HERE, 'node_modules/@redocly/cli/bin/cli.js')
const SPECTRAL = resolve(HERE, 'node_modules/@stoplight/spectral-cli/dist/index.js')
const SPECTRAL_SEVERITIES = ['error', 'warning', 'info', 'hint']

const AT_A_TIME = 2
const TIMEOUT_MS = 10 * 60_000
const SHOWN_PER_RULE = 10

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean' } } })
const [documentPath, basePath] = positionals.map((path) => resolve(path))
if (!documentPath || positionals.length > 2) exitWith('usage: node judge.mjs [--all] DOCUMENT [BASE]')
if (!existsSync(documentPath)) exitWith(`no such document: ${documentPath}`)

// The slowest first, so that nobody waits for a long one at the end.
const judges = [
  { name: 'spectral oas-all', judge: () => lintWithSpectral('oas-all.yaml') },
  { name: 'spectral ibm-house', judge: () => lintWithSpectral('ibm-house.mjs') },
  { name: 'spectral zalando-house', judge: () => lintWithSpectral('zalando-house.yaml') },
  { name: 'spectral owasp', judge: () => lintWithSpectral('owasp.yaml') },
  { name: 'spectral docs', judge: () => lintWithSpectral('docs.yaml') },
  { name: 'spectral urlver', judge: () => lintWithSpectral('urlver.yaml') },
  { name: 'redocly lint', judge: lintWithRedocly },
  { name: 'redocly diff', judge: diffWithRedocly },
  { name: 'seriousme validator', judge: validateWithSeriousme },
  { name: 'readme parser', judge: parseWithReadme }
]

const startedAt = performance.now()
const verdicts = await hearAll(judges)
for (const verdict of verdicts) print(verdict)
const unhappy = verdicts.filter(isFailure).length
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
const sum = unhappy === 0 ? 'All judges are content' : `${unhappy} of ${judges.length} judges object`
console.log(`\n${sum} (${seconds} s).`)
process.exitCode = unhappy === 0 ? 0 : 1

/** Hears every judge, AT_A_TIME of them at a time; returns their verdicts in the order given. */
async function hearAll(judges) {
  const verdicts = []
  const queue = judges.entries()
  async function work() {
    for (const [index, { name, judge }] of queue) verdicts[index] = { name, ...(await judge().catch(asCrash)) }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
  return verdicts
}

async function lintWithSpectral(ruleset) {
  const settings = ['--ruleset', resolve(HERE, 'rulesets', ruleset), '--format', 'json', '--quiet']
  const found = await runForJson(SPECTRAL, ['lint', ...settings, documentPath])
  const findings = found.map(({ severity, code, path, message }) => ({
    severity: SPECTRAL_SEVERITIES[severity],
    rule: String(code),
    path: toPointer(path),
    message
  }))
  return { findings }
}

async function lintWithRedocly() {
  // Without a maximum of its own, Redocly would stop at a hundred.
  const settings = ['--extends', 'recommended-strict', '--max-problems', '100000', '--format', 'json']
  const { problems } = await runForJson(REDOCLY, ['lint', ...settings, documentPath])
  const findings = problems.map(({ severity, ruleId, location, message }) => ({
    severity: severity === 'warn' ? 'warning' : severity,
    rule: ruleId,
    path: location[0]?.pointer ?? '#',
    message
  }))
  return { findings }
}

async function diffWithRedocly() {
  if (!basePath) return { skipped: 'no BASE given', findings: [] }
  if (!existsSync(basePath)) return { skipped: `no such BASE: ${basePath}`, findings: [] }
  const { changes, summary } = await runForJson(REDOCLY, ['diff', '--format', 'json', basePath, documentPath])
  const breaking = changes.filter(({ impact }) => impact === 'major')
  const findings = breaking.map(({ path, typeName, kind, property, verdicts: [verdict] }) => ({
    severity: 'error',
    rule: verdict?.ruleId ?? 'major',
    path,
    message: verdict?.message ?? [typeName, property, kind].filter(Boolean).join(' ')
  }))
  return { note: `major ${summary.major}, minor ${summary.minor}, patch ${summary.patch}`, findings }
}

async function validateWithSeriousme() {
  const { valid, errors } = await new SeriousmeValidator().validate(documentPath)
  if (valid) return { findings: [] }
  const list = Array.isArray(errors) ? errors : [{ message: errors }]
  const findings = list.map(({ keyword, instancePath, message }) => ({
    severity: 'error',
    rule: keyword ?? 'document',
    path: `#${instancePath ?? ''}`,
    message
  }))
  return { findings }
}

async function parseWithReadme() {
  // external: false, because a judge has no business on the network.
  const result = await validateWithReadme(documentPath, { resolve: { external: false } })
  const errors = (result.valid ? [] : result.errors).map(({ message }) => ({ severity: 'error', message }))
  const warnings = result.warnings.map(({ message }) => ({ severity: 'warning', message }))
  return { findings: [...errors, ...warnings].map((finding) => ({ ...finding, rule: 'document', path: '#' })) }
}

/**
 * Runs a command line tool under this very Node and returns what it prints as JSON. Its exit code says no more than its
 * findings do; throws its last words if what it prints is not JSON.
 */
function runForJson(tool, args) {
  const settings = {
    // Here, so that no configuration or ignore file of the project's own can soften a judge.
    cwd: HERE,
    env: { ...process.env, NO_COLOR: '1', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    maxBuffer: Number.POSITIVE_INFINITY,
    timeout: TIMEOUT_MS
  }
  delete settings.env.FORCE_COLOR // Node warns when it meets NO_COLOR beside it
  return new Promise((fulfil, reject) => {
    execFile(process.execPath, [tool, ...args], settings, (error, stdout, stderr) => {
      try {
        fulfil(JSON.parse(stdout))
      } catch {
        reject(new Error(stderr.trim() || stdout.trim() || error?.message || 'printed nothing'))
      }
    })
  })
}

function print(verdict) {
  const { name, skipped, note, findings } = verdict
  const hints = findings.filter((finding) => !isObjection(finding)).length
  const notes = [skipped, note, hints > 0 && `hints ${hints}`].filter(Boolean).join(', ')
  const label = skipped ? 'skip' : isFailure(verdict) ? 'FAIL' : 'ok  '
  console.log(`${label} ${name}${notes && ` (${notes})`}`)
  if (!isFailure(verdict)) return
  for (const [rule, ofRule] of Map.groupBy(findings, (finding) => finding.rule)) {
    const shown = options.all ? ofRule : ofRule.slice(0, SHOWN_PER_RULE)
    for (const { severity, path, message } of shown) {
      console.log(`       ${severity}  ${rule}  ${path}  ${message.replaceAll('\n', '\n         ')}`)
    }
    if (shown.length < ofRule.length) console.log(`       ${ofRule.length - shown.length} more of ${rule}: see --all`)
  }
}

function isFailure({ findings }) {
  return findings.some(isObjection)
}

/** A warning counts as much as an error; an info or a hint does not count. */
function isObjection({ severity }) {
  return severity !== 'info' && severity !== 'hint'
}

/** A judge that could not be heard has not been content. */
function asCrash(error) {
  return { findings: [{ severity: 'error', rule: 'crash', path: '#', message: String(error?.message ?? error) }] }
}

/** JSON pointer (RFC 6901) of a path given as a list of keys. */
function toPointer(keys) {
  return `#${keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
}

function exitWith(message) {
  console.error(message)
  process.exit(2)
}
