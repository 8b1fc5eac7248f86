import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import tap from 'tap'
import { readConfig, unknownSettings } from '../src/config.ts'

tap.test('DATABASE_DIRECT_URL needs DATABASE_URL', async (t) => {
  const [url, direct] = ['postgres://pooler/konwent', 'postgres://db/konwent']
  t.equal(readConfig({ DATABASE_URL: url, DATABASE_DIRECT_URL: direct }).DATABASE_DIRECT_URL, direct)
  t.equal(readConfig({ DATABASE_URL: url }).DATABASE_DIRECT_URL, null)
  t.throws(() => readConfig({ DATABASE_DIRECT_URL: direct }), {
    message: 'DATABASE_URL must be set too, if DATABASE_DIRECT_URL is'
  })
  t.throws(() => readConfig({ DATABASE_URL: 'pooler', DATABASE_DIRECT_URL: direct }), {
    message: /^DATABASE_URL must be a URL that begins with [^;]*$/
  })
})

tap.test('DATABASE_READ_URL needs DATABASE_URL', async (t) => {
  const [url, read] = ['postgres://db/konwent', 'postgres://standby/konwent']
  t.equal(readConfig({ DATABASE_URL: url, DATABASE_READ_URL: read }).DATABASE_READ_URL, read)
  t.equal(readConfig({ DATABASE_URL: url }).DATABASE_READ_URL, null)
  t.throws(() => readConfig({ DATABASE_READ_URL: read }), {
    message: 'DATABASE_URL must be set too, if DATABASE_READ_URL is'
  })
})

tap.test('Secrets may stand in files', async (t) => {
  const file = join(t.testdir(), 'secret')
  const url = 'postgres://konwent_app:tajne-hasło@db/konwent'
  writeFileSync(file, `${url}\n`)
  t.equal(readConfig({ DATABASE_URL_FILE: file }).DATABASE_URL, url)
  t.equal(readConfig({ DATABASE_URL_FILE: file, DATABASE_URL: '' }).DATABASE_URL, url, 'an empty variable is none')
  t.equal(readConfig({ DATABASE_URL: url, DATABASE_URL_FILE: '' }).DATABASE_URL, url)
  t.throws(() => readConfig({ DATABASE_URL: url, DATABASE_URL_FILE: file }), {
    message: 'DATABASE_URL must be set either itself or as DATABASE_URL_FILE, not both'
  })
  t.throws(() => readConfig({ DATABASE_APP_PASSWORD_FILE: join(file, 'missing') }), {
    message: 'DATABASE_APP_PASSWORD must be in a file that can be read, if DATABASE_APP_PASSWORD_FILE is set'
  })
  writeFileSync(file, 'krótkie')
  t.throws(() => readConfig({ DATABASE_APP_PASSWORD_FILE: file }), {
    message: /^(?!.*krótkie)DATABASE_APP_PASSWORD must/
  })
  t.equal(readConfig({ HOST_FILE: file }).HOST, '127.0.0.1', 'only secrets')
})

tap.test('METRICS_PORT: empty is off, 0 is any port', async (t) => {
  t.equal(readConfig({}).METRICS_PORT, null)
  t.equal(readConfig({ METRICS_PORT: '' }).METRICS_PORT, null)
  t.equal(readConfig({ METRICS_PORT: '0' }).METRICS_PORT, 0)
  t.throws(() => readConfig({ METRICS_PORT: 'x' }), { message: 'METRICS_PORT must be a whole number from 0 to 65535' })
})

tap.test('Variables that look like settings and are none are named with the nearest setting', async (t) => {
  const nearestOf = (name: string, value = 'tajne') => {
    const [found, ...more] = unknownSettings({ [name]: value })
    t.strictSame(more, [])
    t.ok(found === undefined || found.name === name)
    return found?.nearest
  }
  const cases: Record<string, string> = {
    RATE_LIMT: 'RATE_LIMIT',
    RATELIMIT: 'RATE_LIMIT',
    RATE_LIMIT_KEYS: 'RATE_LIMIT_KEY',
    WEBHOOK_RETRY_DELAY: 'WEBHOOK_RETRY_DELAYS',
    DATABASE_URI: 'DATABASE_URL',
    DATABASE_POOL_SIZE: 'DATABASE_POOL',
    'DATABASE-URL': 'DATABASE_URL',
    database_url: 'DATABASE_URL',
    LOGLEVEL: 'LOG_LEVEL',
    TRUSTED_PROXY: 'TRUST_PROXY',
    METRIC_PORT: 'METRICS_PORT',
    KONWENT_PORT: 'PORT',
    KONWENT_LOG_LEVEL: 'LOG_LEVEL',
    ERASURE_LEDGER_FILE: 'ERASURE_LEDGER'
  }
  for (const [name, nearest] of Object.entries(cases)) t.equal(nearestOf(name), nearest, name)
  t.notMatch(JSON.stringify(unknownSettings({ DATABASE_PASWORD: 'tajne' })), 'tajne', 'no values')
  const others =
    'HOME HOSTNAME PATH PWD TZ LANG USER SHELL NODE_ENV NODE_OPTIONS TMPDIR INVOCATION_ID JOURNAL_STREAM CREDENTIALS_DIRECTORY ' +
    'POSTGRES_PASSWORD PGHOST PGPASSWORD npm_lifecycle_event XDG_DATA_DIRS LOG_DIR SUPPORTS PORTS DATABASE_SERVICE_HOST ' +
    'DATABASE_SERVICE_PORT_PG DATABASE_PORT_5432_TCP_ADDR KONWENT_SERVICE_PORT HOST PORT DATABASE_URL_FILE DATABASE_APP_PASSWORD_FILE'
  for (const name of others.split(' ')) t.equal(nearestOf(name), undefined, name)
  t.equal(nearestOf('KONWENT_PORT', 'tcp://10.0.0.7:3000'), undefined, 'set by Kubernetes for a service of this name')
})
