// PostgreSQL's log contains no values of statements that fail, with the settings of the operations pages.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import tap from 'tap'
import { startEmbedded } from '../src/db/embedded/server.ts'
import { until } from './receiver.ts'

const root = join(import.meta.dirname, '..')
const PERSON = 'Zdzisława Brzęczyszczykiewicz'

/** The settings in docs/operations.md, as pairs. */
const documented = [
  ...(/### Recommended settings of PostgreSQL\n[\s\S]*?```ini\n([\s\S]*?)```/
    .exec(readFileSync(join(root, 'docs/operations.md'), 'utf8'))?.[1]
    ?.matchAll(/^(\w+) = (\w+)$/gm) ?? [])
].map(([, name, value]) => [name, value] as [string, string])

/** Statements that fail, each in another way, with the value in the text and as a parameter. */
const failing: [kind: string, statement: string, values: unknown[]][] = [
  ['a value that exists', 'insert into person (name, age) values ($1, 40)', [PERSON]],
  ['a value in the text', `insert into person (name, age) values ('${PERSON}', 40)`, []],
  ['a check', 'insert into person (name, age) values ($1, -1)', [`${PERSON} II`]],
  ['a missing value', 'insert into person (name) values ($1)', [`${PERSON} III`]],
  ['a foreign key', 'insert into contact (name) values ($1)', [`${PERSON} IV`]],
  ['a form of the type', `select '${PERSON}'::integer`, []],
  ['a parameter of a wrong type', 'select $1::integer', [PERSON]],
  ['JSON', 'select $1::jsonb', [`{"name": ${PERSON}}`]],
  ['a pattern', 'select 1 where $1 ~ $1', [`(${PERSON}`]],
  ['a trigger', 'update person set name = $1', ['raise']],
  ['another type', 'select $1::xid8', [PERSON]],
  ['syntax', `insert into ${PERSON}`, []],
  ['a time limit', `set statement_timeout = 1; select pg_sleep(10), '${PERSON}'`, []]
]

tap.test('the log of PostgreSQL repeats no values', async (t) => {
  const lines: string[] = []
  const server = await startEmbedded({
    dataDir: mkdtempSync(join(tmpdir(), 'konwent-log-')),
    throwaway: true,
    log: (line) => lines.push(line)
  })
  t.teardown(server.stop)
  const admin = new pg.Client(server.url)
  await admin.connect()
  t.teardown(() => admin.end())
  await admin.query(`create table person (name text unique, age integer not null check (age > 0));
    create table contact (name text references person (name));
    create function refuse() returns trigger language plpgsql as
      $$ begin raise 'not % again', old.name using detail = old.name, hint = old.name; end $$;
    create trigger refuse before update on person for each row execute function refuse()`)
  await admin.query('insert into person values ($1, 40)', [PERSON])
  const reload = async () => {
    const reloads = () => lines.filter((line) => line.includes('received SIGHUP')).length
    const before = reloads()
    await admin.query('select pg_reload_conf()')
    await until(() => reloads() > before, 'the log of the reload', 120_000)
  }
  /** Runs the statements in a new session. Returns what the server has logged meanwhile. */
  const logOf = async () => {
    const start = lines.length
    const client = new pg.Client(server.url)
    await client.connect()
    for (const [kind, statement, values] of failing)
      await t.rejects(client.query(statement, values.length > 0 ? values : undefined), kind)
    await client.end()
    // The lines of the session were written before this one.
    await reload()
    return lines.slice(start).join('\n')
  }
  const name = /Brz.{0,4}czyszczykiewicz/

  const before = await logOf()
  t.match(before, name, 'without the settings, the log has the name')
  t.match(before, /DETAIL: |STATEMENT: |CONTEXT: /)

  t.ok(documented.length >= 4, 'the page has the settings')
  for (const [setting, value] of documented) await admin.query(`alter system set ${setting} = ${value}`)
  await reload()
  const after = await logOf()
  t.notMatch(after, name, 'with the settings, it has not')
  t.match(after, /LOG: /, 'the log still works')

  const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
  for (const [setting, value] of documented) t.match(compose, `${setting}=${value}`, 'docker-compose.yml sets the same')
})
