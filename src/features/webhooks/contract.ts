// The section `webhooks` of the contract: the requests to receivers, and the responses that receivers should send.
import type { TSchema } from '@sinclair/typebox'
import { exampleOf } from '../../contract/components.ts'
import { webhookEndpoints } from './resources.ts'
import { WebhookApplicationEvent, WebhookChangeEvent, WebhookTestEvent } from './schemas.ts'

const header = (name: string, description: string, schema: object, example: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string', minLength: 1, ...schema },
  example
})

const parameters = [
  header(
    'Webhook-Id',
    'Identifier of the event. It is the same in every attempt, so that a receiver can deduplicate events.',
    { maxLength: 36, pattern: '^[0-9a-f-]{36}$' },
    '01993a5e-7c00-7000-8000-000000000001'
  ),
  header(
    'Webhook-Timestamp',
    'Time at which this attempt was signed, in seconds since 1970-01-01 00:00 UTC.',
    { maxLength: 20, pattern: '^[0-9]+$' },
    '1763715600'
  ),
  header(
    'Webhook-Signature',
    'Signatures over id, timestamp and body, separated by spaces: one for each valid secret. It is enough if one of ' +
      'them matches.',
    { maxLength: 200, pattern: '^v1,[0-9A-Za-z+/=]+( v1,[0-9A-Za-z+/=]+)*$' },
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
  )
]

const responses = {
  200: { description: 'Any 2xx response means that the event was accepted. The body is ignored.' },
  410: {
    description: 'The receiver no longer exists. The endpoint is disabled; nothing is sent until it is resumed.'
  },
  default: {
    description:
      'Any other response, a redirect, or no response within 15 seconds means that the event was not accepted. It is ' +
      'sent up to ten times within about 75 hours, and not before the time in Retry-After.'
  }
}

const sent = (operationId: string, summary: string, description: string, schema: TSchema) => ({
  post: {
    tags: [webhookEndpoints.path],
    operationId,
    summary,
    description,
    security: [{}],
    parameters,
    requestBody: {
      description: schema.description,
      required: true,
      content: {
        'application/json': {
          schema: { $ref: `#/components/schemas/${schema.$id}` },
          examples: { event: { summary, value: exampleOf(schema) } }
        }
      }
    },
    responses
  }
})

export const webhooks = {
  change: sent(
    'send_change_event',
    'A public record has changed',
    'Sent at least once after the change is committed, to every endpoint whose `types` include it. Events can arrive ' +
      'in any order; `version` and `seq` show the true order.',
    WebhookChangeEvent
  ),
  application: sent(
    'send_application_event',
    'The state of an application has changed',
    'Sent when an application was confirmed, taken over, refused or has lapsed, only to endpoints of the holder that ' +
      'sent it. It has the id and the state. Events can arrive in any order; the status token shows the present state.',
    WebhookApplicationEvent
  ),
  test: sent(
    'send_test_event',
    'A test of the endpoint was requested',
    'Sent when a test of the endpoint was requested. It contains no data of the registry.',
    WebhookTestEvent
  )
}
