// Texts of the constraints of this feature's tables.
import type { Rules } from '../../http/errors.ts'
import { dayWithin, gone, notBlank, rule, slugRules, webAddress } from '../../records/write/rules.ts'

export const sourceRules: Rules = {
  ...slugRules('source'),
  source_url_shape: webAddress('/url'),
  source_dates_finite: rule(
    '/published_on',
    'Daty źródła muszą być dniami kalendarzowymi.',
    'The dates of a source must be calendar days.'
  ),
  source_sha256_shape: rule(
    '/sha256',
    'Skrót SHA-256 musi mieć 64 cyfry szesnastkowe, zapisane małymi literami.',
    'The SHA-256 must have 64 hexadecimal digits in lower case.'
  ),
  source_project_days_ordered: rule(
    '/project_to',
    'Ostatni dzień projektu («project_to») nie może być wcześniejszy niż pierwszy («project_from»).',
    'The last day of the project («project_to») must not be before the first («project_from»).'
  ),
  source_project_from_within_bounds: dayWithin('project_from'),
  source_project_to_within_bounds: dayWithin('project_to'),
  source_rights_en_not_blank: notBlank(
    '/rights_en',
    'Zastrzeżenie praw po angielsku («rights_en»)',
    'The reservation of rights in English («rights_en»)'
  ),
  citation_note_en_not_blank: notBlank(
    '/sources',
    'Uwaga do źródła po angielsku («note_en»)',
    'The remark on a source in English («note_en»)'
  ),
  citation_source_fkey: gone('/sources'),
  citation_once: rule(
    '/sources',
    'To samo miejsce w źródle można wskazać dla jednego pola tylko raz.',
    'The same place in a source can be cited only once for one property.'
  ),
  source_published_on_within_bounds: dayWithin('published_on'),
  source_snapshot_not_after_within_bounds: dayWithin('snapshot_not_after'),
  source_taken_over_on_within_bounds: dayWithin('taken_over_on')
}
