// Imports the TERC register and reports by row. For a preview, the caller rolls the import back.
import type { Tx } from '../../db/connect.ts'
import { anyOf } from '../../records/columns.ts'
import type { RegisterFile } from '../../records/define-imports.ts'
import type { FileFault, ImportReport, ReportRow } from '../../records/import-report.ts'
import { RefusedFile } from '../imports/file/refused-file.ts'
import { readTerc, type TercFile } from './terc.ts'
import { applyTerc } from './terc-queries.ts'

/** Reads the register. Throws RefusedFile if the file as a whole is invalid. */
export async function readRegister(format: 'csv' | 'ndjson' | 'xlsx', bytes: Uint8Array): Promise<RegisterFile> {
  if (format !== 'csv') throw new RefusedFile([csvRequired])
  const file = await readTerc(bytes)
  return { rows: file.units.length, importRows: (tx) => importTerc(tx, file) }
}

const csvRequired: FileFault = {
  line: 1,
  code: 'csv_needed',
  detail: {
    pl: 'Rejestr TERC można wczytać tylko z pliku CSV w postaci z serwisu eTERYT.',
    en: 'The TERC register can be imported only as CSV, in the form of the eTERYT website.'
  }
}

/**
 * Applies the file. Reports the outcome of each row and the units of the registry that the file lacks. Throws
 * RefusedFile.
 */
async function importTerc(tx: Tx, file: TercFile): Promise<ImportReport> {
  const versions = await readVersions(
    tx,
    file.units.map(({ code }) => code)
  )
  const plan = await applyTerc(tx, file)
  const created = new Set(plan.create.map(({ code }) => code))
  const updated = new Map(plan.update.map(({ unit, changes }) => [unit.code, changes]))
  const rows = file.units.map(({ line, code, level, name, gmina_kind }): ReportRow => {
    const row = { line, key: code, subject: code, version: versions.get(code) ?? null, errors: [] }
    if (created.has(code)) {
      const values = { level, name, gmina_kind }
      const diff = Object.entries(values).flatMap(([field, after]) =>
        after === null ? [] : [{ field, before: null, after }]
      )
      return { ...row, outcome: 'create', diff }
    }
    const changes = updated.get(code)
    if (!changes) return { ...row, outcome: 'unchanged', diff: [] }
    return {
      ...row,
      outcome: 'update',
      diff: changes.map(({ field, before, after }) => ({ field, before: before || null, after: after || null }))
    }
  })
  const messages = plan.missing.map(({ code, name, organisations }) => ({
    column: 'NAZWA',
    code: 'missing_unit',
    detail: {
      pl:
        `W pliku nie ma jednostki ${code} (${name}), która jest w rejestrze. Jednostka pozostaje w rejestrze. ` +
        `Liczba organizacji: ${organisations}.`,
      en:
        `The file lacks the unit ${code} (${name}), which is in the registry. The unit stays in the registry. ` +
        `Number of organisations: ${organisations}.`
    }
  }))
  return { rows, messages }
}

async function readVersions(tx: Tx, codes: string[]): Promise<Map<string, number>> {
  const rows = await tx.selectFrom('territory').select(['code', 'version']).where('code', '=', anyOf(codes)).execute()
  return new Map(rows.map(({ code, version }) => [code, version]))
}
