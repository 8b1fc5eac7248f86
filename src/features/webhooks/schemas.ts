import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { Nullable, Ref, record } from '../../contract/components.ts'
import { Id, Int, Moment, Str, stamps, Url } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { subjectId, subjectType } from '../audit/schemas.ts'
import { Change } from '../changes/schemas.ts'
import { webhookDeliveryStatus, webhookDisabling, webhookEndpointStatus, webhookFailure } from './vocabularies.ts'

/** Seconds for which the secret before a rotation may go on signing. */
export const MAX_GRACE = 7 * 86_400
const DAY = 86_400

const url = Url(
  'Address of the receiver: https, port 443, on a host that everybody can reach.',
  'https://portal.example.org/konwent/webhooks'
)
const description = Nullable(
  Str('What the endpoint is for; null when not told.', 'Lista członków na stronie głównej', { maxLength: 200 })
)
const types = Nullable(
  Type.Array(
    Type.String({
      minLength: 1,
      maxLength: 100,
      pattern: '^[a-z_]+([.][a-z_]+)?$',
      description: 'A type of records, or of changes.',
      examples: ['organisation']
    }),
    {
      description: 'Types of changes to be told of, as in `types` of the change feed; null for all.',
      minItems: 1,
      maxItems: 50,
      uniqueItems: true
    }
  ),
  { examples: [['organisation', 'membership.ended']] }
)

export const WebhookEndpoint = record('WebhookEndpoint', 'Where the holder of a key is told of changes.', {
  id: Id(),
  owner: Str('Who holds the key that the endpoint was made with.', 'Portal CUS Bełżyce', { maxLength: 200 }),
  url,
  description,
  types,
  status: term(webhookEndpointStatus, 'Whether events are sent, only collected, or neither.', 'active'),
  disabled_because: Nullable(
    term(webhookDisabling, 'Why the registry gave the endpoint up; null when it did not.', 'gone'),
    { examples: [null] }
  ),
  failing_since: Nullable(Moment('Since when no attempt has succeeded; null when the last one did.'), {
    examples: [null]
  }),
  pending: Int('Events that wait to be sent.', 0),
  secret: Nullable(
    Type.String({
      minLength: 50,
      maxLength: 50,
      pattern: '^whsec_[0-9A-Za-z+/]{43}=$',
      description: 'What proves that an event is ours. Shown in the one answer that made it, and null in every other.'
    }),
    { examples: [null] }
  ),
  secret_rotated_at: Nullable(Moment('When the secret was last replaced; null when it never was.'), {
    examples: [null]
  }),
  previous_secret_until: Nullable(
    Moment('Until when the secret before the last rotation signs as well; null when it does not.'),
    { examples: [null] }
  ),
  created_at: Moment('When the record was made, UTC.'),
  ...stamps
})

const body = <P extends Record<string, TSchema>>($id: string, text: string, properties: P) =>
  Object.assign(record($id, text, properties), { additionalProperties: false })

export const WebhookEndpointPrototype = body('WebhookEndpointPrototype', 'A webhook endpoint that is to be made.', {
  url,
  description: Type.Optional(description),
  types: Type.Optional(types)
})

export const WebhookEndpointPatch = body(
  'WebhookEndpointPatch',
  'What is to change of a webhook endpoint (RFC 7396): what is absent stays, null clears.',
  {
    url: Type.Optional(url),
    description: Type.Optional(description),
    types: Type.Optional(types)
  }
)

export const WebhookRotation = body(
  'WebhookRotation',
  'How the secret of a webhook endpoint is to be replaced by a new one.',
  {
    grace_seconds: Type.Optional(
      Int('Seconds for which the old secret signs as well, at most seven days; a day when absent.', DAY, {
        maximum: MAX_GRACE,
        default: DAY
      })
    )
  }
)

export const WebhookReplay = body('WebhookReplay', 'From where changes are to be sent again.', {
  after: Type.Optional({
    ...Change.properties.cursor,
    description:
      'Position after which to begin: the `cursor` of an event, of a change, or of a snapshot. The beginning ' +
      'of the journal when absent.'
  })
})

