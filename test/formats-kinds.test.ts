// Events as iCalendar, people and contacts as vCards, organisations, events and people as JSON-LD, read by parsers that
// are independent of the service.
import fc from 'fast-check'
import t from 'tap'
import { componentOf, inWarsaw } from '../src/records/formats/calendar.ts'
import { websiteUrl } from '../src/records/formats/linked-data.ts'
import { cardText, cardVersions } from '../src/records/formats/vcard.ts'
import { type Component, type ContentLine, components, componentsOf, contentLines, unescaped } from './formats.ts'
import { setup, type TestResponse } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: records have many shapes and were already validated against the contract
type Json = any

// Calendar days must not depend on the time zone of the machine. On this day, its clocks skip the hour in which one of
// the events begins.
process.env.TZ = 'America/Los_Angeles'

const registry = await setup(t)
const { get, call, key, connection } = registry
const staff = key(['registry:write', 'contacts:read'])
const partner = key(['contacts:read'], 'partner')

await connection.pool.query(`
  insert into event (slug, title, kind, status, form, date_on, starts_at, ends_at, place, address, version,
    updated_at) values
    ('szkolenie', 'Szkolenie: „Zażółć gęślą jaźń”, część 1; praca socjalna \\ usługi – '
      'organizowanie społeczności lokalnej w gminach wiejskich i miejskich', 'training', 'planned', null,
        '2027-01-10', '2027-01-10T00:30+01', '2027-01-10T15:00+01', 'Świdnik', 'ul. Frezerów 3, sala 2', 4,
        '2026-12-01T10:00:00.5Z'),
    ('odwolane', 'Odwołane', 'training', 'cancelled', 'online', '2027-07-01', '2027-07-01T09:00+02', null, null,
      null, 1, '2026-12-01T10:00:00Z'),
    ('noca', 'Nocą', 'training', null, null, '2027-03-14', '2027-03-14T02:30+01', null, null, null, 1,
      '2026-12-01T10:00:00Z');
  insert into event (slug, title, kind, date_not_before, date_not_after)
    values ('kiedys', 'Kiedyś', 'training', '2027-01-01', '2027-12-31')`)

const records = async (path: string): Promise<Json[]> =>
  (await get(`${path}${path.includes('?') ? '&' : '?'}limit=500`)).json.data
const valuesOf = (lines: ContentLine[], name: string) =>
  lines.filter((line) => line.name === name).map(({ value }) => value)

// Text that breaks careless concatenation: quotes, separators, markup, line breaks, surrogate pairs, bidi marks.
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        ',',
        ';',
        ':',
        '\\',
        '\\n',
        '\n',
        '\r\n',
        ']]>',
        '<script>',
        '&',
        'ł',
        'ź',
        '👩‍👩‍👧',
        '\u202e',
        'שלום',
        ' ',
        'BEGIN:VCARD',
        '='
      ),
      fc.string({ unit: 'grapheme', maxLength: 30 })
    ),
    {
      minLength: 1,
      maxLength: 12
    }
  )
  .map((parts) =>
    parts
      .join('')
      .replace(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff]/gu, '')
      .trim()
  )
  .filter((text) => text !== '')
const unbroken = (text: string) => text.replace(/\r\n|\r|\n/g, '\n')

// --- iCalendar ---

interface Calendar {
  calendar: Component
  zones: Component[]
  events: Map<string, ContentLine[]>
}

/** Parses a calendar (RFC 5545). Throws if it is invalid. */
function parseCalendar({ headers, bytes }: Pick<TestResponse, 'headers' | 'bytes'>): Calendar {
  if (headers['content-type'] !== 'text/calendar; charset=utf-8') throw new Error(headers['content-type'])
  const [calendar, ...more] = componentsOf(contentLines(bytes))
  if (calendar?.name !== 'VCALENDAR' || more.length > 0) throw new Error('no calendar')
  // RFC 5545 3.6: VERSION and PRODID once each, and at least one component.
  for (const name of ['VERSION', 'PRODID'])
    if (valuesOf(calendar.lines, name).length !== 1) throw new Error(`expected exactly one ${name}`)
  if (calendar.components.length === 0) throw new Error('a calendar without components')
  const of = (name: string) => calendar.components.filter((component) => component.name === name)
  const zones = of('VTIMEZONE')
  const events = of('VEVENT').map(({ lines }): [string, ContentLine[]] => {
    for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'SEQUENCE', 'SUMMARY', 'LAST-MODIFIED']) {
      if (valuesOf(lines, name).length !== 1) throw new Error(`expected exactly one ${name}`)
    }
    for (const name of ['DTSTAMP', 'LAST-MODIFIED'])
      if (!/^\d{8}T\d{6}Z$/.test(valuesOf(lines, name)[0] as string)) throw new Error(`${name} is not in UTC`)
    for (const { parameters } of lines) {
      if (parameters.TZID && !zones.some((zone) => valuesOf(zone.lines, 'TZID')[0] === parameters.TZID))
        throw new Error(`unknown zone ${parameters.TZID}`)
    }
    return [valuesOf(lines, 'UID')[0] as string, lines]
  })
  return { calendar, zones, events: new Map(events) }
}

