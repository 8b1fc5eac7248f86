import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { scopes } from '../../http/access.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource } from '../../records/define.ts'
import { flag, idOnly, oneOf } from '../../records/references.ts'
import { isOneOf, object } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { label } from './lifecycle.ts'
import { ApiKey, scope } from './schemas.ts'
import { keyAudience } from './vocabularies.ts'

export const NEEDS_KEYS_ADMIN = 'Requires a key with the scope `keys:admin`.'

interface Filters {
  audience?: string[]
  scope?: string[]
  active?: boolean
}

const k = columnsOf('api_key', 'k')
const r = columnsOf('api_key', 'r')
const c = columnsOf('api_key', 'c')

const valid = sql`(${k('revoked_at')} is null and ${k('not_before')} <= now() and ${k('expires_at')} > now())`
const summary = (key: typeof k) => key.unlessNull('id', object(key.pick('id', 'owner', 'hint')))

export const apiKeys = defineResource({
  name: 'api_key',
  path: 'api-keys',
  label,
  texts: {
    list: {
      operationId: 'list_api_keys',
      summary: 'List API keys',
      description: `All API keys, valid or not, without their text. ${NEEDS_KEYS_ADMIN}`
    },
    record: {
      operationId: 'get_api_key',
      summary: 'Get one API key',
      description: `One API key by its id, without its text. ${NEEDS_KEYS_ADMIN}`
    }
  },
  record: ApiKey,
  access: 'keys:admin',
  parameter: 'api_key',
  identifier: idOnly('Stable id of the API key.'),
  ...k.keys('id'),
  from: sql`${k.table}
    left join ${r.table} on ${r('id')} = ${k('replaced_by_id')}
    left join ${c.table} on ${c('id')} = ${k('created_by_id')}`,
  reads: [],
  columns: {
    ...k.stamps(),
    ...k.pick('id', 'owner', 'label', 'audience', 'scopes', 'hint'),
    key: sql`null`,
    not_before: k.moment('not_before'),
    expires_at: k.moment('expires_at'),
    revoked_at: k.moment('revoked_at'),
    replaced_by: summary(r),
    last_used_at: k.moment('last_used_at'),
    created_by: summary(c),
    created_at: k.moment('created_at')
  },
  sorts: {
    owner: k.alphabetical('owner'),
    created_at: k.sort('created_at', 'timestamptz'),
    expires_at: k.sort('expires_at', 'timestamptz'),
    updated_at: k.sort('updated_at', 'timestamptz')
  },
  defaultSort: '-created_at',
  filters: {
    audience: oneOf(term(keyAudience, 'Type of holder.', 'partner'), 'Type of holder of the key.', ['partner']),
    scope: {
      schema: Type.Array(scope, {
        description: 'Returns only keys with at least one of these scopes, separated by commas.',
        minItems: 1,
        maxItems: scopes.length,
        uniqueItems: true,
        examples: [['keys:admin']]
      })
    },
    active: flag('Whether the key is valid now: it has begun, and is neither expired nor revoked.')
  },
  where: (q: Filters) => [
    isOneOf(k('audience'), q.audience, 'key_audience'),
    q.scope && sql`${k('scopes')} && ${[...q.scope]}::text[]`,
    q.active === undefined ? undefined : sql`${valid} = ${q.active}`
  ]
})
