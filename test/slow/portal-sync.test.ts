// The reference client as a separate process beside the service: random writes, and kills of both at random moments.
// At the end, the copy equals the registry, record by record.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { connect } from '../../src/db/connect.ts'
import { freePort } from '../../src/db/embedded/free-port.ts'
import { scopes } from '../../src/http/access.ts'
import { installClient } from '../client-package.ts'
import { database, makeKey } from '../helper.ts'
import { listedRecords } from '../memory-copy.ts'

const root = resolve(import.meta.dirname, '../..')
/** Time limit for the copy to catch up, also on a busy machine. */
const PATIENCE = 90_000

type Json = Record<string, never>

/** A process that is restarted after each kill. */
class Program {
  readonly #file: string
  readonly #env: Record<string, string>
  #child: ChildProcess | undefined
  output = ''

  constructor(t: Test, file: string, env: Record<string, string>) {
    this.#file = file
    this.#env = env
    t.teardown(() => this.kill())
  }

  start(): void {
    this.output += '(started)\n'
    const { DATABASE_URL: _ours, TEST_DATABASE_URL: _theirs, ...env } = process.env
    this.#child = spawn(process.execPath, [this.#file], {
      cwd: root,
      env: { ...env, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.output += chunk
      })
    }
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}

/** Retries until the service responds. A write that was cut off may have been executed, and is not repeated. */
function client(base: string, key: string, processOutput: () => string) {
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    const init = {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': type }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) })
    }
    for (const end = Date.now() + PATIENCE; ; await sleep(50)) {
      const response = await fetch(`${base}/v1/${path}`, init).catch(() => undefined)
      if (response && response.status !== 503)
        return {
          status: response.status,
          etag: response.headers.get('etag') ?? '',
          json: (await response.json().catch(() => null)) as Json
        }
      if (method !== 'GET' && !response) return { status: 0, etag: '', json: null as never }
      if (Date.now() > end) throw new Error(`no response to ${method} ${path}: ${processOutput()}`)
    }
  }
  return call
}

type Call = ReturnType<typeof client>

class NothingThere extends Error {}

/** Returns a record of a list, chosen by a random number. Throws if the list is empty. */
async function pick(call: Call, list: string, n: number): Promise<{ id: string }> {
  const { json } = await call('GET', `${list}${list.includes('?') ? '&' : '?'}limit=500`)
  const { data } = json as unknown as { data: { id: string }[] }
  const record = data[n % data.length]
  if (!record) throw new NothingThere()
  return record
}

let made = 0

type Write = (call: Call, n: number, m: number) => Promise<number>

