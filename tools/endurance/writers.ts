// Writers that record every acknowledged write with its position in the change log.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, type Send, untilDone } from './client.ts'

/** An organisation whose short name holds a number that each write raises. */
export interface Tracked {
  id: string
  membership: string
  /** Number of the latest write that was sent, whether it was acknowledged or not. */
  sent: number
  acknowledged: { n: number; at: number; position: string }[]
}

/** A record that was created, and acknowledged at `at` (performance.now()). */
export interface Created {
  path: string
  at: number
  position: string
}

/** Place of the seat that only the tracked organisations have. */
export const SEAT = 'Próbna Wola'
const NAME = 'OPS w Próbnej Woli'

/** Returns the number in the short name of a tracked organisation. */
export const numberOf = (shortName: string): number => Number(/ (\d+)$/.exec(shortName)?.[1] ?? Number.NaN)

/** Lets writers pass, or holds them back while the copy is compared. */
export class Gate {
  #closed: Promise<void> | undefined
  #open = () => {}
  #inside = 0

  async pass(work: () => Promise<void>): Promise<void> {
    while (this.#closed) await this.#closed
    this.#inside++
    try {
      await work()
    } finally {
      this.#inside--
    }
  }

  /** Resolves when no writer is at work. */
  async close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      this.#open = resolve
    })
    while (this.#inside > 0) await sleep(20)
  }

  open(): void {
    this.#closed = undefined
    this.#open()
  }
}

export class Writers {
  readonly tracked: Tracked[] = []
  readonly created: Created[] = []
  readonly gate = new Gate()
  readonly #send: Send
  #no = 0

  constructor(send: Send) {
    this.#send = send
  }

  get acknowledged(): number {
    return this.created.length + this.tracked.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)
  }

  /** Creates an organisation and admits it with a declaration. Each step is a write of its own. */
  async admit(shortName: string, seat: string): Promise<{ id: string; membership: string; last: Answer }> {
    const no = ++this.#no
    const post = async (path: string, body?: unknown) => {
      const answer = await untilDone(this.#send, { kind: `POST ${path.split(/[/?]/)[0]}`, method: 'POST', path, body })
      return answer
    }
    const organisation = await post('organisations?confirm_new=true', {
      name: `Ośrodek Pomocy Społecznej nr ${no} w Próbnej Woli`,
      short_name: shortName,
      kind: 'ops',
      seat
    })
    const { id } = organisation.json
    this.#keep(`organisations/${id}`, organisation)
    const person = await post('people?confirm_new=true', { given_name: 'Łucja', family_name: `Próbna-${no}` })
    this.#keep(`people/${person.json.id}`, person)
    const declaration = await post('declarations', {
      kind: 'accession',
      title: `Deklaracja próbna nr ${no}`,
      signed: { on: '2026-10-01' },
      tier: 'supporting',
      statements: ['other_in_social_services'],
      signatories: [
        { role: 'applicant', list_no: 1, organisation: { id }, person: { id: person.json.id }, capacity: 'substantive' }
      ]
    })
    const path = `declarations/${declaration.json.id}`
    this.#keep(path, declaration)
    await post(`${path}/submission`)
    const last = await post(`${path}/acceptance`, { decided_on: '2026-11-20', basis: 'Uchwała próbna' })
    const memberships = await untilDone(this.#send, {
      kind: 'memberships of one',
      path: `memberships?organisation=${id}`,
      headers: { 'registry-position': position(last) }
    })
    const membership = memberships.json.data[0]?.id
    if (membership === undefined) throw new Error(`the organisation ${id} was admitted and has no membership`)
    this.#keep(`memberships/${membership}`, last)
    return { id, membership, last }
  }

  /** Creates a tracked organisation, whose number is 0. */
  async track(): Promise<void> {
    const { id, membership, last } = await this.admit(`${NAME} 0`, SEAT)
    const first = { n: 0, at: last.receivedAt, position: position(last) }
    this.tracked.push({ id, membership, sent: 0, acknowledged: [first] })
  }

  /** Raises the number of an organisation again and again. An attempt without an answer is not repeated as it was. */
  async raise(tracked: Tracked, pauseMs: number, isOver: () => boolean): Promise<void> {
    const path = `organisations/${tracked.id}`
    let etag: string | null = null
    while (!isOver()) {
      await this.gate.pass(async () => {
        if (etag === null) {
          const present = await this.#send({ kind: 'record before a write', path, keyed: true })
          if (present.status === 200) etag = present.headers.get('etag')
        }
        if (etag === null) return
        const n = ++tracked.sent
        const answer = await this.#send({
          kind: 'PATCH organisations',
          method: 'PATCH',
          path,
          body: { short_name: `${NAME} ${n}` },
          headers: { 'if-match': etag }
        })
        etag = null
        if (answer.status !== 200) return
        etag = answer.headers.get('etag')
        tracked.acknowledged.push({ n, at: answer.receivedAt, position: position(answer) })
      })
      await sleep(pauseMs)
    }
  }

  /** Creates sources. Reads each of them before and after, to see that its absence is not remembered for too long. */
  async createSources(pauseMs: number, isOver: () => boolean, check: SourceCheck): Promise<void> {
    while (!isOver()) {
      await this.gate.pass(async () => {
        const slug = `zrodlo-probne-${++this.#no}`
        const path = `sources/${slug}`
        await this.#send({ kind: 'source before it exists', path })
        const body = { slug, kind: 'document', title: 'Źródło próbne' }
        const answer = await untilDone(this.#send, { kind: 'POST sources', method: 'POST', path: 'sources', body })
        this.#keep(path, answer)
        await check(path, answer)
      })
      await sleep(pauseMs)
    }
  }

  /** Admits organisations. */
  async admitSome(pauseMs: number, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await this.gate.pass(async () => void (await this.admit(`OPS nr ${this.#no}`, 'Próbna Kolonia')))
      await sleep(pauseMs)
    }
  }

  #keep(path: string, answer: Answer): void {
    this.created.push({ path, at: answer.receivedAt, position: position(answer) })
  }
}

export type SourceCheck = (path: string, answer: Answer) => Promise<void>

/** Position of a write. Throws if the response has none. */
function position({ headers }: Answer): string {
  const value = headers.get('registry-position')
  if (value === null) throw new Error('a write was acknowledged without Registry-Position')
  return value
}
