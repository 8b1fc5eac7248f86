// Draws the records of a list on the outline of Poland, as SVG.
import outline from '../../../data/poland-outline.json' with { type: 'json' }
import type { Language } from '../../http/language.ts'
import type { Mapping } from '../define.ts'
import type { Writer } from './format.ts'
import { element, INK, line, picture } from './svg.ts'

const texts = {
  asOf: { pl: 'stan na', en: 'as of' },
  shown: { pl: 'na mapie', en: 'on the map' },
  unplaced: { pl: 'bez znanych współrzędnych', en: 'coordinates not known' },
  skipped: { pl: 'pominięto rekordy, których nie da się narysować', en: 'records that cannot be drawn' },
  outside: { pl: 'poza obszarem mapy', en: 'outside the map' },
  more: { pl: 'oraz dalsze, w liczbie', en: 'further records' },
  certain: { pl: 'pewne tego dnia', en: 'certain on that day' },
  possible: { pl: 'tylko możliwe tego dnia', en: 'only possible on that day' }
}

const TOP = 48
const SIDE = 16
const MAP_WIDTH = 580
const LIST_WIDTH = 300
const LIST_LINE = 15
/** Side of a grid cell, in pixels. Marks in the same cell cannot be distinguished and share one number. */
const CELL_SIZE = 4
/** Records that fit in the list beside the map. */
const MAX_LISTED = 38
/** Records in the text alternative; more would be too long for a screen reader. */
const MAX_DESCRIBED = 200

const radians = Math.PI / 180
/** Transverse Mercator projection of a sphere at 19°E, as on Polish topographic maps. y grows southwards. */
function project([longitude, latitude]: readonly number[]): [x: number, y: number] {
  const east = ((longitude as number) - 19) * radians
  const north = (latitude as number) * radians
  return [Math.atanh(Math.cos(north) * Math.sin(east)), -Math.atan2(Math.tan(north), Math.cos(east))]
}

const rings = outline.geometry.coordinates.flat().map((ring) => ring.map(project))
const xs = rings.flat().map(([x]) => x)
const ys = rings.flat().map(([, y]) => y)
const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
const SCALE = MAP_WIDTH / (east - west)
const BOTTOM = TOP + (south - north) * SCALE
const place = ([x, y]: [number, number]): [number, number] => [SIDE + (x - west) * SCALE, TOP + (y - north) * SCALE]
const land = rings
  .map(
    (ring) =>
      `M${ring
        .map((point) =>
          place(point)
            .map((value) => value.toFixed(1))
            .join(' ')
        )
        .join('L')}Z`
  )
  .join('')

const shapes = [
  (x: number, y: number) => `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z`,
  (x: number, y: number) => `M${x - 4.5} ${y - 4.5}h9v9h-9Z`,
  (x: number, y: number) => `M${x} ${y - 6.5}l6.5 6.5l-6.5 6.5l-6.5 -6.5Z`
]

interface Entry {
  no: number
  name: string
  kind: string | undefined
  certainty: 'certain' | 'possible' | null
}

interface Spot extends Entry {
  x: number
  y: number
}

/**
 * Draws the records, which it gets as GeoJSON features, after the last one. Few records are numbered and listed beside
 * the map. Its memory is bounded by the number of grid cells.
 */
