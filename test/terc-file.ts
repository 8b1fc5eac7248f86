// A file with the format and the size of the official TERC, made of the register in data/terc. Only the names of districts
// are invented.
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

export interface TercLine {
  woj: string
  pow: string
  gmi: string
  rodz: string
  nazwa: string
  dod: string
}

export interface TercUnit {
  code: string
  kind: string
  name: string
}

const DISTRICTS: [string, number, string, string][] = [
  ['1465', 18, '8', 'dzielnica'],
  ['0264', 5, '9', 'delegatura'],
  ['1061', 5, '9', 'delegatura'],
  ['1261', 4, '9', 'delegatura'],
  ['3064', 5, '9', 'delegatura']
]
const SYMBOLS: Record<string, [rodz: string, dod: string]> = {
  voivodeship: ['', 'województwo'],
  powiat: ['', 'powiat'],
  city_county: ['', 'miasto na prawach powiatu'],
  urban: ['1', 'gmina miejska'],
  rural: ['2', 'gmina wiejska'],
  urban_rural: ['3', 'gmina miejsko-wiejska']
}
const CAPITAL: Record<string, string> = {
  '1465': 'miasto stołeczne, na prawach powiatu',
  '146501': 'gmina miejska, miasto stołeczne'
}

/** All units of data/terc. */
export const tercUnits = (): TercUnit[] =>
  parse(readFileSync(new URL('../data/terc/units.csv', import.meta.url)), { columns: true })

/** Returns the rows, in the order of the register. */
export function tercLines(): TercLine[] {
  const lines = tercUnits().flatMap(({ code, kind, name }): TercLine[] => {
    const [rodz, dod] = SYMBOLS[kind] as [string, string]
    const unit = line(code, rodz, kind === 'voivodeship' ? name.toUpperCase() : name, CAPITAL[code] ?? dod)
    if (kind !== 'urban_rural') return [unit]
    return [unit, line(code, '4', name, 'miasto'), line(code, '5', name, 'obszar wiejski')]
  })
  for (const [city, count, rodz, dod] of DISTRICTS)
    for (let i = 0; i < count; i++)
      lines.push(line(`${city}${String(i + 2).padStart(2, '0')}`, rodz, `Dzielnica ${i + 1}`, dod))
  const key = ({ woj, pow, gmi, rodz }: TercLine) => woj + pow + gmi + rodz
  return lines.sort((a, b) => (key(a) < key(b) ? -1 : 1))
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
