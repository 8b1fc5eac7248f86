// Jobs: imports and nightly tasks are completed, whatever happens to workers, connections and the database.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { connect } from '../src/db/connect.ts'
import { doDueJobs, startJobs } from '../src/features/jobs/job-loop.ts'
import {
  addImportJob,
  finishJob,
  leaseJobs,
  oldestJobLate,
  renewLease,
  returnJob
} from '../src/features/jobs/queries.ts'
import type { LoopLog } from '../src/workers/lease-loop.ts'
import type { Task } from '../src/workers/task.ts'
import { declared } from './declared.ts'
import { withImports } from './imports.ts'
import { quiet } from './jobs.ts'
import { startProxy } from './proxy.ts'

type Registry = Awaited<ReturnType<typeof withImports>>

/** Waits for a condition, on a slow machine for long. */
async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(20)) if (await condition()) return
  throw new Error(`condition not reached: ${what}`)
}

/** A log that collects its messages. */
function remember(): LoopLog & { messages: string[]; causes: unknown[] } {
  const messages: string[] = []
  const causes: unknown[] = []
  const note = (level: string) => (context: object, message: string) => {
    messages.push(`${level} ${(context as { work?: string }).work ?? ''} ${message}`)
    causes.push((context as { err?: unknown }).err)
  }
  return { messages, causes, info: note('info'), warn: note('warn'), error: note('error') }
}

const FILE = 'slug,website\ncus-belzyce,nowa.pl\n'
const statusOf = async ({ get }: Registry, id: string) => (await get(`imports/${id}`)).json.status

t.test('A worker whose first queries fail still starts, and logs the cause once', async (t) => {
  const registry = await withImports(t)
  const { tasks } = declared
  const nightly = tasks.filter(({ nightlyAt }) => nightlyAt !== undefined).length
  const proxy = await startProxy(() => Number(new URL(registry.url).port))
  t.teardown(proxy.close)
  const url = new URL(registry.url)
  url.port = String(proxy.port)
  const log = remember()
  for (const [how, breakIt, repair] of [
    ['the connection of the first lease is cut', () => proxy.cutAt('update "job"'), () => {}],
    ['the connection of the nightly schedule is cut', () => proxy.cutAt('insert into "job"'), () => {}],
    ['no connection is possible', () => proxy.down(), () => proxy.up()]
  ] as const) {
    await breakIt()
    log.messages.length = 0
    const { db, close } = connect(url.href, { max: 5, noTimeouts: true, role: 'konwent_app' })
    const jobs = startJobs({ control: db, work: db, tasks, log })
    await until(`${how} is logged`, () => log.messages.some((line) => line.includes('cannot reach the database')))
    await repair()
    const sent = await registry.post('resource=organisations&dry_run=false', FILE)
    await until(
      `the import is applied after ${how}`,
      async () => (await statusOf(registry, sent.json.id)) === 'applied'
    )
    await until(
      'nightly tasks are scheduled',
      async () => (await registry.one('select count(*)::int from job')) === nightly
    )
    // Either loop may have lost its connection, and the other one may finish all work before it recovers.
    const count = (words: string) => log.messages.filter((line) => line.endsWith(words)).length
    await until(
      `each outage is over after ${how}`,
      () => count('cannot reach the database and will retry') === count('reaches the database again')
    )
    await jobs.stop()
    await close()
    for (const work of ['imports', 'nightly tasks']) {
      const failures = log.messages.filter(
        (line) => line === `warn ${work} a worker cannot reach the database and will retry`
      )
      const recoveries = log.messages.filter((line) => line === `info ${work} a worker reaches the database again`)
      t.equal(failures.length, recoveries.length, `${how}: ${work}: each outage is logged once, with its end`)
    }
    t.ok(
      log.causes.some((cause) => (cause as { message?: string })?.message),
      'the cause is logged'
    )
    await registry.one('delete from job')
  }
})

t.test('A lost lease: no job runs twice', async (t) => {
  const { db, one, post } = await withImports(t)
  const sent = await post('resource=organisations', FILE)
  const [job] = await leaseJobs(db, ['import'], 1)
  if (!job) return t.fail('there is no job')
  t.strictSame([job.import_id, job.attempts], [sent.json.id, 1])
  t.strictSame(await leaseJobs(db, ['import'], 1), [], 'no other worker can lease it')
  const renewed = await renewLease(db, job)
  t.not(renewed, undefined)
  t.equal(await renewLease(db, job), undefined, 'the old lease is invalid')
  await finishJob(db, job)
  t.equal(await one('select count(*)::int from job'), 1, 'it changes nothing')
  const held = { ...job, lease: renewed as string }
  await db.transaction().execute((tx) => addImportJob(tx, sent.json.id, null, null))
  await finishJob(db, held)
  t.equal(await one('select count(*)::int from job'), 1, 'a job that was requested again meanwhile stays')
  const [again] = await leaseJobs(db, ['import'], 1)
  if (!again) return t.fail('there is no job')
  await returnJob(db, again, 0, false)
  t.equal(await one('select attempts from job'), 0, 'an attempt that does not count is not stored')
})