t.test('GET /v1/events?format=ics returns the events with a known day, for subscriptions', async (t) => {
  const events = await records('events')
  const bySlug = Object.fromEntries(events.map((event) => [event.slug, event]))
  const response = await get('events?format=ics')
  const { calendar, zones, events: found } = parseCalendar(response)
  const uid = (slug: string) => `${bySlug[slug].id}@konwent-cus`
  t.strictSame(
    [...found.keys()],
    events.filter(({ date }) => date.on !== null).map(({ slug }) => uid(slug))
  )
  t.notOk(found.has(uid('zjazd-wyborczy')), 'an event without a day is left out')
  t.notOk(found.has(uid('kiedys')), 'an event with bounds only is left out')
  t.strictSame(
    ['X-WR-CALNAME', 'X-WR-TIMEZONE', 'REFRESH-INTERVAL', 'X-PUBLISHED-TTL'].flatMap((name) =>
      valuesOf(calendar.lines, name)
    ),
    ['Konwent CUS', 'Europe/Warsaw', 'PT6H', 'PT6H'],
    'name and refresh interval of the subscription'
  )
  t.strictSame(
    zones.map(({ lines, components }) => [valuesOf(lines, 'TZID'), components.map(({ name }) => name)]),
    [[['Europe/Warsaw'], ['DAYLIGHT', 'STANDARD']]]
  )

  const expected: Record<string, Record<string, string | undefined>> = {
    'inauguracja-2021-09-16': {
      'DTSTART;TZID=Europe/Warsaw': '20210916T110000',
      SUMMARY: bySlug['inauguracja-2021-09-16'].title,
      LOCATION:
        'Obserwatorium Centrów Usług Społecznych, ul. Frezerów 3, Lublin, budynek Inkubatora Technologicznego, Lublin',
      STATUS: 'CONFIRMED',
      SEQUENCE: '0'
    },
    'konferencja-2022-11-21': {
      'DTSTART;VALUE=DATE': '20221121',
      SUMMARY: bySlug['konferencja-2022-11-21'].title,
      LOCATION: 'Centrum Spotkania Kultur w Lublinie, Lublin',
      'URL;VALUE=URI': 'https://niepelnosprawnilublin.pl/relacja-z-konferencji-cus-w-lublinie/'
    },
    szkolenie: {
      // Still the previous day in UTC.
      'DTSTART;TZID=Europe/Warsaw': '20270110T003000',
      'DTEND;TZID=Europe/Warsaw': '20270110T150000',
      SUMMARY:
        'Szkolenie: „Zażółć gęślą jaźń”, część 1; praca socjalna \\ usługi – ' +
        'organizowanie społeczności lokalnej w gminach wiejskich i miejskich',
      LOCATION: 'ul. Frezerów 3, sala 2, Świdnik',
      SEQUENCE: '3',
      DTSTAMP: '20261201T100000Z',
      'LAST-MODIFIED': '20261201T100000Z'
    },
    odwolane: {
      'DTSTART;TZID=Europe/Warsaw': '20270701T090000',
      STATUS: 'CANCELLED',
      LOCATION: undefined,
      'DTEND;TZID=Europe/Warsaw': undefined
    },
    noca: { 'DTSTART;TZID=Europe/Warsaw': '20270314T023000', STATUS: undefined }
  }
  const texts = ['SUMMARY', 'LOCATION']
  const named = (lines: ContentLine[]) =>
    Object.fromEntries(
      lines.map(({ name, parameters, value }) => {
        const written = Object.entries(parameters).map(([parameter, set]) => `;${parameter}=${set}`)
        return [`${name}${written.join('')}`, texts.includes(name) ? unescaped(value) : value]
      })
    )
  for (const [slug, properties] of Object.entries(expected)) {
    const event = named(found.get(uid(slug)) ?? [])
    t.strictSame(Object.fromEntries(Object.keys(properties).map((name) => [name, event[name]])), properties, slug)
    const alone = await get(`events/${slug}?format=ics`)
    t.strictSame([...parseCalendar(alone).events], [[uid(slug), found.get(uid(slug))]], `${slug} alone`)
    t.equal(alone.headers['content-disposition'], `inline; filename="${slug}.ics"`)
  }
  t.equal(parseCalendar(await get('events/zjazd-wyborczy?format=ics')).events.size, 0, 'a calendar without events')
  t.equal(parseCalendar(await get('events?format=ics&q=nobody')).events.size, 0)
  for (const list of ['people/anna-ostasz/events', 'organisations/rops-lublin/events'])
    t.strictSame(
      [...parseCalendar(await get(`${list}?format=ics`)).events.keys()],
      [uid('konferencja-2022-11-21')],
      list
    )
  const again = await get('events?format=ics')
  t.strictSame([again.text, again.headers.etag], [response.text, response.headers.etag], 'the same bytes each time')
})

