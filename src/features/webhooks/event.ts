// What is sent: a thin event, the same however often it is sent, and the headers that prove where it comes from (Standard Webhooks 1.0).
import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Resource } from '../../records/define.ts'
import { feedCursor } from '../changes/cursor.ts'
import { hrefs } from '../changes/page.ts'
import type { ChangeRow } from '../changes/queries.ts'
import type { WebhookChangeEvent, WebhookTestEvent } from './schemas.ts'

/** A change as the journal has it; who asked for it stays here. */
export type WebhookChange = Omit<ChangeRow, 'id' | 'request_id'>

/** What events are made with: the key and the epoch of the feed's cursors, and what goes before the path of a link. */
export interface Making {
  cursor_key: Buffer
  epoch: string
  baseUrl: string
  resources: ReadonlyMap<string, Resource>
}

export const TESTED = 'webhook_endpoint.tested'

/** The event of a change, as JSON. */
export function changeEvent(
  id: string,
  { type, occurred_at: timestamp, subject_type, subject_id, successor_id, ...change }: WebhookChange,
  making: Making
): string {
  const href = hrefs(making.resources, making.baseUrl, subject_type)
  const { seq, op, version, fields } = change
  const event: WebhookChangeEvent = {
    type,
    timestamp,
    data: {
      seq,
      id,
      cursor: feedCursor(making.cursor_key, making.epoch, { seq, id }),
      op,
      subject: { type: subject_type, id: subject_id, href: href(subject_id) },
      version,
      fields,
      successor: successor_id === null ? null : { id: successor_id, href: href(successor_id) }
    }
  }
  return JSON.stringify(event)
}

/** The event that only shows that an endpoint works, as JSON. */
export function testEvent(endpoint: string, timestamp: string, { baseUrl }: Pick<Making, 'baseUrl'>): string {
  const event: WebhookTestEvent = {
    type: TESTED,
    timestamp,
    data: { id: endpoint, href: `${baseUrl}/v1/webhook-endpoints/${endpoint}` }
  }
  return JSON.stringify(event)
}

const SECRET_BYTES = 32

export const generateSecret = (): Buffer => randomBytes(SECRET_BYTES)
/** A secret as receivers are told it. */
export const secretText = (secret: Buffer): string => `whsec_${secret.toString('base64')}`

/** The headers of one attempt: signed at its own time, once with each secret. */
export function signedHeaders(id: string, body: string, secrets: readonly Buffer[], at: Date): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secretText(secret)).sign(id, at, body)).join(' ')
  }
}
