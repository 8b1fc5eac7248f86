// What a file of TERC would change: decided from the file and what the registry has, without touching anything.
import type { GminaKind, TerritoryLevel } from '../../db/types.ts'
import type { FileFault } from '../../records/import-report.ts'
import type { TercFile, TercUnit } from './terc.ts'

/** What the registry has of one unit, as it stands to the file. */
export interface UnitState {
  code: string
  level: TerritoryLevel
  name: string
  gmina_kind: GminaKind | null
  /** Name that the registry knows the unit to bear on the day of the file, and whether it knows of a later one. */
  name_then: string | null
  renamed_later: boolean
  /** Organisations that serve it; counted for units that the file does not have. */
  organisations: number
}

export interface Difference {
  field: 'level' | 'name' | 'gmina_kind'
  before: string
  after: string
}

export interface TercPlan {
  statedOn: string
  create: TercUnit[]
  /** `renamed`: the old name ends and the new one begins on the day of the file; otherwise the registry knows the names' validity already. */
  update: { unit: TercUnit; changes: Difference[]; renamed: boolean }[]
  unchanged: number
  parts: number
  /** Units of the registry that the file does not have: kept, for organisations and names of the past rest on them, and reported. */
  missing: { code: string; level: TerritoryLevel; name: string; organisations: number }[]
}

/** Compares the file with the state of every unit of the registry; gives the plan, or why the file cannot be taken. */
export function planTerc(file: TercFile, states: UnitState[]): { plan: TercPlan; faults: FileFault[] } {
  const known = new Map(states.map((state) => [state.code, state]))
  const plan: TercPlan = {
    statedOn: file.statedOn,
    create: [],
    update: [],
    unchanged: 0,
    parts: file.parts,
    missing: []
  }
  const faults: FileFault[] = []
  for (const unit of file.units) {
    const state = known.get(unit.code)
    known.delete(unit.code)
    if (!state) {
      plan.create.push(unit)
      continue
    }
    const changes = differences(unit, state)
    const renaming = changes.find(({ field }) => field === 'name')
    const knows = state.name_then === unit.name
    if (renaming && !knows && state.renamed_later) faults.push(contradiction(unit))
    if (changes.length === 0) plan.unchanged++
    else plan.update.push({ unit, changes, renamed: renaming !== undefined && !knows })
  }
  for (const { code, level, name, organisations } of known.values()) {
    if (level === 'voivodeship') faults.push(lacking(code))
    plan.missing.push({ code, level, name, organisations })
  }
  return { plan, faults }
}

function differences(unit: TercUnit, state: UnitState): Difference[] {
  const fields = ['level', 'name', 'gmina_kind'] as const
  return fields.flatMap((field): Difference[] => {
    const [before, after] = [state[field] ?? '', unit[field] ?? '']
    // The file says how a unit was called on its day. The registry may know the name of a day after it.
    const superseded = field === 'name' && state.renamed_later && state.name_then === unit.name
    return before === after || superseded ? [] : [{ field, before, after }]
  })
}

const contradiction = ({ line, code }: TercUnit): FileFault => ({
  line,
  column: 'NAZWA',
  code: 'name_contradicts',
  detail: {
    pl: `Rejestr zna późniejszą zmianę nazwy jednostki ${code}, a nazwy z pliku nie zna.`,
    en: `The registry knows of a later change of the name of ${code}, and does not know the name in the file.`
  }
})

const lacking = (code: string): FileFault => ({
  line: 1,
  column: 'WOJ',
  code: 'incomplete_file',
  detail: {
    pl: `W pliku nie ma województwa ${code}; potrzebny jest pełny plik TERC.`,
    en: `The file lacks the voivodeship ${code}; the full file of TERC is needed.`
  }
})
