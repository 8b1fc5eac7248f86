// An export is opened and saved by Excel with Polish settings, corrected, and imported: one change, and none the second
// time.
import t from 'tap'
import { Appointment } from '../src/features/appointments/schemas.ts'
import { Contact } from '../src/features/contacts/schemas.ts'
import { Event } from '../src/features/events/schemas.ts'
import { Membership } from '../src/features/memberships/schemas.ts'
import { Organisation } from '../src/features/organisations/schemas.ts'
import { Person } from '../src/features/people/schemas.ts'
import { throughExcel } from './excel.ts'
import { withImports } from './imports.ts'

const { connection, call, key, preview, apply, one } = await withImports(t)
// Every file has the same columns, whatever the cells of a record contain.
await connection.pool.query(`
  update organisation set nip = '5261040828', regon = '00033150100017', krs = '0000085688', postal_code = '01-100',
    website = '@konwent', legal_form = '12/10' where slug = 'cus-belzyce';
  update organisation set regon = '12345678512347', latitude = -33.5, longitude = -70.12345,
    coordinates_basis = 'prg-centroid', seat = '''=1' where slug = 'cus-kramsk'`)

const logPositions = () =>
  one(
    `select (select seq from feed_head) || ' ' ||
      (select count(*) from audit where action not like 'import.%' and action not like 'contact.read')`
  )

interface Trip {
  resource: string
  schema: Parameters<typeof throughExcel>[0]
  matchOn: string
  typo: [wrong: string, right: string]
  difference: { field: string; before: string | null; after: string | null }
}

const trips: Trip[] = [
  {
    resource: 'organisations',
    schema: Organisation,
    matchOn: 'slug',
    typo: ['Centrum Usług Społecznych w Bełżycach', 'Centrum Usług Społecznych w Bełżycach (poprawione)'],
    difference: {
      field: 'name',
      before: 'Centrum Usług Społecznych w Bełżycach',
      after: 'Centrum Usług Społecznych w Bełżycach (poprawione)'
    }
  },
  {
    resource: 'people',
    schema: Person,
    matchOn: 'slug',
    typo: ['Ostasz', 'Ostasz-Nowak'],
    difference: { field: 'family_name', before: 'Ostasz', after: 'Ostasz-Nowak' }
  },
  {
    resource: 'memberships',
    schema: Membership,
    matchOn: 'id',
    typo: ['', 'Sprawdzone w 2026 r.'],
    difference: { field: 'tier_basis_note', before: null, after: 'Sprawdzone w 2026 r.' }
  },
  {
    resource: 'appointments',
    schema: Appointment,
    matchOn: 'id',
    typo: ['', 'Sprawdzone.'],
    difference: { field: 'note', before: null, after: 'Sprawdzone.' }
  },
  {
    resource: 'contacts',
    schema: Contact,
    matchOn: 'slug',
    typo: ['', '2027-11-21'],
    difference: { field: 'review_on', before: null, after: '2027-11-21' }
  },
  {
    resource: 'events',
    schema: Event,
    matchOn: 'slug',
    typo: ['', 'Sala A'],
    difference: { field: 'address', before: null, after: 'Sala A' }
  }
]

/** Returns the file with the first wrong cell of the column corrected, or with emptied cells filled. */
function corrected(
  csv: string,
  separator: string,
  field: string,
  [wrong, right]: [string, string],
  line?: number
): { csv: string; line: number } {
  const rows = splitRows(csv)
  const column = split(rows[0] as string, separator).indexOf(field)
  const at = line ?? rows.findIndex((row, i) => i > 0 && row !== '' && split(row, separator)[column] === wrong)
  const cells = split(rows[at] as string, separator)
  cells[column] = right
  rows[at] = cells.map((cell) => (/[;,"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator)
  return { csv: rows.join('\r\n'), line: at }
}

/** Returns the rows of a file. Line breaks in quotes do not separate rows. */
const splitRows = (csv: string): string[] => csv.match(/(?:"(?:[^"]|"")*"|[^"\r\n])+|(?<=\r\n)$/g) ?? []
const split = (row: string, separator: string): string[] =>
  [...`${row}${separator}`.matchAll(new RegExp(`("(?:[^"]|"")*"|[^${separator}]*)${separator}`, 'g'))].map(
    ([, cell = '']) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
  )

for (const { resource, schema, matchOn, typo, difference } of trips)
  t.test(`GET /v1/${resource}?format=csv, through Excel, and POST /v1/imports`, async (t) => {
    const query = `resource=${resource}&match_on=${matchOn}`
    const exported = async (dialect: string) =>
      (await call('GET', `${resource}?format=csv&dialect=${dialect}`, { key })).bytes
    const files: [what: string, bytes: Buffer][] = [
      ['rfc4180', await exported('rfc4180')],
      ['excel-pl', await exported('excel-pl')],
      ['through Excel', await throughExcel(schema, await exported('excel-pl'), 'iso')],
      ['through Excel with dotted dates', await throughExcel(schema, await exported('excel-pl'), 'dotted')]
    ]
    const before = await logPositions()
    for (const [what, bytes] of files) {
      const untouched = await preview(query, bytes)
      t.strictSame(
        [untouched.status, untouched.counts.unchanged > 0, { ...untouched.counts, unchanged: 0 }],
        ['previewed', true, { create: 0, update: 0, unchanged: 0, error: 0 }],
        `${what}: nothing`,
        {
          errors: untouched.rows.filter(({ outcome }: { outcome: string }) => outcome !== 'unchanged').slice(0, 3)
        } as never
      )
    }
    t.equal(await logPositions(), before, 'a preview adds no entry')

    const edited = corrected(
      (await throughExcel(schema, await exported('excel-pl'), 'iso')).toString(),
      ';',
      difference.field,
      typo
    )
    const seen = await preview(query, edited.csv)
    t.strictSame(
      seen.counts,
      { create: 0, update: 1, unchanged: seen.progress.total - 1, error: 0 },
      JSON.stringify(seen.rows.filter(({ errors }: { errors: [] }) => errors.length > 0).slice(0, 3))
    )
    const row = seen.rows.find(({ outcome }: { outcome: string }) => outcome === 'update')
    t.strictSame(row.diff, [difference])
    const applied = await apply(seen.id)
    t.equal(applied.import.status, 'applied')
    const now = (await call('GET', `${resource}/${row.subject}`, { key })).json
    t.strictSame([now[difference.field], now.version], [difference.after, row.version + 1])
    t.not(await logPositions(), before)

    const then = await logPositions()
    const again = await preview(`${query}&dry_run=false`, edited.csv)
    t.strictSame(
      [again.status, again.counts.update, again.counts.error],
      ['applied', 0, 0],
      'the same file again changes nothing'
    )
    t.equal(await logPositions(), then, 'and adds no entry')
  })