t.test(
  'PATCH /v1/events/{event_id} updates GET /v1/events?format=ics: same UID, greater SEQUENCE, later LAST-MODIFIED',
  async (t) => {
    const body = { slug: 'wizyta', title: 'Wizyta', kind: 'study_visit', status: 'planned', date: { on: '2027-05-04' } }
    const made = await call('POST', 'events', { key: await staff, body })
    t.equal(made.status, 201)
    const event = async () =>
      parseCalendar(await get('events?format=ics')).events.get(`${made.json.id}@konwent-cus`) ?? []
    const before = await event()
    const headers = { 'if-match': made.headers.etag as string }
    t.equal(
      (await call('PATCH', 'events/wizyta', { key: await staff, headers, body: { status: 'cancelled' } })).status,
      200
    )
    const after = await event()
    t.strictSame([valuesOf(before, 'SEQUENCE'), valuesOf(after, 'SEQUENCE')], [['0'], ['1']])
    t.strictSame([valuesOf(before, 'STATUS'), valuesOf(after, 'STATUS')], [['CONFIRMED'], ['CANCELLED']])
    t.ok((valuesOf(after, 'LAST-MODIFIED')[0] as string) >= (valuesOf(before, 'LAST-MODIFIED')[0] as string))
  }
)

t.test('GET /v1/events?format=ics preserves any text', async (t) => {
  fc.assert(
    fc.property(hostile, hostile, (summary, location) => {
      const event = componentOf({
        id: 'x',
        summary,
        location,
        start: inWarsaw('2027-01-10T10:00:00Z'),
        stamp: '2027-01-01T00:00:00Z'
      })
      const [{ lines } = { lines: [] }] = componentsOf(contentLines(Buffer.from(event)))
      const read = (name: string) => valuesOf(lines, name).map(unescaped)
      t.strictSame([read('SUMMARY'), read('LOCATION')], [[unbroken(summary)], [unbroken(location)]])
    }),
    { numRuns: 300 }
  )
})

// --- vCard ---

/** Parses vCards of version 4.0 (RFC 6350) or 3.0 (RFC 2426). Throws if they are invalid. */
function parseCards(bytes: Buffer, version: '4.0' | '3.0' = '4.0'): ContentLine[][] {
  if (bytes.length === 0) return []
  return componentsOf(contentLines(bytes)).map(({ name, lines, components: inner }) => {
    if (name !== 'VCARD' || inner.length > 0) throw new Error(`${name} is not a card`)
    const first = lines[0]
    // RFC 6350 6.7.9: right after BEGIN.
    if (first?.name !== 'VERSION' || first.value !== version) throw new Error(`no version ${version} at the beginning`)
    for (const once of ['UID', 'KIND', 'REV', 'N'])
      if (valuesOf(lines, once).length > 1) throw new Error(`more than one ${once}`)
    for (const must of ['FN', 'UID', version === '4.0' ? 'KIND' : 'N', 'REV'])
      if (valuesOf(lines, must).length === 0) throw new Error(`no ${must}`)
    if (version === '3.0' && valuesOf(lines, 'KIND').length > 0) throw new Error('KIND in version 3.0')
    if (!/^urn:uuid:[0-9a-f-]{36}$/.test(valuesOf(lines, 'UID')[0] as string)) throw new Error('UID is not a URN')
    if (!/^\d{8}T\d{6}Z$/.test(valuesOf(lines, 'REV')[0] as string)) throw new Error('REV is not a timestamp')
    for (const [structured, parts] of [
      ['N', 5],
      ['ADR', 7]
    ] as const)
      for (const value of valuesOf(lines, structured))
        if (components(value).length !== parts) throw new Error(`${structured} of ${components(value).length} parts`)
    for (const { name: property, parameters, value } of lines) {
      const isNumber =
        version === '4.0'
          ? parameters.VALUE === 'uri' && /^tel:\+\d{8,15}$/.test(value)
          : parameters.VALUE === undefined && /^\+\d{8,15}$/.test(value)
      if (property === 'TEL' && !isNumber) throw new Error(`TEL ${value}`)
    }
    return lines
  })
}

/** The lines of a card without those that are the same in every card. */
const describeCard = (card: ContentLine[] | undefined) =>
  (card ?? [])
    .filter(({ name }) => !['VERSION', 'PRODID', 'UID', 'REV'].includes(name))
    .map(({ group, name, parameters, value }) => {
      const { TYPE } = parameters
      return [
        group ? `${group}.${name}` : name,
        ...(TYPE ? [TYPE] : []),
        ['FN', 'TITLE', 'ROLE', 'ORG', 'EMAIL'].includes(name) ? unescaped(value) : value
      ]
    })

