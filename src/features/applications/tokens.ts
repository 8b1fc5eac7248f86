// The tokens of an application: one reads its state, the other confirms it once. Only their SHA-256 is stored.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Tx } from '../../db/connect.ts'

/** The prefixes let secret scanners and people tell the tokens apart. */
const PREFIXES = { status: 'kzs_', confirmation: 'kzp_' } as const
export type Purpose = keyof typeof PREFIXES

const SECRET_BYTES = 32
export const tokenPattern = (purpose: Purpose): string => `^${PREFIXES[purpose]}[A-Za-z0-9_-]{43}$`
export const TOKEN_LENGTH = 47

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * Returns the tokens of an application. With an Idempotency-Key they are derived from it and a secret of the registry,
 * so that a repeated request gets the same ones although they are not stored. Without one they are random.
 */
export async function tokensOf(
  tx: Tx,
  id: string,
  idempotencyKey: string | undefined
): Promise<Record<Purpose, string>> {
  const { cursor_key: secret } = await tx.selectFrom('instance').select('cursor_key').executeTakeFirstOrThrow()
  const token = (purpose: Purpose): string => {
    const bytes =
      idempotencyKey === undefined
        ? randomBytes(SECRET_BYTES)
        : createHmac('sha256', secret)
            .update(JSON.stringify(['application', purpose, id, idempotencyKey]))
            .digest()
    return PREFIXES[purpose] + bytes.toString('base64url')
  }
  return { status: token('status'), confirmation: token('confirmation') }
}
