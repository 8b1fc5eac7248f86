import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { scopes } from '../../http/access.ts'
import { defineResource } from '../../records/define.ts'
import { flag, idOnly, oneOf } from '../../records/references.ts'
import { isOneOf, moment, object, unlessNull } from '../../records/sql.ts'
import { term } from '../vocabularies/terms.ts'
import { label } from './lifecycle.ts'
import { ApiKey, scope } from './schemas.ts'

interface Filters {
  audience?: string[]
  scope?: string[]
  active?: boolean
}

const valid = sql`(k.revoked_at is null and k.not_before <= now() and k.expires_at > now())`
const summary = (alias: string) =>
  unlessNull(`${alias}.id`, object({ id: sql.ref(`${alias}.id`), owner: sql.ref(`${alias}.owner`), hint: sql.ref(`${alias}.hint`) }))

export const apiKeys = defineResource({
  name: 'api_key',
  path: 'api-keys',
  label,
  record: ApiKey,
  access: 'keys:admin',
  parameter: 'api_key',
  identifier: idOnly('Stable id of the API key.'),
  identifiedBy: (id) => sql`k.id = ${id}::uuid`,
  from: sql`api_key k left join api_key r on r.id = k.replaced_by_id left join api_key c on c.id = k.created_by_id`,
  columns: {
    id: sql`k.id`,
    owner: sql`k.owner`,
    label: sql`k.label`,
    audience: sql`k.audience`,
    scopes: sql`k.scopes`,
    hint: sql`k.hint`,
    key: sql`null`,
    not_before: moment('k.not_before'),
    expires_at: moment('k.expires_at'),
    revoked_at: moment('k.revoked_at'),
    replaced_by: summary('r'),
    last_used_at: moment('k.last_used_at'),
    created_by: summary('c'),
    created_at: moment('k.created_at'),
    version: sql`k.version`,
    updated_at: moment('k.updated_at')
  },
  id: { expression: sql`k.id`, type: 'uuid' },
  sorts: {
    owner: { expression: sql`k.owner collate "pl-x-icu"`, type: 'text' },
    created_at: { expression: sql`k.created_at`, type: 'timestamptz' },
    expires_at: { expression: sql`k.expires_at`, type: 'timestamptz' },
    updated_at: { expression: sql`k.updated_at`, type: 'timestamptz' }
  },
  defaultSort: '-created_at',
  filters: {
    audience: oneOf(term('key_audience', 'Audience.', 'partner'), 'Who holds the key.', ['partner']),
    scope: {
      schema: Type.Array(scope, {
        description: 'Keeps the keys that have one of these scopes; several are separated by commas.',
        minItems: 1,
        maxItems: scopes.length,
        uniqueItems: true,
        examples: [['keys:admin']]
      })
    },
    active: flag('Whether the key is valid now: begun, not expired, not revoked.')
  },
  where: (q: Filters) => [
    isOneOf(sql`k.audience`, q.audience, 'key_audience'),
    q.scope && sql`k.scopes && ${[...q.scope]}::text[]`,
    q.active === undefined ? undefined : sql`${valid} = ${q.active}`
  ],
  updatedAt: sql`k.updated_at`
})
