// The text of an API key: a prefix that secret scanners recognise, 32 random characters, and a checksum. The checksum
// detects mistyped keys without a query. Only the SHA-256 of a key is stored.
import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const PREFIX = 'csk_live_'
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const SECRET_LENGTH = 32
const CHECKSUM_LENGTH = 6
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`)
// Long enough to distinguish the keys of one holder; 165 bits stay secret.
const HINT_LENGTH = PREFIX.length + 4

/** Returns a new key with 190 random bits. */
export function generateApiKey(): string {
  // randomInt() has no modulo bias.
  const text = PREFIX + Array.from({ length: SECRET_LENGTH }, () => DIGITS[randomInt(DIGITS.length)]).join('')
  return text + checksumOf(text)
}

/** Whether a text has the shape and the checksum of a key. The key need not exist. */
export function isApiKey(text: string): boolean {
  return SHAPE.test(text) && text.slice(-CHECKSUM_LENGTH) === checksumOf(text.slice(0, -CHECKSUM_LENGTH))
}

/** Returns the key in an Authorization header (RFC 6750 2.1); undefined if there is none or it is malformed. */
export function readAuthorization(header: string): string | undefined {
  const [, token] = /^Bearer +([^ ]+) *$/i.exec(header) ?? []
  return token !== undefined && isApiKey(token) ? token : undefined
}

/** Returns the stored hash of a key. Salt or a slow hash would add nothing, because nobody can guess a random key. */
export const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** Returns the first characters of a key, by which people recognise it in a list. */
export const hintOf = (key: string): string => key.slice(0, HINT_LENGTH)

/** Returns the CRC-32 in base 62. It always fits in six digits. */
function checksumOf(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = DIGITS[rest % DIGITS.length] + digits
    rest = Math.floor(rest / DIGITS.length)
  }
  return digits
}
