// The body of an event, which is the same in every attempt, and the headers that prove its origin (Standard Webhooks
// 1.0).
import { createSecretKey, randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Resource } from '../../../records/define.ts'
import { feedCursors } from '../../changes/cursor.ts'
import { hrefs } from '../../changes/page.ts'
import type { ChangeRow } from '../../changes/queries.ts'
import type { WebhookApplicationEvent, WebhookChangeEvent, WebhookTestEvent } from '../schemas.ts'

/** A row of the change log without the id of the request, which is not sent to receivers. */
export type WebhookChange = Omit<ChangeRow, 'id' | 'request_id'>

/** Values needed to build events: key and epoch of the feed's cursors, and the base URL of links. */
export interface EventContext {
  cursor_key: Buffer
  epoch: string
  baseUrl: string
  resources: ReadonlyMap<string, Resource>
}

export const TEST_EVENT_TYPE = 'webhook_endpoint.tested'

/** Returns the event of a change as JSON. */
export function changeEvent(
  id: string,
  { type, occurred_at: timestamp, subject_type, subject_id, successor_id, ...change }: WebhookChange,
  context: EventContext
): string {
  const href = hrefs(context.resources, context.baseUrl, subject_type)
  const { seq, op, version, fields } = change
  const event: WebhookChangeEvent = {
    type,
    timestamp,
    data: {
      seq,
      id,
      cursor: feedCursors(createSecretKey(context.cursor_key), context.epoch)({ seq, id }),
      op,
      subject: { type: subject_type, id: subject_id, href: href(subject_id) },
      version,
      fields,
      successor: successor_id === null ? null : { id: successor_id, href: href(successor_id) }
    }
  }
  return JSON.stringify(event)
}

/** The content of an event about an application. */
export type ApplicationEvent = WebhookApplicationEvent['data']

/** Returns the event of an application as JSON. `timestamp` is the time at which it got the state. */
export function applicationEvent({ id, state }: ApplicationEvent, timestamp: string): string {
  const event: WebhookApplicationEvent = { type: `application.${state}`, timestamp, data: { id, state } }
  return JSON.stringify(event)
}

/** Returns the test event of an endpoint as JSON. */
export function testEvent(endpoint: string, timestamp: string, { baseUrl }: Pick<EventContext, 'baseUrl'>): string {
  const event: WebhookTestEvent = {
    type: TEST_EVENT_TYPE,
    timestamp,
    data: { id: endpoint, href: `${baseUrl}/v1/webhook-endpoints/${endpoint}` }
  }
  return JSON.stringify(event)
}

const SECRET_BYTES = 32

export const generateSecret = (): Buffer => randomBytes(SECRET_BYTES)
/** Returns a secret in the form in which receivers get it. */
export const secretText = (secret: Buffer): string => `whsec_${secret.toString('base64')}`

/** Returns the headers of one attempt, signed at `at` with each secret. */
export function signedHeaders(id: string, body: string, secrets: readonly Buffer[], at: Date): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secretText(secret)).sign(id, at, body)).join(' ')
  }
}
