import { ApiError } from '../../http/errors.ts'
import type { ImportState } from './queries.ts'
import { importStatus } from './vocabularies.ts'

/** 412 for an import whose records have changed since it was checked. */
export const staleImport = () =>
  new ApiError('precondition_failed', {
    pl: 'Rejestr zmienił się od czasu sprawdzenia pliku, dlatego niczego nie zapisano. Plik należy przesłać ponownie.',
    en: 'The registry has changed since the file was checked, so nothing was written. Send the file again.'
  })

/** Throws 409 unless the import was checked, can be applied and has no invalid rows. Throws 412 if it is stale. */
export function requireApplicable({ status, error_count }: Pick<ImportState, 'status' | 'error_count'>): void {
  if (status === 'stale') throw staleImport()
  const { pl, en } = importStatus.terms[status]
  const refuse = (code: string, detail: { pl: string; en: string }) => {
    throw new ApiError('wrong_state', detail, { faults: [{ code, detail }] })
  }
  if (status !== 'previewed')
    refuse(status, {
      pl: `Import ma stan: ${pl}. Zastosować można tylko import sprawdzony, jeszcze niezastosowany.`,
      en: `The status of the import is: ${en}. Only an import that was checked and not yet applied can be applied.`
    })
  if (error_count !== 0)
    refuse('rows_at_fault', {
      pl: `W pliku są błędne wiersze (${error_count}). Należy je poprawić i przesłać plik ponownie.`,
      en: `The file has invalid rows (${error_count}). Correct them and send the file again.`
    })
}