const cards = async (path: string, asker?: string) => {
  const response = await call('GET', path, asker ? { key: asker } : {})
  t.equal(response.headers['content-type'], 'text/vcard; charset=utf-8; version=4.0', path)
  return new Map(parseCards(response.bytes).map((card) => [valuesOf(card, 'UID')[0]?.replace('urn:uuid:', ''), card]))
}
const idOf = async (path: string): Promise<string> => (await get(path)).json.id

t.test(
  'GET /v1/contacts?format=vcard returns the cards of organisations and posts, with the values visible to the caller',
  async (t) => {
    const all = await cards('contacts?format=vcard')
    t.strictSame(
      [...all.keys()],
      (await records('contacts')).map(({ id }) => id)
    )
    t.strictSame(describeCard(all.get(await idOf('contacts/kontakt-obserwatorium'))), [
      ['KIND', 'org'],
      ['FN', 'Obserwatorium Centrów Usług Społecznych'],
      ['ORG', 'Obserwatorium Centrów Usług Społecznych'],
      ['EMAIL', 'work', 'obserwatorium@fundacjakiscis.pl'],
      ['ADR', 'work', ';;ul. Frezerów 3;Lublin;;20-209;']
    ])
    t.strictSame(
      describeCard((await cards('contacts/kontakt-dyrektora-obserwatorium?format=vcard')).values().next().value),
      [
        ['KIND', 'individual'],
        ['FN', 'Dyrektor, Obserwatorium CUS'],
        ['ORG', 'Obserwatorium Centrów Usług Społecznych'],
        ['TITLE', 'Dyrektor'],
        ['ROLE', 'kierujący (dyrektor, kierownik)'],
        ['TEL', 'work,cell', 'tel:+48793503128']
      ]
    )

    const body = {
      slug: 'kontakt-czesciowy',
      organisation: { slug: 'cus-kramsk' },
      email: 'wszyscy@example.org',
      email_visibility: 'public',
      phone: '+48632470000',
      phone_kind: 'fixed',
      phone_visibility: 'partner',
      street: 'ul. Chopina 12; wejście „B”',
      locality: 'Kramsk',
      address_visibility: 'staff',
      basis: 'public_task',
      basis_source: 'x',
      review_on: '2027-01-01'
    }
    const made = await call('POST', 'contacts', { key: await staff, body })
    t.equal(made.status, 201, made.text)
    const reads = async () => {
      const query = "select count(*)::int as reads from audit where action = 'contact.read' and $1 = any(subject_ids)"
      return (await connection.pool.query(query, [made.json.id])).rows[0].reads as number
    }
    const before = await reads()
    const seen = async (asker?: string) =>
      describeCard((await cards('contacts?format=vcard', asker)).get(made.json.id)).map(([name]) => name)
    t.strictSame(await seen(), ['KIND', 'FN', 'ORG', 'EMAIL'])
    t.strictSame(await seen(await partner), ['KIND', 'FN', 'ORG', 'TEL', 'EMAIL'])
    t.strictSame(await seen(await staff), ['KIND', 'FN', 'ORG', 'TEL', 'EMAIL', 'ADR'])
    const [card] = (await cards('contacts/kontakt-czesciowy?format=vcard', await staff)).values()
    t.strictSame(components(valuesOf(card ?? [], 'ADR')[0] as string), [
      '',
      '',
      'ul. Chopina 12; wejście „B”',
      'Kramsk',
      '',
      '',
      ''
    ])
    t.equal((await reads()) - before, 3, 'every read of data that is not public is in the audit')
  }
)