t.test('A worker that hangs loses its lease to another worker', async (t) => {
  const { db, one, post, work, url, get } = await withImports(t)
  const sent = await post('resource=organisations&dry_run=false', FILE)
  let onStart = () => {}
  const started = new Promise<void>((resolve) => {
    onStart = resolve
  })
  const hanging: Task = { name: 'import', run: () => new Promise(() => onStart()) }
  const log = remember()
  const other = connect(url, { max: 2, role: 'konwent_app', timeoutFactor: 15 })
  t.teardown(other.close)
  const jobs = startJobs({ control: other.db, work: other.db, tasks: [hanging], log })
  await started
  await one('update job set due_at = now()')
  await work()
  t.equal((await get(`imports/${sent.json.id}`)).json.status, 'applied')
  await until('the first worker detects it', () => log.messages.some((line) => line.includes('taken over')))
  await jobs.stop()
  t.equal((await db.selectFrom('job').select('id').execute()).length, 0)
})

t.test('A job that always fails ends after 25 attempts, and its import is failed', async (t) => {
  const { one, post, work, get } = await withImports(t)
  const sent = await post('resource=organisations', FILE)
  await one('update job set attempts = 25')
  await work()
  t.match((await get(`imports/${sent.json.id}`)).json, { status: 'failed', messages: [{ code: 'internal_error' }] })
  t.equal(await one('select count(*)::int from job'), 0)
})

t.test('A failed nightly task is retried with growing pauses; after a success it runs the next night', async (t) => {
  const { db, one } = await withImports(t)
  let fails = true
  const nightly: Task = {
    name: 'purge_imports',
    nightlyAt: '03:17',
    run: () => (fails ? Promise.reject(new Error('on purpose')) : Promise.resolve())
  }
  const night = () => doDueJobs({ control: db, work: db, tasks: [nightly], log: quiet, nightly: true })
  const wait = () => one('select round(extract(epoch from due_at - now()))::int from job')
  const waits: number[] = []
  for (let i = 0; i < 12; i++) {
    await night()
    waits.push(Number(await wait()))
    await one('update job set due_at = now()')
  }
  t.ok(
    waits.every((seconds, i) => i === 0 || seconds >= (waits[i - 1] as number)),
    `the pauses grow: ${waits.join()}`
  )
  t.ok((waits.at(-1) as number) <= 600, 'to at most ten minutes')
  fails = false
  await night()
  t.equal(
    await one(
      `select to_char(due_at at time zone 'Europe/Warsaw', 'HH24:MI') from job where due_at > now() and attempts = 0`
    ),
    '03:17'
  )
})

t.test('GET /readyz returns how late the oldest job is', async (t) => {
  const { db, get, post, one, work } = await withImports(t)
  const late = async () => (await get('/readyz')).json
  t.strictSame(await late(), { status: 'ok', oldest_job_late_s: 0 })
  await post('resource=organisations', FILE)
  await one(`update job set due_at = now() - interval '1 hour'`)
  t.ok((await late()).oldest_job_late_s >= 3_600)
  await leaseJobs(db, ['import'], 1)
  t.equal(await oldestJobLate(db), 0, 'a running job is not late')
  await one('update job set due_at = now()')
  await work()
  t.strictSame((await get('/v1/readyz')).json, { status: 'ok', oldest_job_late_s: 0 })
})

t.test('Jobs of the former queue continue after the migration', async (t) => {
  const { connection, one, post, get, work } = await withImports(t)
  const [first, second] = [await post('resource=organisations', FILE), await post('resource=organisations', FILE)]
  await connection.pool.query(`
    drop table job;
    create schema graphile_worker;
    create table graphile_worker._private_tasks (id int, identifier text);
    create table graphile_worker._private_jobs (id int, task_id int, payload json);
    insert into graphile_worker._private_tasks values (1, 'import'), (2, 'purge_imports');
    insert into graphile_worker._private_jobs values (1, 2, '{}'),
      (2, 1, json_build_object('import', '${first.json.id}', 'key', null, 'request', 'abc'))`)
  await connection.pool.query(readFileSync('test/fixtures/former-migrations/202611300400_jobs.sql', 'utf8'))
  await connection.pool.query('grant select, insert, update, delete on job to konwent_app')
  t.equal(await one(`select request_id from job where import_id = '${first.json.id}'`), 'abc')
  t.equal(await one(`select to_regnamespace('graphile_worker')`), null)
  await work()
  for (const { json } of [first, second]) t.equal((await get(`imports/${json.id}`)).json.status, 'previewed')
})
