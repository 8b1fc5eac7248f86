// The section `webhooks` of the contract: what receivers are sent, and what they should answer.
import type { TSchema } from '@sinclair/typebox'
import { exampleOf } from '../../contract/components.ts'
import { webhookEndpoints } from './resources.ts'
import { WebhookChangeEvent, WebhookTestEvent } from './schemas.ts'

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
    'Identifier of the event, the same however often it is sent: what has come before can be told by it.',
    { maxLength: 36, pattern: '^[0-9a-f-]{36}$' },
    '01993a5e-7c00-7000-8000-000000000001'
  ),
  header(
    'Webhook-Timestamp',
    'Seconds since 1970 at which this attempt was signed.',
    { maxLength: 20, pattern: '^[0-9]+$' },
    '1763715600'
  ),
  header(
    'Webhook-Signature',
    'Signatures of id, timestamp and body, separated by blanks: one for each secret that is in force. One that ' +
      'fits is enough.',
    { maxLength: 200, pattern: '^v1,[0-9A-Za-z+/=]+( v1,[0-9A-Za-z+/=]+)*$' },
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
  )
]

const responses = {
  200: { description: 'Any answer of 2xx says that the event was taken; the body is not looked at.' },
  410: {
    description:
      'There is no receiver any more: the endpoint is disabled, and nothing is sent there until it is resumed.'
  },
  default: {
    description:
      'Any other answer, a redirect, or none within 15 seconds says that the event was not taken: it is sent ' +
      'again, ten times over about 75 hours, and not before Retry-After.'
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
    'Sent after the change is committed, at least once, to every endpoint that wants to hear of its type. The ' +
      'order in which events arrive is not promised: `version` and `seq` tell it.',
    WebhookChangeEvent
  ),
  test: sent(
    'send_test_event',
    'Somebody asked for a test',
    'Sent when a test of the endpoint was asked for. It says nothing of the registry.',
    WebhookTestEvent
  )
}
