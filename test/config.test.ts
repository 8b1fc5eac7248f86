import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import tap from 'tap'
import { readConfig } from '../src/config.ts'

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