t.test(
  'GET /v1/appointments?format=vcard returns people in post with the contacts of the post, never of another person',
  async (t) => {
    const write = async (path: string, body: object) => {
      const response = await call('POST', path, { key: await staff, body })
      t.equal(response.status, 201, response.text)
      return response.json
    }
    const post = await write('posts', {
      organisation: { slug: 'cus-czersk' },
      role: 'deputy_head',
      title: 'Zastępca Dyrektora'
    })
    const [now, gone] = [
      await write('people', { given_name: 'Żaneta', family_name: 'Łoś-Źrebak', academic_title: 'dr_hab' }),
      await write('people', { given_name: 'Jan', family_name: 'Dawny' })
    ]
    const held = { post: { id: post.id }, capacity: 'acting', printed_post: 'p.o. Zastępcy Dyrektora' }
    const appointment = await write('appointments', { ...held, person: { id: now.id }, started: { on: '2026-01-01' } })
    const past = await write('appointments', {
      ...held,
      capacity: 'substantive',
      person: { id: gone.id },
      started: { on: '2020-01-01' },
      ended: { on: '2025-12-31' }
    })
    const contact = {
      post: { id: post.id },
      email_visibility: 'public',
      phone_visibility: 'partner',
      basis: 'public_task',
      basis_source: 'x',
      review_on: '2027-01-01'
    }
    await write('contacts', {
      ...contact,
      slug: 'zastepca',
      email: 'zastepca@example.org',
      phone: '+48600000001',
      phone_kind: 'mobile'
    })
    await write('contacts', {
      ...contact,
      slug: 'zastepca-dawny',
      printed_holder: { id: gone.id },
      email: 'jan.dawny@example.org'
    })

    const all = await cards('appointments?format=vcard')
    t.notOk(all.has(past.id), 'nobody who has left the post')
    const expected = [
      ['KIND', 'individual'],
      ['FN', 'dr hab. Żaneta Łoś-Źrebak'],
      ['N', 'Łoś-Źrebak;Żaneta;;dr hab.;'],
      ['ORG', 'Centrum Usług Społecznych w Czersku'],
      ['TITLE', 'p.o. Zastępcy Dyrektora'],
      ['ROLE', 'zastępca kierującego'],
      ['EMAIL', 'work', 'zastepca@example.org']
    ]
    t.strictSame(describeCard(all.get(appointment.id)), expected)
    t.strictSame(
      describeCard((await cards(`appointments/${appointment.id}?format=vcard`)).get(appointment.id)),
      expected
    )
    const forPartners = describeCard(
      (await cards('organisations/cus-czersk/appointments?format=vcard', await partner)).get(appointment.id)
    )
    t.strictSame(forPartners, [
      ...expected.slice(0, -1),
      ['TEL', 'work,cell', 'tel:+48600000001'],
      ...expected.slice(-1)
    ])
    t.strictSame(
      [...(await cards('people/jan-dawny/appointments?format=vcard&as_of=2022-01-01')).keys()],
      [past.id],
      'of the requested day'
    )

    const second = await write('posts', { organisation: { slug: 'cus-kramsk' }, role: 'adviser', title: 'Doradca' })
    await write('appointments', {
      post: { id: second.id },
      person: { id: now.id },
      capacity: 'substantive',
      started: { on: '2026-02-01' }
    })
    t.strictSame(describeCard((await cards(`people/${now.slug}?format=vcard`)).get(now.id)), [
      ['KIND', 'individual'],
      ['FN', 'dr hab. Żaneta Łoś-Źrebak'],
      ['N', 'Łoś-Źrebak;Żaneta;;dr hab.;'],
      ['post1.ORG', 'Centrum Usług Społecznych w Czersku'],
      ['post1.TITLE', 'p.o. Zastępcy Dyrektora'],
      ['post1.ROLE', 'zastępca kierującego'],
      ['post2.ORG', 'Centrum Usług Społecznych w Kramsku'],
      ['post2.TITLE', 'Doradca'],
      ['post2.ROLE', 'doradca']
    ])
    t.strictSame(
      describeCard((await cards('people?format=vcard')).get(gone.id)).map(([name]) => name),
      ['KIND', 'FN', 'N'],
      'no post that has ended'
    )
  }
)

t.test('GET as vCard 3.0, by version or by Accept, for programs such as Outlook', async (t) => {
  const type = 'text/vcard; charset=utf-8; version=3.0'
  const read = async (path: string, headers = {}) => {
    const response = await get(path, headers)
    t.equal(response.headers['content-type'], type, path)
    return parseCards(response.bytes, '3.0')
  }
  const [contact] = await read('contacts/kontakt-obserwatorium?format=vcard&version=3.0')
  t.strictSame(describeCard(contact), [
    ['FN', 'Obserwatorium Centrów Usług Społecznych'],
    ['N', 'Obserwatorium Centrów Usług Społecznych;;;;'],
    ['ORG', 'Obserwatorium Centrów Usług Społecznych'],
    ['EMAIL', 'internet,work', 'obserwatorium@fundacjakiscis.pl'],
    ['ADR', 'work', ';;ul. Frezerów 3;Lublin;;20-209;']
  ])
  const [director] = await read('contacts/kontakt-dyrektora-obserwatorium', { accept: 'text/vcard;version=3.0' })
  t.strictSame(
    describeCard(director).filter(([name]) => name === 'TEL'),
    [['TEL', 'work,cell', '+48793503128']]
  )
  t.strictSame(
    (await read('people?format=vcard&version=3.0')).map((card) => valuesOf(card, 'FN').map(unescaped)),
    [...(await cards('people?format=vcard')).values()].map((card) => valuesOf(card, 'FN').map(unescaped))
  )
  const types: [query: string, accept: string, status: number, type: string][] = [
    ['', 'text/vcard; version="3.0"; charset=utf-8', 200, type],
    ['', 'text/vcard;version=3.0;q=0.5, text/vcard;version=4.0', 200, type.replace('3.0', '4.0')],
    ['', 'text/vcard', 200, type.replace('3.0', '4.0')],
    ['?version=3.0', 'text/vcard', 200, type],
    ['?version=3.0', 'application/json', 400, 'application/problem+json; charset=utf-8'],
    ['?format=vcard&version=2.1', '*/*', 400, 'application/problem+json; charset=utf-8'],
    ['?format=csv&version=3.0', '*/*', 400, 'application/problem+json; charset=utf-8']
  ]
  for (const [query, accept, status, expected] of types) {
    const response = await get(`contacts${query}`, { accept })
    t.strictSame([response.status, response.headers['content-type']], [status, expected], `${query} ${accept}`)
  }
})

