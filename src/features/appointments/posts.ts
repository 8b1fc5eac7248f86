import { sql } from 'kysely'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Id, Str, stamps } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { idOnly, oneOf, reference } from '../../records/references.ts'
import { isOneOf } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { OrganisationSummary, organisationSummary } from '../summaries.ts'
import { postRole } from './vocabularies.ts'

const Post = record('Post', 'A post in an organisation, which people hold one after another.', {
  id: Id(),
  organisation: Ref(OrganisationSummary),
  role: Nullable(term(postRole, 'Role of the post. Null if it is unknown.', 'head')),
  title: Nullable(Str('Title of the post in the nominative. Null if no source prints it.', 'Dyrektor')),
  ...stamps
})

const po = columnsOf('post', 'po')
const poo = columnsOf('organisation', 'poo')

export const posts = defineResource({
  name: 'post',
  path: 'posts',
  label: { pl: 'stanowisko', en: 'post' },
  texts: texts(
    'Posts',
    'Post',
    'Returns the posts in organisations. People hold a post one after another.',
    'Returns one post by its stable id.'
  ),
  reversible: true,
  record: Post,
  parameter: 'post',
  identifier: idOnly('The stable id of the post.'),
  ...po.keys('id'),
  from: sql`${po.table} join ${poo.table} on ${poo('id')} = ${po('organisation_id')}`,
  reads: ['organisation'],
  columns: {
    ...po.stamps(),
    ...po.pick('id', 'role', 'title'),
    organisation: organisationSummary('poo')
  },
  sorts: {
    organisation: poo.alphabetical('name'),
    updated_at: po.sort('updated_at', 'timestamptz')
  },
  defaultSort: 'organisation',
  filters: {
    organisation: reference('organisation', 'Organisation to which the post belongs.', 'cus-wojcieszkow'),
    role: oneOf(term(postRole, 'Role of the post.', 'head'), 'Role of the post.', ['head'])
  },
  where: (q: { organisation?: string[]; role?: string[] }) => [
    isOneOf(po('organisation_id'), q.organisation, 'uuid'),
    isOneOf(po('role'), q.role, 'post_role')
  ]
})
