// Signs receipts: compact JWS (RFC 7515) with Ed25519. The registry generates the keys itself. The library is loaded
// on first use.
import type { JWTPayload } from 'jose'

/** Fully specified name (RFC 9864): `EdDSA` does not name the curve and is deprecated. */
const ALGORITHM = 'Ed25519'
/** Explicit type, so that no verifier accepts a receipt as another kind of token (RFC 8725, 3.11). */
const TYPE = 'membership-check+jwt'

export interface PublicKey {
  /** Thumbprint of the key (RFC 7638). */
  kid: string
  public_key: Buffer
}

export interface PrivateKey extends PublicKey {
  private_key: Buffer
}

/** Returns the entry of the JWK Set for a public key (RFC 7517, RFC 8037). */
export const jwkOf = ({ kid, public_key }: PublicKey) =>
  ({ kty: 'OKP', crv: 'Ed25519', x: public_key.toString('base64url'), kid, alg: ALGORITHM, use: 'sig' }) as const

/** Generates a key pair. */
export async function generateKey(): Promise<PrivateKey> {
  const { generateKeyPair, exportJWK, calculateJwkThumbprint } = await import('jose')
  const jwk = await exportJWK((await generateKeyPair(ALGORITHM, { extractable: true })).privateKey)
  const decode = (text: string | undefined) => Buffer.from(text as string, 'base64url')
  return { kid: await calculateJwkThumbprint(jwk), public_key: decode(jwk.x), private_key: decode(jwk.d) }
}

/** Signs the claims and returns the compact JWS. */
export async function sign(key: PrivateKey, claims: JWTPayload): Promise<string> {
  const { importJWK, SignJWT } = await import('jose')
  const { kid } = key
  const secret = await importJWK({ ...jwkOf(key), d: key.private_key.toString('base64url') })
  return new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid }).sign(secret)
}
