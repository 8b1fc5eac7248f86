// Receipts: compact JWS (RFC 7515) with Ed25519, by keys that the registry makes itself. The library is loaded when the first one is asked for.
import type { JWTPayload } from 'jose'

/** By its full name (RFC 9864): `EdDSA` alone does not tell the curve, and verifiers begin to refuse it. */
const ALGORITHM = 'Ed25519'
/** So that a receipt is never taken for another kind of token (RFC 8725 3.11). */
const TYPE = 'membership-check+jwt'

export interface PublicKey {
  /** Thumbprint of the key (RFC 7638). */
  kid: string
  public_key: Buffer
}

export interface PrivateKey extends PublicKey {
  private_key: Buffer
}

/** What stands in the set of public keys (RFC 7517, RFC 8037). */
export const jwkOf = ({ kid, public_key }: PublicKey) =>
  ({ kty: 'OKP', crv: 'Ed25519', x: public_key.toString('base64url'), kid, alg: ALGORITHM, use: 'sig' }) as const

/** A new key, from the random numbers of the system. */
export async function generateKey(): Promise<PrivateKey> {
  const { generateKeyPair, exportJWK, calculateJwkThumbprint } = await import('jose')
  const jwk = await exportJWK((await generateKeyPair(ALGORITHM, { extractable: true })).privateKey)
  const bytes = (text: string | undefined) => Buffer.from(text as string, 'base64url')
  return { kid: await calculateJwkThumbprint(jwk), public_key: bytes(jwk.x), private_key: bytes(jwk.d) }
}

/** Signs a statement; returns the compact JWS. */
export async function sign(key: PrivateKey, claims: JWTPayload): Promise<string> {
  const { importJWK, SignJWT } = await import('jose')
  const { kid } = key
  const secret = await importJWK({ ...jwkOf(key), d: key.private_key.toString('base64url') })
  return new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid }).sign(secret)
}
