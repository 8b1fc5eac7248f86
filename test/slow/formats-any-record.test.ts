// Every record that the schemas allow, in every format: no list fails and no record is left out, at the borders of
// dates, numbers and texts. What has a parser is read back. FORMAT_RUNS extends the run.
import fc from 'fast-check'
import { pino } from 'pino'
import t from 'tap'
import { readCsv } from '../../src/features/imports/file/read-csv.ts'
import { cellReader } from '../../src/features/imports/values/cell-values.ts'
import { scopes } from '../../src/http/access.ts'
import type { Resource } from '../../src/records/define.ts'
import { columnsOf, csvLines, recordBuilder } from '../../src/records/formats/csv.ts'
import { formatsOf, type WriterContext, writeRecord, writerOf } from '../../src/records/formats/formats.ts'
import { bordersOf } from '../arbitrary/borders.ts'
import { bodiesOf, type Json, resolve } from '../arbitrary/sound.ts'
import { declared } from '../declared.ts'
import { componentsOf, contentLines, parseCsv, parseXml, unescaped } from '../formats.ts'
import { setup } from '../helper.ts'
import { entryOf } from '../workbook.ts'

const RUNS = Number(process.env.FORMAT_RUNS ?? 25)
const SEED = Number(process.env.FORMAT_SEED ?? 20_261_130)
t.setTimeout(RUNS * 60_000)

type Format = Exclude<ReturnType<typeof formatsOf>[number], 'json'>

const warnings: Json[] = []
const logger = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(JSON.parse(line)) })
const { get, call, contract, key: makeKey } = await setup(t, { logger })
const { document } = contract
const key = await makeKey([...scopes])

/** Resources whose whole lists are offered in other formats than JSON. */
const listed = [...declared.resources.values()].filter(
  ({ path }) => contract.resolve(document.paths[`/${path}`]?.get?.responses['200'] ?? {}).content?.['text/csv']
)
const otherFormats = (resource: Resource): Format[] =>
  formatsOf(resource).filter((format): format is Format => format !== 'json')

/** Returns the events in a calendar. Throws if it is invalid, or if an end does not follow its start. */
function eventsIn(bytes: Buffer): Json[] {
  const [calendar] = componentsOf(contentLines(bytes))
  return (calendar?.components ?? [])
    .filter(({ name }) => name === 'VEVENT')
    .map(({ lines }) => {
      const times = lines.filter(({ name }) => /^DT(START|END)$/.test(name))
      for (const { value, parameters } of times) {
        const day = parameters.VALUE === 'DATE'
        const form = day ? /^\d{8}$/ : parameters.TZID ? /^\d{8}T\d{6}$/ : /^\d{8}T\d{6}Z$/
        if (!form.test(value)) throw new Error(`no time: ${value}`)
      }
      const [start, end] = times
      if (end && (end.parameters.TZID !== start?.parameters.TZID || end.value <= (start?.value ?? '')))
        throw new Error(`the end does not follow the start: ${JSON.stringify(times)}`)
      return Object.fromEntries(lines.map(({ name, value }) => [name, value]))
    })
}

/** Parses an output strictly, and returns the number of records in it; undefined for a picture. */
const countIn: Record<Format, (bytes: Buffer) => number | undefined> = {
  csv: (bytes) => parseCsv(bytes.toString(), ',').length - 1,
  xlsx: (bytes) => {
    // The parser of the tests knows no XML declaration.
    const sheet = parseXml(bytes.toString().replace(/^<\?xml [^>]*>\n/, ''))
    return (sheet.children.find(({ name }) => name === 'sheetData')?.children.length ?? 0) - 1
  },
  ndjson: (bytes) =>
    bytes
      .toString()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)).length,
  geojson: (bytes) => JSON.parse(bytes.toString()).features.length,
  jsonld: (bytes) => JSON.parse(bytes.toString())['@graph'].length,
  ics: (bytes) => eventsIn(bytes).length,
  vcard: (bytes) => (bytes.length === 0 ? 0 : componentsOf(contentLines(bytes)).length),
  svg: (bytes) => {
    if (parseXml(bytes.toString()).name !== 'svg') throw new Error('no picture')
    return undefined
  }
}