export function mapWriter(mapping: Mapping, { lang = 'pl', as_of }: { lang?: Language; as_of?: string }): Writer {
  const spots = new Map<string, Spot>()
  const entries: Entry[] = []
  const counts = { shown: 0, unplaced: 0, outside: 0, skipped: 0 }

  const record = (json: string): string => {
    const { geometry, properties } = JSON.parse(json) as {
      geometry: { coordinates: number[] } | null
      properties: never
    }
    if (!geometry) {
      counts.unplaced++
      return ''
    }
    const [x, y] = place(project(geometry.coordinates))
    if (!(x >= 0 && x <= MAP_WIDTH + 2 * SIDE && y >= TOP - SIDE && y <= BOTTOM + SIDE)) {
      counts.outside++
      return ''
    }
    const { name, kind, certainty } = mapping.mark(properties)
    counts.shown++
    const cell = `${Math.round(x / CELL_SIZE)} ${Math.round(y / CELL_SIZE)}`
    const entry = { no: spots.get(cell)?.no ?? spots.size + 1, name, kind, certainty }
    if (!spots.has(cell)) spots.set(cell, { x, y, ...entry })
    if (entries.length < MAX_DESCRIBED) entries.push(entry)
    return ''
  }
  return {
    begin: '',
    record,
    onSkipped: () => void counts.skipped++,
    end: () => draw(mapping, lang, as_of, [...spots.values()], entries, counts)
  }
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Draws the number of each spot at the first position that covers neither another spot nor another number. */
function drawNumbers(spots: Spot[]): string[] {
  const taken: Box[] = spots.map(({ x, y }) => ({ x: x - 6, y: y - 6, width: 12, height: 12 }))
  return spots.map(({ x, y, no }) => {
    const [width, height] = [8 * `${no}`.length, 12]
    // Right, left, above, below and the diagonals; first close to the spot, then further away.
    const positions: Box[] = [0, 11].flatMap((distance) =>
      [
        [x + 7 + distance, y - 6],
        [x - 7 - distance - width, y - 6],
        [x - width / 2, y - 19 - distance],
        [x - width / 2, y + 7 + distance],
        [x + 5 + distance, y - 17 - distance],
        [x + 5 + distance, y + 5 + distance],
        [x - 5 - distance - width, y - 17 - distance],
        [x - 5 - distance - width, y + 5 + distance]
      ].map(([x = 0, y = 0]) => ({ x, y, width, height }))
    )
    const box = positions.find((each) => !taken.some((other) => overlap(each, other))) ?? (positions[0] as Box)
    taken.push(box)
    return line(box.x, box.y + 10, `${no}`, { stroke: '#fff', 'stroke-width': 3, 'paint-order': 'stroke' })
  })
}

function draw(
  { title, kinds = {} }: Mapping,
  language: Language,
  asOf: string | undefined,
  spots: Spot[],
  entries: Entry[],
  counts: { shown: number; unplaced: number; outside: number; skipped: number }
): string {
  const textOf = (text: keyof typeof texts) => texts[text][language]
  const listed = counts.shown <= MAX_LISTED
  const kindNames = Object.keys(kinds)
  const shape = (x: number, y: number, kind: string | undefined, certainty: Entry['certainty']) =>
    element('path', {
      d: (shapes[Math.max(0, kindNames.indexOf(kind ?? ''))] as (typeof shapes)[number])(
        Math.round(x * 10) / 10,
        Math.round(y * 10) / 10
      ),
      fill: certainty === 'possible' ? '#fff' : INK,
      stroke: certainty === 'possible' ? INK : '#fff',
      'stroke-width': 1.5
    })

  const marks = spots.map(({ x, y, kind, certainty }) => shape(x, y, kind, certainty))
  const numbers = listed ? drawNumbers(spots) : []
  const left = MAP_WIDTH + 3 * SIDE
  const list = listed
    ? entries.flatMap(({ no, name, kind, certainty }, i) => {
        const y = TOP + 12 + i * LIST_LINE
        return [
          shape(left, y - 4, kind, certainty),
          line(left + 12, y, `${no}. ${[...name].length > 40 ? `${[...name].slice(0, 39).join('')}…` : name}`)
        ]
      })
    : []

  const legend: [kind: string | undefined, certainty: Entry['certainty'], text: string][] = [
    ...kindNames.map((kind): (typeof legend)[number] => [kind, null, kinds[kind]?.[language] ?? kind]),
    ...(asOf === undefined
      ? []
      : (['certain', 'possible'] as const).map((certainty): (typeof legend)[number] => [
          undefined,
          certainty,
          textOf(certainty)
        ]))
  ]
  const below = BOTTOM + 28
  const key = legend.flatMap(([kind, certainty, text], i) => {
    const [x, y] = [SIDE + 6 + (i % 3) * 200, below + Math.floor(i / 3) * 20]
    return [shape(x, y - 4, kind, certainty), line(x + 14, y, text)]
  })
  const foot = below + Math.ceil(legend.length / 3) * 20
  const note = (['shown', 'unplaced', 'outside', 'skipped'] as const)
    .filter((count) => count === 'shown' || counts[count] > 0)
    .map((count) => `${textOf(count)}: ${counts[count]}`)
  const describe = ({ no, name, kind, certainty }: Entry) =>
    [`${no}. ${name}`, kind && kinds[kind]?.[language], certainty && textOf(certainty)]
      .filter((part) => part)
      .join(', ')
  const undescribed = counts.shown - entries.length
  const rest = undescribed > 0 ? [`${textOf('more')}: ${undescribed}`] : []
  return picture(
    {
      id: 'map',
      language,
      width: listed ? left + LIST_WIDTH : MAP_WIDTH + 2 * SIDE,
      height: Math.max(foot + 12, listed ? TOP + 12 + entries.length * LIST_LINE : 0),
      title: asOf === undefined ? title[language] : `${title[language]}, ${textOf('asOf')} ${asOf}`,
      description: [note.join('; '), ...entries.map(describe), ...rest].join('; ')
    },
    element('path', { d: land, fill: '#e8edf2', stroke: '#52606d' }),
    ...numbers,
    ...marks,
    ...list,
    ...key,
    line(SIDE, foot, note.join('; '))
  )
}
