// A file with the format and the size of the official TERC. Units of our own data are real, the names of all others are
// invented. The number of units is that of GUS.
import { readFileSync } from 'node:fs'

export interface TercLine {
  woj: string
  pow: string
  gmi: string
  rodz: string
  nazwa: string
  dod: string
}

interface Unit {
  code: string
  level: string
  name: string
  gmina_kind?: string
}

// Code, name, powiats and cities with powiat rights of each voivodeship.
const VOIVODESHIPS: [string, string, number, number][] = [
  ['02', 'dolnośląskie', 26, 4],
  ['04', 'kujawsko-pomorskie', 19, 4],
  ['06', 'lubelskie', 20, 4],
  ['08', 'lubuskie', 12, 2],
  ['10', 'łódzkie', 21, 3],
  ['12', 'małopolskie', 19, 3],
  ['14', 'mazowieckie', 37, 5],
  ['16', 'opolskie', 11, 1],
  ['18', 'podkarpackie', 21, 4],
  ['20', 'podlaskie', 14, 3],
  ['22', 'pomorskie', 16, 4],
  ['24', 'śląskie', 17, 19],
  ['26', 'świętokrzyskie', 13, 1],
  ['28', 'warmińsko-mazurskie', 19, 2],
  ['30', 'wielkopolskie', 31, 4],
  ['32', 'zachodniopomorskie', 18, 3]
]
const GMINAS = { urban: 302, rural: 1453, urban_rural: 724 }
const DISTRICTS: [string, number, string, string][] = [
  ['1465', 18, '8', 'dzielnica'],
  ['0264', 5, '9', 'delegatura'],
  ['1061', 5, '9', 'delegatura'],
  ['1261', 4, '9', 'delegatura'],
  ['3064', 5, '9', 'delegatura']
]
const KINDS = {
  urban: ['1', 'gmina miejska'],
  rural: ['2', 'gmina wiejska'],
  urban_rural: ['3', 'gmina miejsko-wiejska']
} as const

const syllables = ['bro', 'cze', 'dą', 'gnie', 'ja', 'ko', 'lu', 'mi', 'no', 'pie', 'ru', 'sie', 'ty', 'wo', 'zę', 'żu']
/** Returns an invented name. Numbers below 4096 have different names. */
const invented = (no: number, ending: string) => {
  const [a, b, c] = [no >> 8, (no >> 4) & 15, no & 15].map((i) => syllables[i] as string) as [string, string, string]
  return `${a.charAt(0).toUpperCase()}${a.slice(1)}${b}${c}${ending}`
}

/** Returns the rows, in the order of the register. */
export function tercLines(): TercLine[] {
  const data = JSON.parse(readFileSync(new URL('../data/konwent/territories.json', import.meta.url), 'utf8')) as Unit[]
  const known = new Map(data.map((unit) => [unit.code, unit]))
  const left = { ...GMINAS }
  let no = 0
  const gminas = new Map<string, { name: string; kind: keyof typeof GMINAS }>()
  const powiats: { code: string; name: string; city: boolean }[] = []
  for (const [voivodeship, , counties, cities] of VOIVODESHIPS) {
    for (const [from, count, city] of [
      [1, counties, false],
      [61, cities, true]
    ] as const) {
      const taken = data
        .filter(({ code, level }) => code.startsWith(voivodeship) && level === (city ? 'city_county' : 'powiat'))
        .map(({ code }) => code)
      for (let i = from; taken.length < count; i++) {
        const code = `${voivodeship}${String(i).padStart(2, '0')}`
        if (!taken.includes(code)) taken.push(code)
      }
      for (const code of taken) {
        const name = known.get(code)?.name ?? (city ? invented(no++, 'ów') : invented(no++, 'ski').toLowerCase())
        powiats.push({ code, name, city })
        if (city) gminas.set(`${code}01`, { name, kind: 'urban' })
      }
    }
  }
  for (const { code, level, name, gmina_kind } of data)
    if (level === 'gmina') gminas.set(code, { name, kind: gmina_kind as keyof typeof GMINAS })
  for (const { kind } of gminas.values()) left[kind]--
  const rest = (Object.keys(left) as (keyof typeof GMINAS)[]).flatMap((kind) =>
    Array.from({ length: left[kind] }, () => kind)
  )
  const counties = powiats.filter(({ city }) => !city)
  for (const [i, kind] of rest.entries()) {
    const { code } = counties[i % counties.length] as { code: string }
    let gmina = 1
    while (gminas.has(`${code}${String(gmina).padStart(2, '0')}`)) gmina++
    gminas.set(`${code}${String(gmina).padStart(2, '0')}`, { name: invented(no++, 'ce'), kind })
  }

  const lines: TercLine[] = VOIVODESHIPS.map(([code, name]) => line(code, '', name.toUpperCase(), 'województwo'))
  for (const { code, name, city } of powiats) lines.push(line(code, '', name, kindOf(code, city)))
  for (const [code, { name, kind }] of gminas) {
    const [rodz, dod] = KINDS[kind]
    lines.push(line(code, rodz, name, code === '146501' ? `${dod}, miasto stołeczne` : dod))
    if (kind === 'urban_rural') lines.push(line(code, '4', name, 'miasto'), line(code, '5', name, 'obszar wiejski'))
  }
  for (const [city, count, rodz, dod] of DISTRICTS)
    for (let i = 0; i < count; i++)
      lines.push(line(`${city}${String(i + 2).padStart(2, '0')}`, rodz, invented(no++, 'ów'), dod))
  const key = ({ woj, pow, gmi, rodz }: TercLine) => woj + pow + gmi + rodz
  return lines.sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

function kindOf(powiat: string, city: boolean): string {
  if (!city) return 'powiat'
  return powiat === '1465' ? 'miasto stołeczne, na prawach powiatu' : 'miasto na prawach powiatu'
}

const line = (code: string, rodz: string, nazwa: string, dod: string): TercLine => ({
  woj: code.slice(0, 2),
  pow: code.slice(2, 4),
  gmi: code.slice(4, 6),
  rodz,
  nazwa,
  dod
})

/** Returns the bytes in the encoding of GUS: UTF-8 with a byte order mark, semicolons, CRLF. */
export function tercFile(lines: TercLine[], statedOn: string): Buffer {
  const rows = lines.map(({ woj, pow, gmi, rodz, nazwa, dod }) => [woj, pow, gmi, rodz, nazwa, dod, statedOn].join(';'))
  return Buffer.from(`\ufeff${['WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA', ...rows].join('\r\n')}\r\n`)
}