t.test('GET /v1/people?format=vcard preserves any text', async (t) => {
  const positions = fc.array(fc.record({ organisation: hostile, title: hostile, role: hostile }), {
    minLength: 1,
    maxLength: 3
  })
  fc.assert(
    fc.property(hostile, hostile, positions, hostile, (given_name, family_name, positions, street) => {
      const contacts = [{ email: null, phone: null, phone_kind: null, street, postal_code: '20-209', locality: null }]
      const id = '01993a5e-7c00-7000-8000-000000000001'
      const formattedName = `prof. ${given_name} ${family_name}`
      const card = {
        id,
        kind: 'individual',
        formattedName,
        names: { given_name, family_name },
        positions,
        contacts,
        updated_at: '2026-11-21T09:00:00.000000Z'
      } as const
      for (const version of cardVersions) {
        const [lines = []] = parseCards(Buffer.from(cardText(card, version)), version)
        const read = (name: string) => valuesOf(lines, name).map(unescaped)
        t.strictSame(read('FN'), [unbroken(formattedName)])
        t.strictSame(valuesOf(lines, 'N').map(components), [
          [unbroken(family_name), unbroken(given_name), '', 'prof.', '']
        ])
        t.strictSame(valuesOf(lines, 'ADR').map(components), [['', '', unbroken(street), '', '', '20-209', '']])
        for (const [name, member] of [
          ['ORG', 'organisation'],
          ['TITLE', 'title'],
          ['ROLE', 'role']
        ] as const)
          t.strictSame(
            read(name),
            positions.map((position) => unbroken(position[member]))
          )
        t.strictSame(valuesOf(lines, 'REV'), ['20261121T090000Z'])
      }
    }),
    { numRuns: 300 }
  )
})

// --- JSON-LD ---

const TEXT = 'text'
const DATE = 'date'
const URL_ = 'url'
// Properties that schema.org 29 allows for these types, as far as they are used here: a kind of value, or node types.
const organisation = {
  name: TEXT,
  alternateName: TEXT,
  url: URL_,
  taxID: TEXT,
  identifier: ['PropertyValue'],
  address: ['PostalAddress'],
  location: ['Place', 'AdministrativeArea'],
  areaServed: ['AdministrativeArea'],
  parentOrganization: ['Organization'],
  foundingDate: DATE,
  dissolutionDate: DATE,
  memberOf: ['OrganizationRole']
} as const
const place = {
  name: TEXT,
  geo: ['GeoCoordinates'],
  address: ['PostalAddress'],
  identifier: ['PropertyValue']
} as const
const schemaOrg: Record<string, Record<string, string | readonly string[]>> = {
  Organization: organisation,
  GovernmentOrganization: organisation,
  NGO: organisation,
  CollegeOrUniversity: organisation,
  Place: place,
  AdministrativeArea: place,
  PostalAddress: { streetAddress: TEXT, postalCode: TEXT, addressLocality: TEXT },
  GeoCoordinates: { latitude: 'number', longitude: 'number' },
  PropertyValue: { propertyID: TEXT, value: TEXT },
  OrganizationRole: {
    memberOf: ['Organization'],
    affiliation: ['Organization'],
    roleName: TEXT,
    startDate: DATE,
    endDate: DATE
  },
  Person: {
    name: TEXT,
    givenName: TEXT,
    familyName: TEXT,
    affiliation: ['OrganizationRole'],
    memberOf: ['OrganizationRole']
  },
  WebPage: { name: TEXT, url: URL_, author: ['Person'], publisher: ['Organization'] },
  Event: {
    name: TEXT,
    alternateName: TEXT,
    startDate: DATE,
    endDate: DATE,
    eventStatus: URL_,
    eventAttendanceMode: URL_,
    location: ['Place'],
    organizer: ['Organization', 'Person'],
    performer: ['Organization', 'Person'],
    subjectOf: ['WebPage']
  }
}
const kinds: Record<string, (value: unknown) => boolean> = {
  [TEXT]: (value) => typeof value === 'string' && value.trim() !== '',
  [DATE]: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/.test(value),
  [URL_]: (value) => typeof value === 'string' && /^https?:$/.test(new URL(value).protocol),
  number: (value) => typeof value === 'number'
}

