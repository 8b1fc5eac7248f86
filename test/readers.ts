// Readers with different rights behind a shared cache, and data of every visibility.
import type { Test } from 'tap'
import type { Setup } from './helper.ts'
import type { Received, Send } from './nginx.ts'

type Headers = Record<string, string>

export interface Readers {
  /** Headers of each reader by name; `nobody` has no key. */
  callers: Record<'nobody' | 'staff' | 'partner' | 'idle', Headers>
  /** Creates a record as staff. */
  make: (send: Send, path: string, body: object) => Promise<unknown>
}

/** Creates keys of readers with different rights, and contacts and a declaration that not all of them see. */
export async function readersOf({ key }: Pick<Setup, 'key'>, direct: Send): Promise<Readers> {
  const bearer = async (...keyArguments: Parameters<typeof key>) => ({
    authorization: `Bearer ${await key(...keyArguments)}`
  })
  const staff = await bearer(['registry:write', 'declarations:decide', 'contacts:read'])
  const partner = await bearer(['contacts:read'], 'partner')
  const idle = await bearer(['webhooks'])
  const make: Readers['make'] = async (send, path, body) => {
    const response = await send(path, { ...staff, 'content-type': 'application/json' }, 'POST', JSON.stringify(body))
    if (response.status !== 201) throw new Error(response.body.toString())
    return JSON.parse(response.body.toString())
  }

  const contact = {
    organisation: { slug: 'cus-belzyce' },
    basis: 'public_task',
    basis_source: 'strona',
    review_on: '2027-11-01'
  }
  await make(direct, '/v1/contacts', {
    ...contact,
    slug: 'kontakt-mieszany',
    email: 'jawny@example.org',
    email_visibility: 'public',
    phone: '+48800111222',
    phone_visibility: 'partner',
    street: 'ul. Tajna 1',
    postal_code: '24-200',
    locality: 'Bełżyce',
    address_visibility: 'staff'
  })
  await make(direct, '/v1/contacts', {
    ...contact,
    slug: 'kontakt-tajny',
    email: 'tajny@example.org',
    email_visibility: 'staff'
  })
  await make(direct, '/v1/declarations', { slug: 'deklaracja-robocza', kind: 'accession', title: 'Deklaracja w toku' })
  return { callers: { nobody: {}, staff, partner, idle }, make }
}

/** Paths whose responses differ between the readers, or do not. */
const paths = [
  '/v1/contacts',
  '/v1/contacts?format=csv',
  '/v1/contacts?format=ndjson',
  '/v1/contacts/kontakt-mieszany',
  '/v1/contacts/kontakt-tajny',
  '/v1/organisations/cus-belzyce/contacts',
  '/v1/organisations/cus-belzyce?include=contacts',
  '/v1/declarations',
  '/v1/declarations/deklaracja-robocza',
  '/v1/organisations/cus-belzyce'
]

/** The compared parts of a response. A problem contains its request id, so only its code is compared. */
const content = ({ status, headers, body }: Received) => {
  const type = headers['content-type']
  const text = body.toString()
  return { status, type, body: type?.startsWith('application/problem+json') ? JSON.parse(text).code : text }
}

/**
 * Lets every reader request every path after every other reader, and compares the responses with those of the service.
 * Returns, for each reader, where its responses came from: the cache and the status. `found` is the number of paths that
 * are public.
 */
export async function compareReaders(
  t: Test,
  { callers }: { callers: Record<string, Headers> },
  { send, direct }: { send: Send; direct: Send }
): Promise<{ cacheResults: Map<string, string[]>; found: number }> {
  const expected = new Map<string, unknown>()
  for (const path of paths)
    for (const [name, headers] of Object.entries(callers))
      expected.set(`${name} ${path}`, content(await direct(path, headers)))
  const expectedText = (name: string, path: string) => JSON.stringify(expected.get(`${name} ${path}`))
  t.match(expectedText('staff', '/v1/contacts'), 'tajny@example.org')
  t.notMatch(expectedText('partner', '/v1/contacts'), 'tajny@example.org')
  t.match(expectedText('partner', '/v1/contacts'), '+48800111222')
  t.notMatch(expectedText('nobody', '/v1/contacts'), '+48800111222')
  t.match(expectedText('staff', '/v1/declarations'), 'Deklaracja w toku')

  // Every reader follows every other one, whichever fills the cache first.
  const names = Object.keys(callers)
  const cacheResults = new Map<string, string[]>()
  for (let round = 0; round < names.length * 2; round++) {
    for (const path of round % 2 ? [...paths].reverse() : paths) {
      for (let i = 0; i < names.length; i++) {
        const name = names[(round + i * (round < names.length ? 1 : 3)) % names.length] as string
        const response = await send(path, callers[name])
        t.strictSame(content(response), expected.get(`${name} ${path}`), `${name}: ${path}`)
        cacheResults.set(name, [...(cacheResults.get(name) ?? []), `${response.cache} ${response.status}`])
        if (name !== 'nobody') t.match(response.headers['cache-control'], 'no-store', `${name}: ${path}`)
      }
    }
  }
  const found = paths.filter((path) => (expected.get(`nobody ${path}`) as { status: number }).status === 200).length
  t.ok(found < paths.length, 'some paths are not public')
  return { cacheResults, found }
}
