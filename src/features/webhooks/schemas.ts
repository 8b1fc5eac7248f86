import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Id, Int, Moment, Str, stamps, Url } from '../../contract/schemas.ts'
import { type Term, term } from '../../records/vocabulary.ts'
import { applicationState } from '../applications/vocabularies.ts'
import { subjectId, subjectType } from '../audit/schemas.ts'
import { Change } from '../changes/schemas.ts'
import { webhookDeliveryStatus, webhookDisabling, webhookEndpointStatus, webhookFailure } from './vocabularies.ts'

/** Longest time for which the previous secret still signs after a rotation. */
export const MAX_GRACE_SECONDS = 7 * 86_400
const DAY_SECONDS = 86_400

const url = Url(
  'Address of the receiver: https, port 443, on a publicly reachable host.',
  'https://portal.example.org/konwent/webhooks'
)
const description = Nullable(
  Str('Purpose of the endpoint. Null if not specified.', 'Lista członków na stronie głównej', { maxLength: 200 })
)
const types = Nullable(
  Type.Array(
    Type.String({
      minLength: 1,
      maxLength: 100,
      pattern: '^[a-z_]+([.][a-z_]+)?$',
      description: 'A record type (`organisation`) or a kind of change (`organisation.merged`).',
      examples: ['organisation']
    }),
    {
      description:
        'Types of changes to send, as in `types` of the change feed, and `application` for the applications that the ' +
        'holder has sent. Null for all of them.',
      minItems: 1,
      maxItems: 50,
      uniqueItems: true
    }
  ),
  { examples: [['organisation', 'membership.ended']] }
)

export const WebhookEndpoint = record(
  'WebhookEndpoint',
  'An address of a key holder that receives changes as webhooks.',
  {
    id: Id(),
    owner: Str('Holder of the key that created the endpoint.', 'Portal CUS Bełżyce', { maxLength: 200 }),
    url,
    description,
    types,
    status: term(
      webhookEndpointStatus,
      'Status: events are sent (`active`), only collected (`paused`), or neither (`disabled`).',
      'active'
    ),
    disabled_because: Nullable(
      term(webhookDisabling, 'Reason why the registry disabled the endpoint. Null if it is not disabled.', 'gone'),
      { examples: [null] }
    ),
    failing_since: Nullable(
      Moment('Time since which all attempts have failed, UTC. Null if the last attempt succeeded.'),
      { examples: [null] }
    ),
    pending: Int('Number of events that wait to be sent.', 0),
    secret: Nullable(
      Type.String({
        minLength: 50,
        maxLength: 50,
        pattern: '^whsec_[0-9A-Za-z+/]{43}=$',
        description:
          'Secret to verify the signatures of events. Only the response that creates the secret contains it; null in ' +
          'all others.'
      }),
      { examples: [null] }
    ),
    secret_rotated_at: Nullable(Moment('Time of the last rotation of the secret, UTC. Null if there was none.'), {
      examples: [null]
    }),
    previous_secret_until: Nullable(
      Moment('Time until which the previous secret also signs events, UTC. Null if it no longer signs.'),
      { examples: [null] }
    ),
    created_at: Moment('Time at which the record was created, UTC.'),
    ...stamps
  }
)

const body = <P extends Record<string, TSchema>>($id: string, text: string, properties: P) =>
  Object.assign(record($id, text, properties), { additionalProperties: false })

export const WebhookEndpointPrototype = body('WebhookEndpointPrototype', 'A webhook endpoint to create.', {
  url,
  description: Type.Optional(description),
  types: Type.Optional(types)
})

export const WebhookEndpointPatch = body(
  'WebhookEndpointPatch',
  'Changes of a webhook endpoint (RFC 7396). Omitted properties stay unchanged; null clears a property.',
  {
    url: Type.Optional(url),
    description: Type.Optional(description),
    types: Type.Optional(types)
  }
)

export const WebhookRotation = body(
  'WebhookRotation',
  'Options for the rotation of the secret of a webhook endpoint.',
  {
    grace_seconds: Type.Optional(
      Int('Number of seconds for which the old secret also signs events, at most seven days.', DAY_SECONDS, {
        maximum: MAX_GRACE_SECONDS,
        default: DAY_SECONDS
      })
    )
  }
)

export const WebhookReplay = body('WebhookReplay', 'The position from which changes are sent again.', {
  after: Type.Optional({
    ...Change.properties.cursor,
    description:
      'Position after which to start: the `cursor` of an event, of a change or of a snapshot. Default: the beginning ' +
      'of the change log.'
  })
})

export type WebhookEndpointPrototype = Static<typeof WebhookEndpointPrototype>
export type WebhookEndpointPatch = Static<typeof WebhookEndpointPatch>
export type WebhookRotation = Static<typeof WebhookRotation>
export type WebhookReplay = Static<typeof WebhookReplay>