/** The number of these records that a format shows. A calendar needs a day. */
const expectedIn = (format: Format, records: Json[]): number | undefined => {
  if (format === 'svg') return undefined
  return format === 'ics' ? records.filter(({ date }) => date.on !== null).length : records.length
}

/** The text as iCalendar and vCard can express it: their control characters are left out, line breaks are one. */
const plain = (text: string) => text.replace(/\r\n|[\r\n]/g, '\n')

/** Compares an output with its record as far as the format can be read back. Returns what differs. */
async function differences(resource: Resource, format: Format, record: Json, bytes: Buffer): Promise<string[]> {
  if (format === 'csv') return csvDifferences(resource, record)
  if (format === 'ndjson') return bytes.toString() === `${JSON.stringify(record)}\n` ? [] : ['other JSON']
  if (format === 'ics') {
    const [event] = eventsIn(bytes)
    if (!event) return []
    const title = plain(unescaped(event.SUMMARY))
    return /[\u0000-\u0008\u000b-\u001f\u007f]/.test(record.title) || title === plain(record.title)
      ? []
      : [`SUMMARY ${title}`]
  }
  if (format === 'jsonld') {
    const [{ name }] = JSON.parse(bytes.toString())['@graph']
    const expected = record.title ?? record.name ?? record.display_name
    return name === expected ? [] : [`name ${name}`]
  }
  return []
}

/** Reads the CSV of a record in both dialects as an import would, and returns the columns that differ. */
async function csvDifferences({ record: schema }: Resource, record: Json): Promise<string[]> {
  const found = (['rfc4180', 'excel-pl'] as const).map(async (dialect) => {
    const { header, line } = csvLines(columnsOf(schema), dialect)
    const columns = columnsOf(schema)
    const { header: names, rows } = await readCsv(Buffer.from(header + line(record)), {
      known: columns.map((column) => column.header)
    })
    const cells = rows[0]?.cells ?? []
    const read = new Map(
      columns.map((column) => {
        const cell = cellReader(column.schema)(cells[names.indexOf(column.header)] ?? '', dialect)
        // An import leaves a text as it is if the record has exactly it.
        return [column.header, cell.fault ? `fault ${cell.fault.code}` : (cell.exact ?? cell.value)]
      })
    )
    // A nested object that is null, and an empty list, are empty cells.
    const flat = (value: Json) =>
      new Map(
        columns.map(({ header: name, path }) => {
          const inner = path.reduce((at: Json, step) => at?.[step], value)
          return [name, Array.isArray(inner) && inner.length === 0 ? null : (inner ?? null)]
        })
      )
    const [before, after] = [flat(record), flat(recordBuilder(schema)(read))]
    return [...before]
      .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(after.get(name)))
      .map(([name, value]) => `${dialect} ${name}: ${JSON.stringify(value)} became ${JSON.stringify(after.get(name))}`)
  })
  return (await Promise.all(found)).flat()
}

/** Records of a resource as the format reads them, with what the format includes. */
async function samplesOf({ path, ...resource }: Resource, format: Format): Promise<Json[]> {
  const rendition = { ics: resource.calendar, jsonld: resource.linked, vcard: resource.card }[format as 'ics']
  const include = rendition?.include?.join() ?? ''
  const { json } = await call('GET', `${path}?limit=100${include && `&include=${include}`}`, { key })
  return json.data
}

const context = (resource: Resource, format: Format): WriterContext => ({
  resource,
  format,
  query: {},
  base: 'https://example.org',
  log: logger as never
})