/** The possible changes, each with two random numbers. They return the status of the last request. */
const writes: Record<string, Write> = {
  makeOrganisation: async (call) => {
    const no = ++made
    return (
      await call('POST', 'organisations', {
        name: `Ośrodek Pomocy Społecznej nr ${no}`,
        short_name: `OPS ${no}`,
        kind: 'ops',
        slug: `ops-nr-${no}`
      })
    ).status
  },
  renameOrganisation: async (call, n, m) =>
    patch(call, `organisations/${(await pick(call, 'organisations', n)).id}`, {
      short_name: `Nazwa ${m}`,
      website: `${m}.example`
    }),
  deleteOrganisation: async (call, n) =>
    remove(call, `organisations/${(await pick(call, 'organisations?kind_family=ops&member=false', n)).id}`),
  mergeOrganisation: async (call, n) => {
    const into = await pick(call, 'organisations', n)
    const { json } = await call('POST', 'organisations', {
      name: `Dubel nr ${++made}`,
      short_name: `Dubel ${made}`,
      kind: 'ops',
      website: 'dubel.example'
    })
    const { id } = (json ?? {}) as { id?: string }
    return id === undefined ? 0 : (await call('POST', `organisations/${id}/merger`, { into: { id: into.id } })).status
  },
  transformOrganisation: async (call, n, m) => {
    const { id } = await pick(call, 'organisations?kind_family=ops', n)
    const body = {
      name: `Centrum Usług Społecznych nr ${m}`,
      short_name: `CUS ${m}`,
      happened: { on: '2026-11-01' },
      creation_mode: 'transformation_ops'
    }
    return (await call('POST', `organisations/${id}/transformation`, body)).status
  },
  makePerson: async (call, n) =>
    (await call('POST', 'people', { given_name: 'Łucja', family_name: `Nowak-${n}` })).status,
  renamePerson: async (call, n, m) =>
    patch(call, `people/${(await pick(call, 'people', n)).id}`, { family_name: `Kowalska-${m}` }),
  mergePerson: async (call, n, m) => {
    const [from, into] = [await pick(call, 'people', n), await pick(call, 'people', m)]
    return (await call('POST', `people/${from.id}/merger`, { into: { id: into.id } })).status
  },
  restrictPerson: async (call, n) =>
    (await call('POST', `people/${(await pick(call, 'people', n)).id}/restriction`, { reason: 'objection' })).status,
  // With a key that may see them, restricted people are in the list.
  liftRestriction: async (call, n) => remove(call, `people/${(await pick(call, 'people', n)).id}/restriction`),
  erasePerson: async (call, n, m) =>
    (await call('POST', `people/${(await pick(call, 'people', n)).id}/erasure`, { pseudonymise_name: m % 2 === 0 }))
      .status,
  appoint: async (call, n, m) => {
    const [post, person] = [await pick(call, 'posts', n), await pick(call, 'people', m)]
    return (
      await call('POST', 'appointments', {
        person: { id: person.id },
        post: { id: post.id },
        capacity: 'acting',
        started: { on: '2026-10-01' }
      })
    ).status
  },
  endAppointment: async (call, n) =>
    patch(call, `appointments/${(await pick(call, 'appointments', n)).id}`, {
      ended: { on: '2026-11-01', not_before: null, not_after: null }
    }),
  renamePost: async (call, n, m) =>
    patch(call, `posts/${(await pick(call, 'posts', n)).id}`, { title: `Kierownik nr ${m}` }),
  makeContact: async (call, n, m) => {
    const [post, person] = [await pick(call, 'posts', n), await pick(call, 'people', m)]
    const body = {
      slug: `kontakt-${++made}`,
      post: { id: post.id },
      printed_holder: { id: person.id },
      heading: `Kontakt ${m}`,
      email: `biuro-${m}@example.org`,
      email_visibility: m % 3 ? 'public' : 'staff'
    }
    return (await call('POST', 'contacts', body)).status
  },
  showContact: async (call, n, m) =>
    patch(call, `contacts/${(await pick(call, 'contacts', n)).id}`, { email_visibility: m % 2 ? 'public' : 'partner' }),
  deleteContact: async (call, n) => remove(call, `contacts/${(await pick(call, 'contacts', n)).id}`),
  admit: async (call, n, m) => {
    const organisation = { id: (await pick(call, 'organisations', n)).id }
    const signatories = [
      {
        role: 'applicant',
        list_no: 1,
        organisation,
        person: { id: (await pick(call, 'people', m)).id },
        capacity: 'substantive'
      }
    ]
    const body = {
      kind: 'accession',
      title: `Deklaracja ${n}-${m}`,
      signed: { on: '2026-10-01' },
      tier: 'supporting',
      statements: ['other_in_social_services'],
      signatories
    }
    const { json } = await call('POST', 'declarations', body)
    const id = (json as { id?: string } | null)?.id
    if (!id) return 0
    await call('POST', `declarations/${id}/submission`)
    return (await call('POST', `declarations/${id}/acceptance`, { decided_on: '2026-11-20', basis: 'Uchwała' })).status
  },
  suspend: async (call, n) =>
    (
      await call('POST', `memberships/${(await pick(call, 'memberships', n)).id}/suspension`, {
        effective_on: '2026-11-20',
        basis: 'Uchwała'
      })
    ).status,
  renameEvent: async (call, n, m) =>
    patch(call, `events/${(await pick(call, 'events', n)).id}`, { title: `Zjazd nr ${m}` }),
  makeEvent: async (call, n, m) => {
    const organisation = { id: (await pick(call, 'organisations', n)).id }
    const programme = [
      {
        kind: 'opening',
        about: organisation,
        speakers: [{ role: 'opening', person: { id: (await pick(call, 'people', m)).id } }]
      }
    ]
    const body = {
      title: `Spotkanie ${m}`,
      kind: 'conference',
      date: { on: '2026-12-01' },
      venue: organisation,
      participants: [{ role: 'organiser', organisation }],
      programme
    }
    return (await call('POST', 'events', body)).status
  },
  deleteEvent: async (call, n) => remove(call, `events/${(await pick(call, 'events?from=2026-12-01', n)).id}`)
}

async function patch(call: Call, path: string, body: unknown): Promise<number> {
  const { etag } = await call('GET', path)
  return (await call('PATCH', path, body, { 'if-match': etag })).status
}

async function remove(call: Call, path: string): Promise<number> {
  const { etag } = await call('GET', path)
  return (await call('DELETE', path, undefined, etag ? { 'if-match': etag } : {})).status
}

const fatal = fc.record(
  {
    who: fc.constantFrom<('service' | 'copy')[][]>(['service'], ['copy'], ['copy'], ['service', 'copy']),
    // Milliseconds after the start of the write at which they are killed
    after: fc.nat(60)
  },
  { noNullPrototype: true }
)
const step = fc.record(
  {
    write: fc.constantFrom(...Object.keys(writes)),
    n: fc.nat(10_000),
    m: fc.nat(10_000),
    kill: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fatal })
  },
  { noNullPrototype: true }
)

