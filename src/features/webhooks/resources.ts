// The resources of webhook endpoints and deliveries. Key holders see their own, admins see all.
import { type RawBuilder, sql } from 'kysely'
import { Id } from '../../contract/schemas.ts'
import type { Caller } from '../../http/access.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource } from '../../records/define.ts'
import { idOnly, oneOf } from '../../records/references.ts'
import { isOneOf, object } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { WebhookDelivery, WebhookEndpoint } from './schemas.ts'
import { TEST_EVENT_TYPE } from './sending/event.ts'
import { webhookDeliveryStatus, webhookEndpointStatus, webhookFailure } from './vocabularies.ts'

export const NEEDS_WEBHOOKS =
  'Requires a key with the scope `webhooks`. The key gives access to everything that any key of the same holder ' +
  'created; with `keys:admin`, also to everything of other holders.'

const e = columnsOf('webhook_endpoint', 'e')
const k = columnsOf('api_key', 'k')
const t = columnsOf('webhook_trouble', 't')
const d = columnsOf('webhook_delivery', 'd')
const c = columnsOf('change', 'c')

/** Condition that the endpoint belongs to the caller's holder. `k` is the key that created it. Admins match all. */
export const ownedBy = (caller: Caller): RawBuilder<boolean> =>
  caller.scopes.includes('keys:admin')
    ? sql`true`
    : sql`(${k('owner')} = ${caller.owner} and ${k('audience')} = ${caller.audience}::key_audience)`

export const webhookEndpoints = defineResource({
  name: 'webhook_endpoint',
  path: 'webhook-endpoints',
  label: { pl: 'odbiorca webhooków', en: 'webhook endpoint' },
  texts: {
    list: {
      operationId: 'list_webhook_endpoints',
      summary: 'List webhook endpoints',
      description: `Webhook endpoints, without their secrets. ${NEEDS_WEBHOOKS}`
    },
    record: {
      operationId: 'get_webhook_endpoint',
      summary: 'Get one webhook endpoint',
      description: `One webhook endpoint by its id, without its secret. ${NEEDS_WEBHOOKS}`
    }
  },
  record: WebhookEndpoint,
  access: 'webhooks',
  parameter: 'webhook_endpoint',
  identifier: idOnly('Stable id of the webhook endpoint.'),
  ...e.keys('id'),
  from: sql`${e.table} join ${k.table} on ${k('id')} = ${e('api_key_id')}
    left join ${t.table} on ${t('endpoint_id')} = ${e('id')}`,
  reads: [],
  visibleTo: ownedBy,
  columns: {
    ...e.stamps(),
    ...e.pick('id', 'url', 'description', 'types', 'status', 'disabled_because'),
    owner: k('owner'),
    failing_since: t.moment('since'),
    pending: sql`(
      select count(*)::int from ${d.table} where ${d('endpoint_id')} = ${e('id')} and ${d('status')} = 'pending')`,
    secret: sql`null`,
    secret_rotated_at: e.moment('secret_rotated_at'),
    previous_secret_until: sql`
      case when ${e('previous_secret_until')} > now() then ${e.moment('previous_secret_until')} end`,
    created_at: e.moment('created_at')
  },
  sorts: {
    owner: k.alphabetical('owner'),
    created_at: e.sort('created_at', 'timestamptz'),
    updated_at: e.sort('updated_at', 'timestamptz')
  },
  defaultSort: '-created_at',
  filters: {
    status: oneOf(term(webhookEndpointStatus, 'Status of the endpoint.', 'disabled'), 'Status of the endpoint.', [
      'disabled'
    ])
  },
  where: (q: { status?: string[] }) => [isOneOf(e('status'), q.status, 'webhook_endpoint_status')]
})

export const webhookDeliveries = defineResource({
  name: 'webhook_delivery',
  path: 'webhook-deliveries',
  label: { pl: 'doręczenie webhooka', en: 'webhook delivery' },
  texts: {
    list: {
      operationId: 'list_webhook_deliveries',
      summary: 'List webhook deliveries',
      description: `Pending, delivered and failed deliveries of all endpoints. ${NEEDS_WEBHOOKS}`
    },
    record: {
      operationId: 'get_webhook_delivery',
      summary: 'Get one webhook delivery',
      description: `One delivery by its id. ${NEEDS_WEBHOOKS}`
    }
  },
  record: WebhookDelivery,
  access: 'webhooks',
  parameter: 'webhook_delivery',
  identifier: idOnly('Stable id of the delivery.'),
  identifiedBy: (id) => sql`${d('id')} = ${id}::uuid`,
  from: sql`${d.table} join ${e.table} on ${e('id')} = ${d('endpoint_id')}
    join ${k.table} on ${k('id')} = ${e('api_key_id')}
    left join ${c.table} on ${c('seq')} = ${d('change_seq')}`,
  reads: [],
  visibleTo: ownedBy,
  columns: {
    ...d.pick('id', 'event_id', 'status', 'attempts', 'response_status', 'failure'),
    endpoint: object(e.pick('id', 'url')),
    type: sql`case when ${d('application_id')} is not null then 'application.' || ${d('application_state')}
      when ${d('change_seq')} is null then ${TEST_EVENT_TYPE} else ${c('type')} end`,
    subject_type: sql`case when ${d('application_id')} is not null then 'application' else ${c('subject_type')} end`,
    subject_id: sql`coalesce(${d('application_id')}::text, ${c('subject_id')})`,
    next_attempt_at: sql`case when ${d('status')} = 'pending' then ${d.moment('due_at')} end`,
    attempted_at: d.moment('attempted_at'),
    created_at: d.moment('created_at')
  },
  id: d.sort('id', 'uuid'),
  // The ids are UUIDv7, so their order is the order of creation.
  sorts: { created_at: d.sort('id', 'uuid') },
  defaultSort: '-created_at',
  filters: {
    endpoint: oneOf(Id('Id of a webhook endpoint.'), 'Endpoint of the delivery.', [
      '01993a5e-7c00-7000-8000-000000000001'
    ]),
    status: oneOf(term(webhookDeliveryStatus, 'Status of the delivery.', 'failed'), 'Status of the delivery.', [
      'failed'
    ]),
    failure: oneOf(term(webhookFailure, 'Cause of a failed attempt.', 'timeout'), 'Cause of the last failed attempt.', [
      'timeout'
    ]),
    event: oneOf(Id('Id of a webhook event.'), 'Id of the event, which is its `webhook-id`.', [
      '01993a5e-7c00-7000-8000-000000000001'
    ])
  },
  where: (q: { endpoint?: string[]; status?: string[]; failure?: string[]; event?: string[] }) => [
    isOneOf(d('endpoint_id'), q.endpoint, 'uuid'),
    isOneOf(d('status'), q.status, 'webhook_delivery_status'),
    isOneOf(d('failure'), q.failure, 'webhook_failure'),
    isOneOf(d('event_id'), q.event, 'uuid')
  ]
})
