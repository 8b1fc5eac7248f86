// Errors for the triggers that protect personal data. The triggers (see migrations) raise these names as constraints.
import { ApiError, erased, type Refusals } from '../../http/errors.ts'

export const privacyRefusals: Refusals = {
  processing_restricted: (cause) =>
    new ApiError(
      'processing_restricted',
      {
        pl:
          'Przetwarzanie danych tej osoby jest ograniczone (art. 18 RODO). Danych nie można zmieniać, dopóki ' +
          'ograniczenie trwa.',
        en:
          'The processing of this person’s data is restricted (art. 18 GDPR). The data cannot be changed as long as ' +
          'the restriction lasts.'
      },
      { cause }
    ),
  erased
}