for (const resource of listed)
  t.test(`${resource.path}: any record in ${otherFormats(resource).join(', ')}`, async (t) => {
    const { variantsOf } = bordersOf(document, { refused: true })
    const schema = { $ref: `#/components/schemas/${resource.record.$id}` }
    for (const format of otherFormats(resource)) {
      warnings.length = 0
      const samples = await samplesOf(resource, format)
      if (samples.length === 0) continue
      const konwent = format === 'jsonld' && { konwent: (await get('organisations/konwent-cus')).json }
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...samples).chain((sample) => variantsOf(schema, sample)),
          async (varied) => {
            // Columns that the declaration of a format selects beside the record.
            const names = varied.person?.display_name && {
              names: { family_name: varied.person.display_name, given_name: '=', updated_at: varied.updated_at }
            }
            const record = { ...varied, ...konwent, ...(format === 'vcard' && names) }
            const { latitude = null, longitude = null } = record.place ?? record
            const feature = {
              type: 'Feature',
              id: record.id,
              geometry: latitude === null ? null : { type: 'Point', coordinates: [longitude ?? 0, latitude] },
              properties: record
            }
            const written = format === 'geojson' || format === 'svg' ? feature : record
            const { begin, record: line, end } = writerOf(context(resource, format))
            const bytes = Buffer.from(begin + line(JSON.stringify(written)) + end())
            const count = countIn[format](bytes)
            if (count !== expectedIn(format, [record])) throw new Error(`${count} records: ${bytes.subarray(0, 2000)}`)
            writeRecord(context(resource, format), JSON.stringify(written))
            const faults = await differences(resource, format, record, bytes)
            if (faults.length > 0) throw new Error(faults.join('\n'))
          }
        ),
        { numRuns: RUNS, seed: SEED }
      )
      t.strictSame(warnings, [], `${format}: no record was left out`)
    }
  })

t.test('POST of any body, then every list in every format', async (t) => {
  const identities: Record<string, Json[]> = {}
  const bodies = bodiesOf(document, identities)
  const { variantsOf } = bordersOf(document, { refused: false })
  const accepted: Record<string, number> = {}
  for (const resource of listed) {
    const operation = document.paths[`/${resource.path}`]?.post
    const content = operation?.requestBody?.content?.['application/json']
    if (!content || !declared.writes.some(({ writes }) => writes.resource === resource)) continue
    const [example] = Object.values<Json>(content.examples ?? {})
    const known = (await call('GET', `${resource.path}?limit=20`, { key })).json.data
    const samples: Json[] = [example?.value, ...known.map((record: Json) => bodies.cut(content.schema, record))]
    const variants = fc.sample(
      fc
        .constantFrom(...samples.filter(Boolean))
        .chain((sample) => variantsOf(resolve(document, content.schema), sample)),
      { numRuns: RUNS, seed: SEED }
    )
    for (const [i, { slug: _slug, ...body }] of variants.entries()) {
      const { status } = await call('POST', resource.path, {
        key,
        body: { ...body, ...(i % 2 && { slug: `granica-${i}` }) }
      })
      if (status >= 500) t.fail(`POST ${resource.path} is ${status}`, { body } as never)
      if (status === 201) accepted[resource.path] = (accepted[resource.path] ?? 0) + 1
    }
  }
  t.ok((accepted.events ?? 0) > 0 && (accepted.people ?? 0) > 0, JSON.stringify(accepted))
  warnings.length = 0
  for (const resource of listed) {
    const whole = await call('GET', `${resource.path}?format=ndjson`, { key })
    const records = whole.text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
    for (const format of otherFormats(resource)) {
      const response = await call('GET', `${resource.path}?format=${format}`, { key })
      t.equal(response.status, 200, `${resource.path} ${format}`)
      const { bytes } = response
      const count = countIn[format](format === 'xlsx' ? await entryOf(bytes, 'xl/worksheets/sheet1.xml') : bytes)
      if (format !== 'vcard' || resource.card?.current !== true)
        t.equal(count, expectedIn(format, records), `${resource.path} ${format}`)
    }
  }
  t.strictSame(warnings, [], 'no record was left out')
})
