import { sql } from 'kysely'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Id, Str, stamps } from '../../contract/schemas.ts'
import { defineResource } from '../../records/define.ts'
import { idOnly, oneOf, reference } from '../../records/references.ts'
import { isOneOf, moment } from '../../records/sql.ts'
import { OrganisationSummary, organisationSummary } from '../summaries.ts'
import { term } from '../vocabularies/terms.ts'

const Post = record('Post', 'An office in an organisation, which people come to and leave.', {
  id: Id(),
  organisation: Ref(OrganisationSummary),
  role: Nullable(term('post_role', 'What the post is; null when not told.', 'head')),
  title: Nullable(Str('Title in the nominative; null when no post is printed.', 'Dyrektor')),
  ...stamps
})

export const posts = defineResource({
  name: 'post',
  path: 'posts',
  label: { pl: 'stanowisko', en: 'post' },
  record: Post,
  parameter: 'post',
  identifier: idOnly('Stable id of the post.'),
  identifiedBy: (id) => sql`po.id = ${id}::uuid`,
  from: sql`post po join organisation poo on poo.id = po.organisation_id`,
  columns: {
    id: sql`po.id`,
    organisation: organisationSummary('poo'),
    role: sql`po.role`,
    title: sql`po.title`,
    version: sql`po.version`,
    updated_at: moment('po.updated_at')
  },
  id: { expression: sql`po.id`, type: 'uuid' },
  sorts: {
    organisation: { expression: sql`poo.name collate "pl-x-icu"`, type: 'text' },
    updated_at: { expression: sql`po.updated_at`, type: 'timestamptz' }
  },
  defaultSort: 'organisation',
  filters: {
    organisation: reference('organisation', 'Organisation that the post is in.', 'cus-wojcieszkow'),
    role: oneOf(term('post_role', 'Role.', 'head'), 'What the post is.', ['head'])
  },
  where: (q: { organisation?: string[]; role?: string[] }) => [
    isOneOf(sql`po.organisation_id`, q.organisation, 'uuid'),
    isOneOf(sql`po.role`, q.role, 'post_role')
  ],
  updatedAt: sql`po.updated_at`
})
