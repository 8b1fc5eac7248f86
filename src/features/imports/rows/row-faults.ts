// Faults of a row that are specific to imports, in addition to violations of schemas and rules.
import type { Fault, NamedRecord } from '../../../http/errors.ts'
import { fromPointer, quote } from '../../../http/pointer.ts'
import type { Matching } from '../../../records/define-imports.ts'
import type { RowFault } from '../../../records/import-report.ts'
import { similarTo } from '../../../records/write/duplicates.ts'
import type { Json } from '../importables.ts'

/** Converts a fault of a request body to a fault of a row, with the column of the value. */
export function rowFault({ pointer, code, detail }: Fault, body: Json): RowFault {
  const [name, member] = fromPointer(pointer ?? '').map(String)
  if (name === undefined) return { column: null, code, detail }
  const value = body[name]
  if (value === null && code === 'invalid_type') return emptyValueFault(name)
  if (Array.isArray(value)) return { column: name, code, detail }
  // A reference has one column per identifier. The fault belongs to the identifier that the row uses.
  const by = member ?? (typeof value === 'object' && value !== null ? Object.keys(value)[0] : undefined)
  return { column: by === undefined ? name : `${name}_${by}`, code, detail }
}

const emptyValueFault = (column: string): RowFault => ({
  column,
  code: 'empty_value',
  detail: {
    pl: `Wartość w kolumnie «${column}» jest wymagana i nie można jej usunąć.`,
    en: `The value in the column «${column}» is required and cannot be cleared.`
  }
})

/**
 * Returns the faults of matching a row. `found` is the number of records with the key. `earlierLine` is the line of a
 * previous row for the same record.
 */
export function matchFaults(
  { column, creates, optional = false }: Matching,
  key: string | undefined,
  found: number,
  earlierLine: number | undefined
): RowFault[] {
  const fault = (code: string, pl: string, en: string): RowFault[] => [{ column, code, detail: { pl, en } }]
  if (key === undefined && optional) return []
  if (key === undefined)
    return fault(
      'missing_match_value',
      'Brakuje wartości, po której dopasowuje się rekord.',
      'The value that matches the row with a record is missing.'
    )
  if (found > 1)
    return fault(
      'ambiguous_match',
      `W rejestrze jest kilka rekordów, do których pasuje ${quote(key)}. Wiersze należy dopasować po «id».`,
      `Several records match ${quote(key)}. Match the rows on «id» instead.`
    )
  if (found === 0 && !creates)
    return fault(
      'unknown_record',
      `W rejestrze nie ma rekordu ${quote(key)}.`,
      `There is no record ${quote(key)} in the registry.`
    )
  if (earlierLine !== undefined)
    return fault(
      'repeated_row',
      `Ten sam rekord jest już w wierszu ${earlierLine}.`,
      `The same record is already in line ${earlierLine}.`
    )
  return []
}

/** The fault of a row that has a version although no record matches it. */
export const unknownRecordFault = (column: string): RowFault => ({
  column,
  code: 'unknown_record',
  detail: {
    pl:
      'Wiersz ma wersję rekordu, ale w rejestrze nie ma rekordu o tej wartości. W nowym rekordzie «version» ' +
      'i «updated_at» muszą być puste.',
    en:
      'The row has the version of a record, but no record has this value. In a new record, «version» and ' +
      '«updated_at» must be empty.'
  }
})

export const staleRowFault = (version: unknown): RowFault => ({
  column: 'version',
  code: 'stale_row',
  detail: {
    pl: `Rekord zmienił się od czasu eksportu i ma teraz wersję ${version}. Należy pobrać go ponownie.`,
    en: `The record has changed since it was exported and now has version ${version}. Export it again.`
  }
})

export const readOnlyFault = (column: string): RowFault => ({
  column,
  code: 'read_only_column',
  detail: {
    pl:
      `Wartość w kolumnie «${column}» ustala rejestr, a w pliku jest inna wartość. Kolumnę należy pominąć albo ` +
      'zostawić bez zmian.',
    en:
      `The value in the column «${column}» is set by the registry and differs from the file. Omit the column or ` +
      'leave it unchanged.'
  }
})

export const restrictedFault: RowFault = {
  column: null,
  code: 'processing_restricted',
  detail: {
    pl:
      'Import nie może zmienić tego rekordu, ponieważ przetwarzanie jego danych jest ograniczone (art. 18 RODO) ' +
      'albo dane usunięto (art. 17 RODO).',
    en:
      'An import cannot change this record, because the processing of its data is restricted (art. 18 GDPR) or ' +
      'the data was erased (art. 17 GDPR).'
  }
}

export const notCheckedFault: RowFault = {
  column: null,
  code: 'not_checked',
  detail: {
    pl: 'Wiersza nie sprawdzono do końca, ponieważ plik ma zbyt wiele błędów. Należy go poprawić i przesłać ponownie.',
    en: 'The check of this row was not completed, because the file has too many faults. Correct it and send it again.'
  }
}

/** The fault of a new record that may already be in the registry. `keyed`: the row has the value that identifies it. */
export function duplicateFault(
  column: string,
  { column: key }: Matching,
  records: NamedRecord[],
  keyed: boolean
): RowFault {
  const { pl, en } = similarTo(records)
  const detail = keyed
    ? {
        pl: `${pl} Jeśli to ten sam, należy dopasować wiersz do niego. Jeśli inny, wiersz można zaimportować.`,
        en: `${en} If it is the same, match the row with it. If not, the row can be imported.`
      }
    : {
        pl: `${pl} Jeśli to ten sam, należy wpisać jego «${key}». Jeśli inny, należy wpisać nowy «${key}».`,
        en: `${en} If it is the same, enter its «${key}». If not, enter a new «${key}».`
      }
  return { column, code: 'possible_duplicate', detail }
}

/** The warning of a new record that may be the same as those of other rows. */
export const sameFileFault = (column: string, lines: number[]): RowFault => ({
  column,
  code: 'possible_duplicate',
  detail: {
    pl: `Ten sam rekord może być też w innym wierszu pliku (wiersz ${lines.join(', ')}).`,
    en: `The same record may also be in another row of the file (line ${lines.join(', ')}).`
  }
})
