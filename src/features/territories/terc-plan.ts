// Plans the changes of a TERC file by comparing it with the registry. Pure.
import type { GminaKind, TerritoryLevel } from '../../db/types.ts'
import type { FileFault } from '../../records/import-report.ts'
import type { TercFile, TercUnit } from './terc.ts'

/** One unit of the registry, in relation to the day of the file. */
export interface UnitState {
  code: string
  level: TerritoryLevel
  name: string
  gmina_kind: GminaKind | null
  /** Recorded name on the day of the file; null if no validity of names is recorded. */
  name_then: string | null
  /** Whether a change of name after that day is recorded. */
  renamed_later: boolean
  /** Number of organisations that serve the unit. It is counted only for units that the file lacks, and otherwise 0. */
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
  /**
   * `renamed`: the former name ends and the new one begins on the day of the file. Otherwise the validity of the
   * names is already recorded.
   */
  update: { unit: TercUnit; changes: Difference[]; renamed: boolean }[]
  unchanged: number
  parts: number
  /**
   * Units of the registry that the file lacks. They are reported and stay, because organisations and former names
   * refer to them.
   */
  missing: { code: string; level: TerritoryLevel; name: string; organisations: number }[]
}

/** Compares the file with all units of the registry. Returns the plan and the errors that prevent the import. */
export function planTerc(file: TercFile, states: UnitState[]): { plan: TercPlan; faults: FileFault[] } {
  const remaining = new Map(states.map((state) => [state.code, state]))
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
    const state = remaining.get(unit.code)
    remaining.delete(unit.code)
    if (!state) {
      plan.create.push(unit)
      continue
    }
    const changes = differences(unit, state)
    const renaming = changes.find(({ field }) => field === 'name')
    const isRecorded = state.name_then === unit.name
    if (renaming && !isRecorded && state.renamed_later) faults.push(contradiction(unit))
    if (changes.length === 0) plan.unchanged++
    else plan.update.push({ unit, changes, renamed: renaming !== undefined && !isRecorded })
  }
  for (const { code, level, name, organisations } of remaining.values()) {
    if (level === 'voivodeship') faults.push(missingVoivodeship(code))
    plan.missing.push({ code, level, name, organisations })
  }
  return { plan, faults }
}

function differences(unit: TercUnit, state: UnitState): Difference[] {
  const fields = ['level', 'name', 'gmina_kind'] as const
  return fields.flatMap((field): Difference[] => {
    const [before, after] = [state[field] ?? '', unit[field] ?? '']
    // The file has the name on its day. The registry may have a later one.
    const superseded = field === 'name' && state.renamed_later && state.name_then === unit.name
    return before === after || superseded ? [] : [{ field, before, after }]
  })
}

const contradiction = ({ line, code }: TercUnit): FileFault => ({
  line,
  column: 'NAZWA',
  code: 'name_contradicts',
  detail: {
    pl: `W rejestrze jest późniejsza zmiana nazwy jednostki ${code}, a nazwy z pliku w nim nie ma.`,
    en: `The registry has a later change of the name of ${code}, but not the name in the file.`
  }
})

const missingVoivodeship = (code: string): FileFault => ({
  line: 1,
  column: 'WOJ',
  code: 'incomplete_file',
  detail: {
    pl: `W pliku nie ma województwa ${code}. Wymagany jest pełny plik TERC.`,
    en: `The file lacks the voivodeship ${code}. The full TERC file is required.`
  }
})
