// Webhook endpoints and deliveries as the API lists them: to each holder of keys his own, to admins all.
import { sql } from 'kysely'
import { Id } from '../../contract/schemas.ts'
import type { Caller } from '../../http/access.ts'
import { defineResource, type Sql } from '../../records/define.ts'
import { idOnly, oneOf } from '../../records/references.ts'
import { isOneOf, moment, object } from '../../records/sql.ts'
import { term } from '../vocabularies/terms.ts'
import { TESTED } from './event.ts'
import { WebhookDelivery, WebhookEndpoint } from './schemas.ts'

/** Endpoints of the same holder, whichever of his keys they were made with; `k` is that key. */
export const ownedBy = (caller: Caller): Sql =>
  caller.scopes.includes('keys:admin') ? sql`true` : sql`(k.owner = ${caller.owner} and k.audience = ${caller.audience}::key_audience)`

export const webhookEndpoints = defineResource({
  name: 'webhook_endpoint',
  path: 'webhook-endpoints',
  label: { pl: 'odbiorca webhooków', en: 'webhook endpoint' },
  record: WebhookEndpoint,
  access: 'webhooks',
  parameter: 'webhook_endpoint',
  identifier: idOnly('Stable id of the webhook endpoint.'),
  identifiedBy: (id) => sql`e.id = ${id}::uuid`,
  from: sql`webhook_endpoint e join api_key k on k.id = e.api_key_id left join webhook_trouble t on t.endpoint_id = e.id`,
  visibleTo: ownedBy,
  columns: {
    id: sql`e.id`,
    owner: sql`k.owner`,
    url: sql`e.url`,
    description: sql`e.description`,
    types: sql`e.types`,
    status: sql`e.status`,
    disabled_because: sql`e.disabled_because`,
    failing_since: moment('t.since'),
    pending: sql`(select count(*)::int from webhook_delivery d where d.endpoint_id = e.id and d.status = 'pending')`,
    secret: sql`null`,
    secret_rotated_at: moment('e.secret_rotated_at'),
    previous_secret_until: sql`case when e.previous_secret_until > now() then ${moment('e.previous_secret_until')} end`,
    created_at: moment('e.created_at'),
    version: sql`e.version`,
    updated_at: moment('e.updated_at')
  },
  id: { expression: sql`e.id`, type: 'uuid' },
  sorts: {
    owner: { expression: sql`k.owner collate "pl-x-icu"`, type: 'text' },
    created_at: { expression: sql`e.created_at`, type: 'timestamptz' },
    updated_at: { expression: sql`e.updated_at`, type: 'timestamptz' }
  },
  defaultSort: '-created_at',
  filters: { status: oneOf(term('webhook_endpoint_status', 'State.', 'disabled'), 'State of the endpoint.', ['disabled']) },
  where: (q: { status?: string[] }) => [isOneOf(sql`e.status`, q.status, 'webhook_endpoint_status')],
  updatedAt: sql`e.updated_at`
})

export const webhookDeliveries = defineResource({
  name: 'webhook_delivery',
  path: 'webhook-deliveries',
  label: { pl: 'doręczenie webhooka', en: 'webhook delivery' },
  record: WebhookDelivery,
  access: 'webhooks',
  parameter: 'webhook_delivery',
  identifier: idOnly('Stable id of the delivery.'),
  identifiedBy: (id) => sql`d.id = ${id}::uuid`,
  from: sql`webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id join api_key k on k.id = e.api_key_id left join change c on c.seq = d.change_seq`,
  visibleTo: ownedBy,
  columns: {
    id: sql`d.id`,
    endpoint: object({ id: sql`e.id`, url: sql`e.url` }),
    event_id: sql`d.event_id`,
    type: sql`case when d.change_seq is null then ${TESTED} else c.type end`,
    subject_type: sql`c.subject_type`,
    subject_id: sql`c.subject_id`,
    status: sql`d.status`,
    attempts: sql`d.attempts`,
    next_attempt_at: sql`case when d.status = 'pending' then ${moment('d.due_at')} end`,
    attempted_at: moment('d.attempted_at'),
    response_status: sql`d.response_status`,
    failure: sql`d.failure`,
    created_at: moment('d.created_at')
  },
  id: { expression: sql`d.id`, type: 'uuid' },
  // Their ids are in the order in which they were written down.
  sorts: { created_at: { expression: sql`d.id`, type: 'uuid' } },
  defaultSort: '-created_at',
  filters: {
    endpoint: oneOf(Id('Id of an endpoint.'), 'Endpoint that it is for.', ['01993a5e-7c00-7000-8000-000000000001']),
    status: oneOf(term('webhook_delivery_status', 'State.', 'failed'), 'State of the delivery.', ['failed']),
    failure: oneOf(term('webhook_failure', 'Failure.', 'timeout'), 'Why the last attempt failed.', ['timeout']),
    event: oneOf(Id('Id of an event.'), 'Event that is sent, the `webhook-id`.', ['01993a5e-7c00-7000-8000-000000000001'])
  },
  where: (q: { endpoint?: string[]; status?: string[]; failure?: string[]; event?: string[] }) => [
    isOneOf(sql`d.endpoint_id`, q.endpoint, 'uuid'),
    isOneOf(sql`d.status`, q.status, 'webhook_delivery_status'),
    isOneOf(sql`d.failure`, q.failure, 'webhook_failure'),
    isOneOf(sql`d.event_id`, q.event, 'uuid')
  ]
})
