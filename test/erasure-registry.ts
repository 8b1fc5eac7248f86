// A registry with people, their addresses and texts about them, for tests of erasures.
import type { Test } from 'tap'
import { setup } from './helper.ts'

export interface Mention {
  table: string
  column: string
  record: string | null
  text: string
  on_erasure: 'erased' | 'decision' | 'check'
  why: string | null
}

export const KUNEGUNDA = { given_name: 'Kunegunda', family_name: 'Wrońska' }

/** Starts the registry, with helpers to enter people, addresses and texts, and to erase people. */
export async function setupErasure(t: Test) {
  const registry = await setup(t)
  const { call, key, connection } = registry
  const writer = await key(['registry:write', 'contacts:read'])
  const admin = await key(['privacy:admin'])
  const list = async (statement: string, values: unknown[] = []): Promise<string[]> =>
    (await connection.pool.query({ text: statement, values, rowMode: 'array' })).rows.map(([first]) => first)
  const person = async (name: object): Promise<string> =>
    (await call('POST', 'people?confirm_new=true', { key: writer, body: name })).json.id
  const change = (id: string, body: object) =>
    call('PATCH', `people/${id}`, { key: writer, headers: { 'if-match': '*' }, body })
  const addresses = (locals: string[]) =>
    connection.pool.query(
      `insert into contact (slug, organisation_id, email) select 'urzad-' || n, o.id, l || '@cus.example.org'
       from unnest($1::text[]) with ordinality as u (l, n), organisation o where o.slug = 'cus-belzyce'`,
      [locals]
    )
  const locals = () =>
    list(
      `select split_part(email, '@', 1) from contact where email like '%@cus.example.org' order by length(slug), slug`
    )
  const notes = (texts: string[]) =>
    connection.pool.query(
      `insert into event (slug, title, kind, date_on, occasion)
       select 'zjazd-' || n, 'Zjazd', 'other', '2022-11-21', text from unnest($1::text[]) with ordinality as u (text, n)`,
      [texts]
    )
  const storedNotes = () => list(`select occasion from event where slug ~ '^zjazd-[0-9]+$' order by length(slug), slug`)
  const links = (urls: string[]) =>
    connection.pool.query(
      `insert into event_link (event_id, no, title, url)
       select e.id, 100 + n, 'Relacja', url from unnest($1::text[]) with ordinality as u (url, n), event e
       where e.slug = 'konferencja-2022-11-21'`,
      [urls]
    )
  const storedLinks = () => list('select url from event_link where no > 100 order by no')
  const dossier = async (id: string): Promise<Mention[]> =>
    (await call('GET', `people/${id}/dossier`, { key: admin })).json.mentions
  const erase = async (id: string, pseudonymise_name = true): Promise<{ left: Mention[] }> => {
    const { status, json } = await call('POST', `people/${id}/erasure`, { key: admin, body: { pseudonymise_name } })
    t.equal(status, 200)
    return json
  }
  return {
    ...registry,
    list,
    writer,
    admin,
    person,
    change,
    addresses,
    locals,
    notes,
    storedNotes,
    links,
    storedLinks,
    dossier,
    erase
  }
}

export const sorted = (texts: string[]) => [...texts].sort()
export const describe = (mentions: Mention[]) =>
  mentions.map(({ table, column, text, on_erasure, why }) => `${table}.${column} ${text}: ${on_erasure} ${why}`)

export const OWN = [
  ...[
    'kunegunda.wronska',
    'wronska.kunegunda',
    'kunegunda_wronska',
    'wronska-kunegunda',
    'kunegunda+wronska',
    'kunegunda~wronska',
    'kunegunda._.wronska'
  ],
  ...[
    'kunegundawronska',
    'wronskakunegunda',
    'KunegundaWronska',
    'kunegundawronska75',
    'kunegunda.wronska2',
    'biuro-kunegunda.wronska'
  ],
  ...[
    'k.wronska',
    'kwronska',
    'wronska.k',
    'wronskak',
    'wronska_k',
    'k_wronska',
    'k-wronska',
    'kwronska1',
    'biuro.kwronska',
    'k.wronska-sekretariat'
  ],
  ...['kunegunda.wrońska', 'kwrońska', 'kunegunda.wron\u0301ska', 'kunegunda.wro%C5%84ska']
]
export const WEAK = ['wronska', 'wronska1', 'biuro.wronska', 'kunegundaw', 'kunegunda.w', 'w_kunegunda']
export const FOREIGN = [
  'kunegunda',
  'akwronska',
  'kwronskab',
  'jkunegundawronska',
  'kunegundawronskaa',
  'l.wronska',
  'lwronska',
  'kunegunda.wronskaszek',
  'wronskal',
  'biuro'
]
