// The text of an API key: a prefix that secret scanners know again, 32 random characters, and a checksum that tells a mistyped key
// without asking the database. Only the SHA-256 of it is ever kept.
import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const PREFIX = 'csk_live_'
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const SECRET = 32
const CHECKSUM = 6
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET + CHECKSUM}}$`)
// As much as tells two keys of one owner apart, and leaves 165 bits unknown.
const HINT = PREFIX.length + 4

/** A new key: 190 bits of the system's random source. */
export function generateApiKey(): string {
  // randomInt draws again rather than favour the first digits.
  const text = PREFIX + Array.from({ length: SECRET }, () => DIGITS[randomInt(DIGITS.length)]).join('')
  return text + checksumOf(text)
}

/** Whether a text has the shape and the checksum of a key; says nothing of whether the key exists. */
export function isApiKey(text: string): boolean {
  return SHAPE.test(text) && text.slice(-CHECKSUM) === checksumOf(text.slice(0, -CHECKSUM))
}

/** The key of an Authorization header (RFC 6750 2.1); undefined when it holds none that could exist. */
export function readAuthorization(header: string): string | undefined {
  const [, token] = /^Bearer +([^ ]+) *$/i.exec(header) ?? []
  return token !== undefined && isApiKey(token) ? token : undefined
}

/** What is kept of a key. It has far too many bits to be guessed, so a slow or salted hash would protect nothing more. */
export const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** The first characters, by which people recognise a key in a list. */
export const hintOf = (key: string): string => key.slice(0, HINT)

/** CRC-32 in base 62, which six digits always hold. */
function checksumOf(text: string): string {
  let rest = crc32(text)
  let digits = ''
  for (let i = 0; i < CHECKSUM; i++) {
    digits = DIGITS[rest % DIGITS.length] + digits
    rest = Math.floor(rest / DIGITS.length)
  }
  return digits
}