/** Returns the faults of a node by the table above. A node described elsewhere has only its address. */
function faultsOf(node: Json, path: string): string[] {
  const known = schemaOrg[node['@type']]
  if (!known) return [`${path}: unknown type ${node['@type']}`]
  return Object.entries<Json>(node)
    .filter(([name]) => name !== '@type' && name !== '@context')
    .flatMap(([name, value]): string[] => {
      const at = `${path}.${name}`
      if (name === '@id')
        return /^(https:\/\/api\.example\.org)?\/v1\/(organisations|people|events)\/[0-9a-f-]{36}$/.test(value)
          ? []
          : [`${at}: ${value}`]
      const range = known[name]
      if (range === undefined) return [`${at} is not a property of ${node['@type']}`]
      const values: Json[] = Array.isArray(value) ? value : [value]
      if (values.length === 0) return [`${at} is empty`]
      if (typeof range === 'string')
        return values.every((each) => kinds[range]?.(each)) ? [] : [`${at}: ${JSON.stringify(value)} is not a ${range}`]
      return values.flatMap((each) =>
        range.includes(each?.['@type']) ? faultsOf(each, at) : [`${at} is a ${each?.['@type']}`]
      )
    })
}

t.test('GET as JSON-LD returns valid nodes of schema.org with known values only', async (t) => {
  for (const path of [
    'organisations',
    'people',
    'events',
    'organisations?member=true&as_of=2022-08-31',
    'organisations/rops-lublin/events',
    'people/anna-ostasz/events'
  ]) {
    const { json, headers } = await get(`${path}${path.includes('?') ? '&' : '?'}format=jsonld`)
    t.equal(headers['content-type'], 'application/ld+json; charset=utf-8')
    t.strictSame(Object.keys(json), ['@context', '@graph'])
    t.equal(json['@context'], 'https://schema.org')
    t.ok(json['@graph'].length > 0, path)
    t.strictSame(
      json['@graph'].flatMap((node: Json) => faultsOf(node, path)),
      []
    )
  }
  for (const [list, slug] of [
    ['organisations', 'cus-belzyce'],
    ['people', 'anna-ostasz'],
    ['events', 'konferencja-2022-11-21']
  ] as const) {
    const graph: Json[] = (await get(`${list}?format=jsonld&q=${slug.replaceAll('-', '+')}`)).json['@graph'] ?? []
    const { json } = await get(`${list}/${slug}?format=jsonld`)
    t.strictSame(faultsOf(json, slug), [])
    const { '@context': context, ...node } = json
    t.equal(context, 'https://schema.org')
    if (list !== 'events') t.strictSame(graph, [node], 'the record is the same as in the list')
  }
})

t.test('GET /v1/organisations/{organisation}?format=jsonld has numbers, places and memberships', async (t) => {
  const { id } = (await get('organisations/cus-belzyce')).json
  const konwent = await idOf('organisations/konwent-cus')
  const member = {
    '@type': 'Organization',
    '@id': `/v1/organisations/${konwent}`,
    name: 'Konwent Centrów Usług Społecznych'
  }
  t.strictSame((await get('organisations/cus-belzyce?format=jsonld')).json, {
    '@context': 'https://schema.org',
    '@type': 'GovernmentOrganization',
    '@id': `/v1/organisations/${id}`,
    name: 'Centrum Usług Społecznych w Bełżycach',
    alternateName: 'CUS Bełżyce',
    url: 'http://cusbelzyce.pl/',
    address: { '@type': 'PostalAddress', addressLocality: 'Bełżyce' },
    location: {
      '@type': 'Place',
      name: 'Bełżyce',
      geo: { '@type': 'GeoCoordinates', latitude: 51.17415, longitude: 22.28027 }
    },
    areaServed: {
      '@type': 'AdministrativeArea',
      name: 'Bełżyce',
      identifier: [{ '@type': 'PropertyValue', propertyID: 'TERYT', value: '060901' }]
    },
    memberOf: [
      { '@type': 'OrganizationRole', memberOf: member, roleName: 'członek zwyczajny', startDate: '2021-09-16' }
    ]
  })

  await connection.pool.query(`
    update organisation set nip = '5261040828', regon = '000331501', krs = '0000085688',
      website = 'https://cus.example.org/o-nas', closed_not_after = '2026-01-01', status = 'closed'
      where slug = 'cus-kramsk';
    update membership set status = 'ended', ended_not_before = '2025-01-01', ended_not_after = '2025-12-31'
      where organisation_id = (select id from organisation where slug = 'cus-kramsk');
    update membership set status = 'ended', ended_on = '2025-06-30'
      where organisation_id = (select id from organisation where slug = 'cus-czersk')`)
  const { json: kramsk } = await get('organisations/cus-kramsk?format=jsonld')
  t.strictSame([kramsk.taxID, kramsk.vatID, kramsk.url], ['5261040828', undefined, 'https://cus.example.org/o-nas'])
  t.strictSame(kramsk.identifier, [
    { '@type': 'PropertyValue', propertyID: 'REGON', value: '000331501' },
    { '@type': 'PropertyValue', propertyID: 'KRS', value: '0000085688' }
  ])
  t.strictSame(
    [kramsk.dissolutionDate, kramsk.memberOf],
    [undefined, undefined],
    'a role that ended on an unknown day is left out: without an end it would seem to continue'
  )
  const { json: czersk } = await get('organisations/cus-czersk?format=jsonld')
  t.strictSame(czersk.memberOf, [
    { '@type': 'OrganizationRole', memberOf: member, roleName: 'członek zwyczajny', endDate: '2025-06-30' }
  ])
  const typeOf = async (slug: string) => (await get(`organisations/${slug}?format=jsonld`)).json['@type']
  t.strictSame(
    await Promise.all(
      [
        'rops-lublin',
        'umwl-dwefs',
        'mrips',
        'gmina-belzyce',
        'fundacja-kkcis',
        'ptps',
        'rada-konwentu',
        'csk-lublin'
      ].map(typeOf)
    ),
    [
      ...['GovernmentOrganization', 'GovernmentOrganization', 'GovernmentOrganization', 'GovernmentOrganization'],
      ...['NGO', 'NGO', 'Organization', 'Organization']
    ]
  )
})

