// The contact by which an organisation is reached first, for lists such as that of a mailing.
import { sql } from 'kysely'
import { Nullable, NullableRef, record } from '../../contract/components.ts'
import { Email, Id, Int, Slug, Str } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Include, Sql } from '../../records/define.ts'
import { today } from '../../records/read/query.ts'
import { contacts, contactsOf, maySeeEmail, postSummary } from './queries.ts'
import { PostSummary } from './schemas.ts'

const MainContact = record(
  'MainContact',
  'The contact by which an organisation is reached first. Values that the caller may not see are null.',
  {
    id: Id('Id of the contact.'),
    slug: Slug('Readable name of the contact in URLs.', 'kontakt-przewodniczacej'),
    post: NullableRef(PostSummary, 'Post of the contact. Null for a contact of the organisation as a whole.'),
    email: Nullable(
      Email('E-mail address. Null if there is none, or if the caller may not see it.', 'dyrektor@cusopolelubelskie.pl')
    ),
    phone: Nullable(
      Str('Telephone number (E.164). Null if there is none, or if the caller may not see it.', '+48818272694', {
        maxLength: 40
      })
    ),
    alternatives: Int(
      'Number of other contacts of the organisation and its posts that the caller may see. `/contacts` with ' +
        '`organisation` lists them.',
      0
    )
  }
)

const [c, cp] = [columnsOf('contact', 'c'), columnsOf('post', 'cp')]

/**
 * The first of the contacts that the caller may see. Reading its values is audited, so the outer query reads them for
 * this row alone.
 */
const first = (organisation: Sql): Sql => sql`(
  select ${c('id')}, count(*) over () - 1 as alternatives
  from ${contacts.from}
  where ${c('id')} in ${contactsOf(organisation)}
    and ${contacts.visible as Sql} and coalesce(${c('withdrawn_on')} > ${today}, true)
  order by (${maySeeEmail} and ${c('email')} is not null) desc, ${c('post_id')} is not null,
    leading_rank(${cp('role')}), ${c('slug')} limit 1)`

/** Include of the main contact of the organisation whose id is `organisation`. */
export const mainContact = (organisation: Sql): Include => ({
  schema: NullableRef(
    MainContact,
    'Contact of the organisation today, as far as the caller may see it. One with an e-mail address precedes others, ' +
      'one of the organisation precedes those of its posts, and the post that leads it precedes other posts. A ' +
      'withdrawn contact is left out. Null if there is none.'
  ),
  reads: ['contact', ...contacts.reads],
  expression: () => sql`(select row_to_json(r) from (
    select ${c('id')}, ${c('slug')}, ${postSummary('cp')} as post, ${contacts.columns.email} as email,
      ${contacts.columns.phone} as phone, f.alternatives
    from ${first(organisation)} f cross join ${contacts.from} where ${c('id')} = f.id) as r)`
})
