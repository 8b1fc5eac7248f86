import { ApiError } from '../../http/errors.ts'
import type { ImportState } from './queries.ts'
import { importStatus } from './vocabularies.ts'

/** 412 for an import that was looked through in another state of the registry. */
export const staleImport = () =>
  new ApiError('precondition_failed', {
    pl: 'Rejestr zmienił się od czasu sprawdzenia pliku, dlatego niczego nie zapisano. Plik należy przesłać ponownie.',
    en: 'The registry has changed since the file was looked through, so nothing was written. Send the file again.'
  })

/** Throws 409 unless the import was looked through, waits, and has no row at fault; 412 when it is known to be stale. */
export function requireApplicable({ status, error_count }: Pick<ImportState, 'status' | 'error_count'>): void {
  if (status === 'stale') throw staleImport()
  const { pl, en } = importStatus.terms[status]
  const refuse = (code: string, detail: { pl: string; en: string }) => {
    throw new ApiError('wrong_state', detail, { faults: [{ code, detail }] })
  }
  if (status !== 'previewed')
    refuse(status, {
      pl: `Import ma stan: ${pl}. Zastosować można tylko import sprawdzony, który na to czeka.`,
      en: `The import has the state: ${en}. Only one that was looked through and waits can be applied.`
    })
  if (error_count !== 0)
    refuse('rows_at_fault', {
      pl: `W pliku są błędne wiersze (${error_count}); należy je poprawić i przesłać plik ponownie.`,
      en: `The file has rows at fault (${error_count}); put them right and send it again.`
    })
}
