import { sql } from 'kysely'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Id, Str, stamps } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { idOnly, oneOf, reference } from '../../records/references.ts'
import { isOneOf } from '../../records/sql.ts'
import { OrganisationSummary, organisationSummary } from '../summaries.ts'
import { term } from '../vocabularies/terms.ts'

const Post = record('Post', 'An office in an organisation, which people come to and leave.', {
  id: Id(),
  organisation: Ref(OrganisationSummary),
  role: Nullable(term('post_role', 'What the post is; null when not told.', 'head')),
  title: Nullable(Str('Title in the nominative; null when no post is printed.', 'Dyrektor')),
  ...stamps
})

const t = columnsOf('post', 'po')

export const posts = defineResource({
  name: 'post',
  path: 'posts',
  label: { pl: 'stanowisko', en: 'post' },
  texts: texts(
    'Posts',
    'Post',
    'Offices in organisations, held by people one after the other.',
    'One post by its stable id.'
  ),
  record: Post,
  parameter: 'post',
  identifier: idOnly('Stable id of the post.'),
  ...t.keys('id'),
  from: sql`post po join organisation poo on poo.id = po.organisation_id`,
  reads: ['organisation'],
  columns: {
    ...t.stamps(),
    ...t.pick('id', 'role', 'title'),
    organisation: organisationSummary('poo')
  },
  sorts: {
    organisation: { expression: sql`poo.name collate "pl-x-icu"`, type: 'text' },
    updated_at: t.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'organisation',
  filters: {
    organisation: reference('organisation', 'Organisation that the post is in.', 'cus-wojcieszkow'),
    role: oneOf(term('post_role', 'Role.', 'head'), 'What the post is.', ['head'])
  },
  where: (q: { organisation?: string[]; role?: string[] }) => [
    isOneOf(sql`po.organisation_id`, q.organisation, 'uuid'),
    isOneOf(sql`po.role`, q.role, 'post_role')
  ]
})