t.test('GET /v1/events/{event_id}?format=jsonld has the time, the place and the participants', async (t) => {
  const { json: inauguration } = await get('events/inauguracja-2021-09-16?format=jsonld')
  t.strictSame(
    [inauguration.startDate, inauguration.endDate, inauguration.eventStatus, inauguration.eventAttendanceMode],
    ['2021-09-16T09:00:00Z', undefined, 'https://schema.org/EventScheduled', undefined]
  )
  t.strictSame(inauguration.location, {
    '@type': 'Place',
    name: 'Obserwatorium Centrów Usług Społecznych',
    address: {
      '@type': 'PostalAddress',
      streetAddress: 'ul. Frezerów 3, Lublin, budynek Inkubatora Technologicznego',
      addressLocality: 'Lublin'
    }
  })
  t.strictSame(
    inauguration.performer.map(({ name }: Json) => name),
    ['dr hab. Marek Rymsza', 'Mirosław Grewiński']
  )
  const { json: cancelled } = await get('events/odwolane?format=jsonld')
  t.strictSame(
    [cancelled.eventStatus, cancelled.eventAttendanceMode, cancelled.location],
    ['https://schema.org/EventCancelled', 'https://schema.org/OnlineEventAttendanceMode', undefined]
  )
  const { json: conference } = await get('events/konferencja-2022-11-21?format=jsonld')
  t.strictSame(
    [conference.startDate, conference.eventAttendanceMode],
    ['2022-11-21', 'https://schema.org/MixedEventAttendanceMode']
  )
  t.strictSame(
    conference.subjectOf.map(({ url }: Json) => url),
    ['https://niepelnosprawnilublin.pl/relacja-z-konferencji-cus-w-lublinie/']
  )
  t.notOk(
    conference.performer.some(({ name }: Json) => name === 'Marlena Maląg'),
    'the author of a letter that was read out is not a participant'
  )
  const undated = (await get('events/kiedys?format=jsonld')).json
  t.strictSame([undated.startDate, undated.eventStatus], [undefined, undefined], 'bounds only: no startDate')
})

t.test('GET as JSON-LD has absolute ids with PUBLIC_BASE_URL, and is safe inside a script element', async (t) => {
  const { get, connection } = await setup(t, { publicBaseUrl: 'https://api.example.org' })
  await connection.pool.query("update organisation set name = 'CUS </script><!-- &' where slug = 'cus-belzyce'")
  const { json, text } = await get('organisations/cus-belzyce?format=jsonld')
  t.match(json['@id'], /^https:\/\/api\.example\.org\/v1\/organisations\//)
  t.strictSame(faultsOf(json, ''), [])
  t.equal(json.name, 'CUS </script><!-- &')
  t.notOk(text.includes('<'))
})

t.test('GET /v1/organisations?format=jsonld has a url only if the printed website is a URL', (t) => {
  const cases: [printed: string | null, url: string | undefined][] = [
    [null, undefined],
    ['cusbelzyce.pl', 'http://cusbelzyce.pl/'],
    ['www.cus.pl/kontakt?a=1', 'http://www.cus.pl/kontakt?a=1'],
    ['HTTPS://cus.pl', 'https://cus.pl/'],
    ['żółw.pl', 'http://xn--w-uga1v8h.pl/'],
    ['@konwent', undefined],
    ['cus@example.org', undefined],
    ['javascript:alert(1)', undefined],
    ['brak strony', undefined],
    ['w przygotowaniu.', undefined],
    ['localhost', undefined]
  ]
  for (const [printed, url] of cases) t.equal(websiteUrl(printed), url, String(printed))
  t.end()
})
