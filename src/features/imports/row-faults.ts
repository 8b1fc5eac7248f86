// What can be wrong with a row beside the values that the schemas and the rules of the registry refuse.
import type { Fault } from '../../http/errors.ts'
import { fromPointer, quote } from '../../http/pointer.ts'
import type { Matching } from '../../records/define-imports.ts'
import type { RowFault } from '../../records/import-report.ts'
import type { Json } from './importables.ts'

/** A fault of a body as one of a row: by the column whose value it is. */
export function rowFault({ pointer, code, detail }: Fault, body: Json): RowFault {
  const [name, member] = fromPointer(pointer ?? '').map(String)
  if (name === undefined) return { column: null, code, detail }
  const value = body[name]
  if (value === null && code === 'invalid_type') return emptied(name)
  if (Array.isArray(value)) return { column: name, code, detail }
  // A reference is told by the identifier that the row gives.
  const by = member ?? (typeof value === 'object' && value !== null ? Object.keys(value)[0] : undefined)
  return { column: by === undefined ? name : `${name}_${by}`, code, detail }
}

const emptied = (column: string): RowFault => ({
  column,
  code: 'empty_value',
  detail: {
    pl: `Wartość w kolumnie «${column}» jest wymagana; nie można jej usunąć.`,
    en: `The value in the column «${column}» is required and cannot be cleared.`
  }
})

/** What is wrong with how a row names its record: `known` is how many records bear the key, `earlier` the line of another row for the same one. */
export function matchFaults(
  { column, creates }: Matching,
  key: string | undefined,
  known: number,
  earlier: number | undefined
): RowFault[] {
  const fault = (code: string, pl: string, en: string): RowFault[] => [{ column, code, detail: { pl, en } }]
  if (key === undefined)
    return fault(
      'missing_match_value',
      'Brakuje wartości, po której rozpoznaje się rekord.',
      'The value that the record is known by is missing.'
    )
  if (known > 1)
    return fault(
      'ambiguous_match',
      `W rejestrze jest kilka rekordów, do których pasuje ${quote(key)}; import należy dopasować po «id».`,
      `Several records of the registry fit ${quote(key)}; have the import matched on «id».`
    )
  if (known === 0 && !creates)
    return fault(
      'unknown_record',
      `W rejestrze nie ma rekordu ${quote(key)}.`,
      `The registry has no record ${quote(key)}.`
    )
  if (earlier !== undefined)
    return fault(
      'repeated_row',
      `Ten sam rekord jest już w wierszu ${earlier}.`,
      `The same record is in line ${earlier} already.`
    )
  return []
}

/** The row is of a version of a record, and there is none. */
export const unknownRecord = (column: string): RowFault => ({
  column,
  code: 'unknown_record',
  detail: {
    pl:
      'Wiersz pochodzi z rekordu, którego rejestr pod tą wartością nie ma; w nowym rekordzie «version» i ' +
      '«updated_at» muszą być puste.',
    en:
      'The row is of a record that the registry does not have by this value; in a new record «version» and ' +
      '«updated_at» must be empty.'
  }
})

export const staleRow = (version: unknown): RowFault => ({
  column: 'version',
  code: 'stale_row',
  detail: {
    pl: `Rekord zmienił się od czasu, gdy go wyeksportowano; ma teraz wersję ${version}. Należy pobrać go ponownie.`,
    en: `The record has changed since it was exported; its version is ${version} now. Get it again.`
  }
})

export const readOnly = (column: string): RowFault => ({
  column,
  code: 'read_only_column',
  detail: {
    pl:
      `Wartość w kolumnie «${column}» nadaje rejestr i ma ona teraz inną treść; kolumnę należy pominąć albo ` +
      'zostawić bez zmian.',
    en:
      `The value in the column «${column}» is set by the registry, and is another one now; leave the column out ` +
      'or as it was.'
  }
})

export const restricted: RowFault = {
  column: null,
  code: 'processing_restricted',
  detail: {
    pl: 'Danych tego rekordu nie można teraz przetwarzać.',
    en: 'The data of this record cannot be processed now.'
  }
}

export const notChecked: RowFault = {
  column: null,
  code: 'not_checked',
  detail: {
    pl: 'Wiersza nie sprawdzono do końca, ponieważ plik ma zbyt wiele błędów; należy go poprawić i przesłać ponownie.',
    en: 'The row was not checked to the end, since the file has too many faults; put it right and send it again.'
  }
}
