// The register of territories in data/terc, as a part of the seed.
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { GminaKind, TerritoryLevel } from '../../db/types.ts'
import type { SeedRegister } from '../../records/define-seed.ts'
import { RefusedFile } from '../imports/file/refused-file.ts'
import { applyTerc } from './terc-queries.ts'

/** Day of the state of data/terc. */
const STATED_ON = '2026-01-01'

const folder = new URL('../../../data/terc/', import.meta.url)

interface Unit {
  code: string
  level: TerritoryLevel
  name: string
  gmina_kind: GminaKind | null
  latitude: number | null
  longitude: number | null
}

/** Former names and kinds of a unit, and the sources that state them. */
interface Changes {
  code: string
  names?: object[]
  former_kinds?: object[]
  sources?: object[]
}

export const register: SeedRegister = {
  isMissing: async (db) => (await isOlder(db)) || !(await hasCoordinates(db)),
  records: async (tx) => {
    const units = await readUnits()
    const [changes, present] = await Promise.all([readChanges(), findUnits(tx)])
    if (present.size === 0) await tx.insertInto('territory_register_state').values({ stated_on: STATED_ON }).execute()
    else if (await isOlder(tx)) await applyIfPossible(tx, units)
    // A later state in the registry stays: its units only get their coordinates and sources.
    if (!(await isOlder(tx)) && !(await isLater(tx))) return units.map((unit) => recordOf(unit, changes, present))
    return units.flatMap((unit) => {
      const stored = present.get(unit.code)
      return stored ? [recordOf({ ...unit, ...stored.unit }, changes, present)] : []
    })
  }
}

/** Brings the units of an older state to that of the register, with the history of their names and kinds. */
async function applyIfPossible(tx: Tx, units: Unit[]): Promise<void> {
  const lines = units.map((unit, i) => ({ ...unit, line: i + 2 }))
  try {
    await applyTerc(tx, { statedOn: STATED_ON, units: lines, parts: 0 })
  } catch (error) {
    // The registry contradicts the register. Its own data stays.
    if (!(error instanceof RefusedFile)) throw error
  }
}

const findState = async (db: Db): Promise<string | undefined> =>
  (await db.selectFrom('territory_register_state').select('stated_on').executeTakeFirst())?.stated_on

const isOlder = async (db: Db): Promise<boolean> => ((await findState(db)) ?? '') < STATED_ON
const isLater = async (db: Db): Promise<boolean> => ((await findState(db)) ?? '') > STATED_ON

const hasCoordinates = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('territory').select('code').where('latitude', 'is not', null).limit(1).executeTakeFirst()) !==
  undefined

interface StoredUnit {
  unit: Pick<Unit, 'level' | 'name' | 'gmina_kind'>
  hasNames: boolean
  hasFormerKinds: boolean
}

async function findUnits(tx: Tx): Promise<Map<string, StoredUnit>> {
  const rows = await tx
    .selectFrom('territory as t')
    .select(['t.code', 't.level', 't.name', 't.gmina_kind'])
    .select((eb) => [
      eb
        .exists(
          eb.selectFrom('territory_name as n').select(sql`1`.as('one')).whereRef('n.territory_code', '=', 't.code')
        )
        .$castTo<boolean>()
        .as('hasNames'),
      eb
        .exists(
          eb.selectFrom('territory_kind as k').select(sql`1`.as('one')).whereRef('k.territory_code', '=', 't.code')
        )
        .$castTo<boolean>()
        .as('hasFormerKinds')
    ])
    .execute()
  return new Map(rows.map(({ code, hasNames, hasFormerKinds, ...unit }) => [code, { unit, hasNames, hasFormerKinds }]))
}

async function readUnits(): Promise<Unit[]> {
  const rows: Record<string, string>[] = parse(await readFile(new URL('units.csv', folder)), { columns: true })
  return rows.map(({ code = '', kind = '', name = '', latitude, longitude }) => ({
    code,
    level: code.length === 6 ? 'gmina' : (kind as TerritoryLevel),
    name,
    gmina_kind: code.length === 6 ? (kind as GminaKind) : null,
    latitude: latitude ? Number(latitude) : null,
    longitude: longitude ? Number(longitude) : null
  }))
}

async function readChanges(): Promise<Map<string, Changes>> {
  const changes = JSON.parse(await readFile(new URL('changes.json', folder), 'utf8')) as Changes[]
  return new Map(changes.map((each) => [each.code, each]))
}

/** Returns the unit with its parts. Recorded names and kinds stay, because later files may have added to them. */
function recordOf(unit: Unit, changes: Map<string, Changes>, present: Map<string, StoredUnit>) {
  const { names, former_kinds, sources = [] } = changes.get(unit.code) ?? {}
  const { hasNames = false, hasFormerKinds = false } = present.get(unit.code) ?? {}
  return {
    ...unit,
    parent_code: unit.code.slice(0, -2) || null,
    ...(names && !hasNames && { names }),
    ...(former_kinds && !hasFormerKinds && { former_kinds }),
    sources: [
      { source: 'teryt', certainty: 'certain' },
      ...(unit.latitude === null ? [] : [{ source: 'geonames', field: 'coordinates', certainty: 'certain' }]),
      ...sources
    ]
  }
}