export type WebhookEndpointPrototype = Static<typeof WebhookEndpointPrototype>
export type WebhookEndpointPatch = Static<typeof WebhookEndpointPatch>
export type WebhookRotation = Static<typeof WebhookRotation>
export type WebhookReplay = Static<typeof WebhookReplay>

const WebhookEndpointSummary = record('WebhookEndpointSummary', 'A webhook endpoint, as its deliveries refer to it.', {
  id: Id(),
  url
})

const eventType = {
  ...Change.properties.type,
  description: 'Type of the event: that of the change, or `webhook_endpoint.tested`.'
}

export const WebhookDelivery = record(
  'WebhookDelivery',
  'An event that is to be sent to a webhook endpoint, or was; kept for 30 days.',
  {
    id: Id(),
    endpoint: Ref(WebhookEndpointSummary),
    event_id: Id('Identifier of the event, the `webhook-id` of every attempt: that of the change.'),
    type: Nullable(eventType, {
      description: `${eventType.description} Null when the journal has the change no more.`
    }),
    subject_type: Nullable(subjectType, {
      description: 'Type of the record that changed; null for an event that is a test.'
    }),
    subject_id: Nullable(subjectId, {
      description:
        'The record that changed, by its id, or its code where it has none; null for an event that is a test.'
    }),
    status: term(webhookDeliveryStatus, 'Whether it waits, was taken, or was given up.', 'delivered'),
    attempts: Int('Attempts that came to an end, since the last time it was asked for.', 1),
    next_attempt_at: Nullable(
      Moment(
        'When it is tried next, unless the endpoint is paused or asked to be left alone; null when it waits no more.'
      ),
      {
        examples: [null]
      }
    ),
    attempted_at: Nullable(Moment('When the last attempt ended; null before the first.')),
    response_status: Nullable(
      Int('HTTP status of the last answer; null when there was none.', 204, { minimum: 100, maximum: 999 })
    ),
    failure: Nullable(term(webhookFailure, 'Why the last attempt failed; null when it did not.', 'timeout'), {
      examples: [null]
    }),
    created_at: Moment('When the event was written down to be sent, UTC.')
  }
)

const { seq, id, cursor, op, subject, version, fields, successor } = Change.properties

export const WebhookChangeData = record(
  'WebhookChangeData',
  'A change as the change feed has it, without the record and without any personal value.',
  {
    seq,
    id: { ...id, description: 'Stable identifier of the change, the same as `webhook-id`.' },
    cursor: {
      ...cursor,
      description: 'Position after this change, from which the change feed and a replay can go on.'
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
  'What is sent when a public record has changed (Standard Webhooks 1.0).',
  {
    type: Change.properties.type,
    timestamp: Change.properties.occurred_at,
    data: Ref(WebhookChangeData)
  }
)
export type WebhookChangeEvent = Static<typeof WebhookChangeEvent>

const WebhookTestData = record('WebhookTestData', 'The endpoint that is tested.', {
  id: Id('Id of the endpoint.'),
  href: Str('Address of the endpoint.', '/v1/webhook-endpoints/01993a5e-7c00-7000-8000-000000000001', {
    format: 'uri-reference',
    pattern: '^(https?://[^/]+)?/v1/[^ ]+$'
  })
})

export const WebhookTestEvent = record(
  'WebhookTestEvent',
  'What is sent when somebody asks for a test of an endpoint.',
  {
    type: Type.Unsafe<string>({
      type: 'string',
      minLength: 1,
      maxLength: 100,
      pattern: '^webhook_endpoint[.]tested$',
      description: 'Always `webhook_endpoint.tested`.',
      examples: ['webhook_endpoint.tested']
    }),
    timestamp: Moment('When the test was asked for, UTC.'),
    data: Ref(WebhookTestData)
  }
)
export type WebhookTestEvent = Static<typeof WebhookTestEvent>
