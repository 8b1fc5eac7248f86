// The register of territories, carried out as any other import is: by row, and taken back by the caller when it was a preview.
import type { Tx } from '../../db/connect.ts'
import { anyOf } from '../../records/columns.ts'
import type { RegisterFile } from '../../records/define.ts'
import type { FileFault, ImportReport, ReportRow } from '../../records/import-report.ts'
import { RefusedFile } from '../imports/file/refused-file.ts'
import { readTerc, type TercFile } from './terc.ts'
import { applyTerc } from './terc-queries.ts'

/** Reads the register; throws RefusedFile when it cannot be taken as a whole. */
export function readRegister(format: 'csv' | 'ndjson', bytes: Uint8Array): RegisterFile {
  if (format !== 'csv') throw new RefusedFile([csvNeeded])
  const file = readTerc(bytes)
  return { rows: file.units.length, importRows: (tx) => importTerc(tx, file) }
}

const csvNeeded: FileFault = {
  line: 1,
  code: 'csv_needed',
  detail: {
    pl: 'Rejestr TERC przyjmuje się w pliku CSV, w postaci z serwisu eTERYT.',
    en: 'The register TERC is taken as CSV, as the eTERYT site gives it.'
  }
}

/** Takes the file over and tells what became of each unit, and which units of the registry it lacks; they stay. Throws RefusedFile. */
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
      pl: `W pliku nie ma jednostki ${code} (${name}), którą zna rejestr; zostaje w nim. Organizacji: ${organisations}.`,
      en: `The file lacks the unit ${code} (${name}), which the registry knows; it stays. Organisations: ${organisations}.`
    }
  }))
  return { rows, messages }
}

async function readVersions(tx: Tx, codes: string[]): Promise<Map<string, number>> {
  const rows = await tx.selectFrom('territory').select(['code', 'version']).where('code', '=', anyOf(codes)).execute()
  return new Map(rows.map(({ code, version }) => [code, version]))
}