const WebhookEndpointSummary = record('WebhookEndpointSummary', 'A reference to a webhook endpoint.', {
  id: Id(),
  url
})

const eventType = {
  ...Change.properties.type,
  description: 'Type of the event: the type of the change, `application.…` or `webhook_endpoint.tested`.'
}

export const WebhookDelivery = record(
  'WebhookDelivery',
  'The delivery of one event to one webhook endpoint. It is stored for 30 days.',
  {
    id: Id(),
    endpoint: Ref(WebhookEndpointSummary),
    event_id: Id('Identifier of the event: the id of the change, and the `webhook-id` of every attempt.'),
    type: Nullable(eventType, {
      description: `${eventType.description} Null if the change was removed from the change log.`
    }),
    subject_type: Nullable(subjectType, {
      description: 'Type of the record that changed. Null for a test event.'
    }),
    subject_id: Nullable(subjectId, {
      description: 'Id of the record that changed, or its code if it has no id. Null for a test event.'
    }),
    status: term(webhookDeliveryStatus, 'Status of the delivery: pending, delivered or failed.', 'delivered'),
    attempts: Int('Number of completed attempts since the delivery was created or last requested again.', 1),
    next_attempt_at: Nullable(
      Moment(
        'Time of the next attempt, UTC. It is later if the endpoint is paused or has sent Retry-After. Null if no ' +
          'attempt will follow.'
      ),
      { examples: [null] }
    ),
    attempted_at: Nullable(Moment('Time at which the last attempt ended, UTC. Null before the first attempt.')),
    response_status: Nullable(
      Int('HTTP status code of the last response. Null if there was no response.', 204, { minimum: 100, maximum: 999 })
    ),
    failure: Nullable(
      term(webhookFailure, 'Cause of the failure of the last attempt. Null if it did not fail.', 'timeout'),
      { examples: [null] }
    ),
    created_at: Moment('Time at which the delivery was created, UTC.')
  }
)

const { seq, id, cursor, op, subject, version, fields, successor } = Change.properties

export const WebhookChangeData = record(
  'WebhookChangeData',
  'A change as in the change feed, without the record. It contains no personal data.',
  {
    seq,
    id: { ...id, description: 'Stable identifier of the change, the same as `webhook-id`.' },
    cursor: {
      ...cursor,
      description: 'Position after this change. The change feed and a replay can continue from it.'
    },
    op,
    subject,
    version,
    fields,
    successor
  }
)

export const WebhookChangeEvent = record(
  'WebhookChangeEvent',
  'The event that is sent when a public record has changed (Standard Webhooks 1.0).',
  {
    type: Change.properties.type,
    timestamp: Change.properties.occurred_at,
    data: Ref(WebhookChangeData)
  }
)
export type WebhookChangeEvent = Static<typeof WebhookChangeEvent>

const WebhookApplicationData = record('WebhookApplicationData', 'An application and its new state, and nothing else.', {
  id: Id('Id of the application, as in its receipt.'),
  state: term(applicationState, 'New state of the application.', 'confirmed')
})

export const WebhookApplicationEvent = record(
  'WebhookApplicationEvent',
  'The event that is sent when the state of an application has changed.',
  {
    type: Type.Unsafe<`application.${Term<typeof applicationState>}`>({
      type: 'string',
      minLength: 1,
      maxLength: 100,
      pattern: '^application[.](confirmed|taken_over|refused|lapsed)$',
      description: '`application.` and the new state.',
      examples: ['application.confirmed']
    }),
    timestamp: Moment('Time at which the application got the state, UTC.'),
    data: Ref(WebhookApplicationData)
  }
)
export type WebhookApplicationEvent = Static<typeof WebhookApplicationEvent>

const WebhookTestData = record('WebhookTestData', 'The webhook endpoint that is tested.', {
  id: Id('Id of the webhook endpoint.'),
  href: Str('Address of the endpoint.', '/v1/webhook-endpoints/01993a5e-7c00-7000-8000-000000000001', {
    format: 'uri-reference',
    pattern: '^(https?://[^/]+)?/v1/[^ ]+$'
  })
})

export const WebhookTestEvent = record(
  'WebhookTestEvent',
  'The event that is sent when a test of a webhook endpoint is requested.',
  {
    type: Type.Unsafe<string>({
      type: 'string',
      minLength: 1,
      maxLength: 100,
      pattern: '^webhook_endpoint[.]tested$',
      description: 'Always `webhook_endpoint.tested`.',
      examples: ['webhook_endpoint.tested']
    }),
    timestamp: Moment('Time at which the test was requested, UTC.'),
    data: Ref(WebhookTestData)
  }
)
export type WebhookTestEvent = Static<typeof WebhookTestEvent>
