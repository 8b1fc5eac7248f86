import { citations, refersTo, rows, uncertainDay, value, values, type Writable } from '../../lib/writable.ts'
import { getDeclaration } from './decision-queries.ts'
import { declarations } from './queries.ts'
import { requireDraft } from './rules.ts'

export const writableDeclarations: Writable = {
  resource: declarations,
  properties: {
    ...values('slug', 'kind', 'title', 'tier'),
    statements: value({ fallback: [] }),
    signed: uncertainDay,
    ...values('place'),
    event: refersTo('event'),
    signatories: rows(
      'declaration_signatory',
      'declaration_id',
      { ...values('role', 'list_no'), organisation: refersTo('organisation'), person: refersTo('person'), ...values('printed_post', 'capacity') },
      { required: ['role', 'list_no', 'capacity'] }
    ),
    sources: citations('declaration_id')
  },
  required: ['kind', 'title'],
  slugFrom: ({ title }) => String(title),
  guard: async (tx, id) => requireDraft((await getDeclaration(tx, id)).status)
}