t.test('The copy equals the registry after random writes and kills of both processes', async (t) => {
  const url = await database(t)
  const { db, close } = connect(url, { max: 2, timeoutFactor: 15 })
  const folder = mkdtempSync(join(tmpdir(), 'konwent-copy-'))
  t.teardown(async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
  })
  // As after `npm install`, in a folder of its own.
  cpSync(join(root, 'examples/portal-sync'), join(folder, 'portal-sync'), {
    recursive: true,
    filter: (path) => !path.includes('node_modules')
  })
  await installClient(join(folder, 'portal-sync'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const file = join(folder, 'copy.sqlite')
  const limits = { RATE_LIMIT: '1000000', RATE_LIMIT_KEY: '1000000' }
  const service = new Program(t, 'src/main.js', {
    DATABASE_URL: url,
    PORT: String(port),
    LOG_LEVEL: 'fatal',
    ...limits
  })
  const copy = new Program(t, join(folder, 'portal-sync/sync.ts'), { REGISTRY_URL: base, COPY_FILE: file })
  const call = client(base, await makeKey(db, [...scopes]), () => service.output)

  /** Waits until the copy has reached the head of the change log, and compares every record with the registry. */
  const compare = async (t: Test) => {
    const { rows } = await sql<{ seq: number }>`select seq from feed_head`.execute(db)
    let reached = -1
    for (const end = Date.now() + PATIENCE; reached < (rows[0]?.seq as number) && Date.now() < end; await sleep(100))
      reached = positionOf(file)
    t.equal(reached, rows[0]?.seq, 'the copy has reached the head of the change log')
    const known = recordsOf(file)
    let count = 0
    for await (const [key, record] of listedRecords(base)) {
      count++
      if (known.get(key) !== JSON.stringify(record)) t.strictSame(JSON.parse(known.get(key) ?? 'null'), record, key)
      known.delete(key)
    }
    t.ok(count > 300, `${count} records are equal`)
    t.strictSame([...known.keys()], [], 'the copy has no other records')
  }

  await t.test('random writes', async (t) => {
    const statuses = new Map<string, number[]>()
    const restart = async (program: Program) => {
      await program.kill()
      program.start()
    }
    service.start()
    copy.start()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 80, maxLength: 90 }), async (steps) => {
        for (const { write, n, m, kill } of steps) {
          const killing =
            kill && sleep(kill.after).then(() => Promise.all(kill.who.map((who) => restart({ service, copy }[who]))))
          const status = await (writes[write] as Write)(call, n, m).catch((error: unknown) => {
            if (error instanceof NothingThere) return 404
            throw error
          })
          statuses.set(write, [...(statuses.get(write) ?? []), status])
          await killing
        }
        return true
      }),
      { numRuns: 1, endOnFailure: true }
    )
    for (const [write, list] of statuses) t.comment(`${write}: ${list.join(' ')}`)
    const all = [...statuses.values()].flat()
    t.ok(all.filter((status) => status >= 200 && status < 300).length > all.length / 3, 'enough writes were executed')
    t.strictSame(
      all.filter((status) => status === 400 || status >= 500),
      [],
      'no write was malformed or caused a server error'
    )
    await compare(t)
  })

  await t.test('a restore from a backup: the copy starts again by itself', async (t) => {
    const before = copy.output.match(/snapshot of/g)?.length ?? 0
    await sql`update instance set epoch = uuidv7()`.execute(db)
    t.equal(await (writes.makeOrganisation as Write)(call, 0, 0), 201)
    for (
      const end = Date.now() + PATIENCE;
      (copy.output.match(/snapshot of/g)?.length ?? 0) === before && Date.now() < end;
    )
      await sleep(100)
    t.ok((copy.output.match(/snapshot of/g)?.length ?? 0) > before, 'with a snapshot')
    await compare(t)
  })

  await t.test('erased data is in no page of the file', async (t) => {
    const { json } = await call('POST', 'people', { given_name: 'Wielisława', family_name: 'Brzęczyszczykiewicz' })
    await compare(t)
    t.ok(readFileSync(file).includes('Brzęczyszczykiewicz'))
    t.equal(
      (await call('POST', `people/${(json as unknown as { id: string }).id}/erasure`, { pseudonymise_name: true }))
        .status,
      200
    )
    await compare(t)
    await copy.kill()
    t.notOk(readFileSync(file).includes('Brzęczyszczykiewicz'))
  })
})

/** Number of the last change in the copy: the first six bytes of its cursor. */
function positionOf(file: string): number {
  const cursor = reading(file, (db) => db.prepare('select cursor from position').get()?.cursor as string | undefined)
  return cursor === undefined ? -1 : Buffer.from(cursor, 'base64url').readUIntBE(0, 6)
}

function recordsOf(file: string): Map<string, string> {
  const rows = reading(file, (db) => db.prepare('select type, id, data from record').all()) as {
    type: string
    id: string
    data: string
  }[]
  return new Map(rows.map(({ type, id, data }) => [`${type} ${id}`, data]))
}

function reading<T>(file: string, work: (db: DatabaseSync) => T): T | undefined {
  try {
    const db = new DatabaseSync(file, { timeout: 5_000 })
    try {
      return work(db)
    } finally {
      db.close()
    }
  } catch (error) {
    // Before the copy has created its tables
    if (/no such table|locked/.test((error as Error).message)) return undefined
    throw error
  }
}
