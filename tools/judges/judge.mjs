// node tools/judges/judge.mjs [--all] DOCUMENT [BASE]
//
// Checks an OpenAPI document with every linter and validator ("judge") and prints the findings. Exits with 1 if any
// judge reports an error or a warning. BASE is the released document; a change that breaks its clients is an error.

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
const PRINTED_PER_RULE = 10

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean' } } })
const [documentPath, basePath] = positionals.map((path) => resolve(path))
if (!documentPath || positionals.length > 2) exitWith('usage: node judge.mjs [--all] DOCUMENT [BASE]')
if (!existsSync(documentPath)) exitWith(`no such document: ${documentPath}`)

// The slowest first, so that no long check runs alone at the end.
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
const verdicts = await runAll(judges)
for (const verdict of verdicts) print(verdict)
const failed = verdicts.filter(isFailure).length
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
const summary = failed === 0 ? 'All checks passed' : `${failed} of ${judges.length} checks failed`
console.log(`\n${summary} (${seconds} s).`)
process.exitCode = failed === 0 ? 0 : 1

/** Runs every judge, at most AT_A_TIME at once. Returns their verdicts in the same order. */
async function runAll(judges) {
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
  // By default, Redocly stops at a hundred problems.
  const config = resolve(HERE, 'rulesets/redocly.yaml')
  const settings = ['--config', config, '--max-problems', '100000', '--format', 'json']
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
  if (!basePath) return { skipped: 'no BASE', findings: [] }
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
  // external: false, because a check must not use the network.
  const result = await validateWithReadme(documentPath, { resolve: { external: false } })
  const errors = (result.valid ? [] : result.errors).map(({ message }) => ({ severity: 'error', message }))
  const warnings = result.warnings.map(({ message }) => ({ severity: 'warning', message }))
  return { findings: [...errors, ...warnings].map((finding) => ({ ...finding, rule: 'document', path: '#' })) }
}

/**
 * Runs a command line tool with the same Node and returns its JSON output. The exit code is ignored, because the
 * findings contain the same information. Throws an error with stderr if the output is not JSON.
 */
function runForJson(tool, args) {
  const settings = {
    // In this folder, so that no configuration or ignore file of the project can weaken a check.
    cwd: HERE,
    env: { ...process.env, NO_COLOR: '1', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    maxBuffer: Number.POSITIVE_INFINITY,
    timeout: TIMEOUT_MS
  }
  delete settings.env.FORCE_COLOR // Node warns if both this and NO_COLOR are set.
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
  const hints = findings.filter((finding) => !isFault(finding)).length
  const notes = [skipped, note, hints > 0 && `hints ${hints}`].filter(Boolean).join(', ')
  const label = skipped ? 'skip' : isFailure(verdict) ? 'FAIL' : 'ok  '
  console.log(`${label} ${name}${notes && ` (${notes})`}`)
  if (!isFailure(verdict)) return
  for (const [rule, ofRule] of Map.groupBy(findings, (finding) => finding.rule)) {
    const printed = options.all ? ofRule : ofRule.slice(0, PRINTED_PER_RULE)
    for (const { severity, path, message } of printed) {
      console.log(`       ${severity}  ${rule}  ${path}  ${message.replaceAll('\n', '\n         ')}`)
    }
    if (printed.length < ofRule.length)
      console.log(`       ${ofRule.length - printed.length} more of ${rule}: use --all`)
  }
}

function isFailure({ findings }) {
  return findings.some(isFault)
}

/** Whether a finding fails the check: errors and warnings do, infos and hints do not. */
function isFault({ severity }) {
  return severity !== 'info' && severity !== 'hint'
}

/** A judge that crashed counts as failed. */
function asCrash(error) {
  return { findings: [{ severity: 'error', rule: 'crash', path: '#', message: String(error?.message ?? error) }] }
}

/** Returns the JSON pointer (RFC 6901) of a list of keys. */
function toPointer(keys) {
  return `#${keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
}

function exitWith(message) {
  console.error(message)
  process.exit(2)
}
