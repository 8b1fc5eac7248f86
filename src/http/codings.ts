// Content codings (RFC 9110 8.4): negotiation and compressors.
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import Negotiator from 'negotiator'

export const compressors = {
  zstd: promisify(zlib.zstdCompress),
  br: (bytes: Buffer) =>
    promisify(zlib.brotliCompress)(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: promisify(zlib.gzip)
} as const
/** Encoders for streamed responses. Low levels, because speed matters more than size. */
export const encoders = {
  zstd: () => zlib.createZstdCompress({ params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } }),
  br: () => zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 2 } }),
  gzip: () => zlib.createGzip({ level: 3 })
} as const
const codings = ['zstd', 'br', 'gzip'] as const
// The option `preferred` exists since negotiator 1.0, but not in the published types.
type EncodingNegotiator = Negotiator & {
  encoding(available: string[], options: { preferred: string[] }): string | undefined
}

export type Coding = (typeof codings)[number]

const cachedCodings = new Map<string, Coding | undefined>()
/** Limit of cached Accept-Encoding values, far above the number that real clients use, and of their length. */
const MAX_CACHED = 1_000
const MAX_CACHED_LENGTH = 200

/** Returns the supported content coding that the client prefers; undefined for no compression. */
export function codingOf(header: string | string[] | undefined): Coding | undefined {
  const accepted = String(header ?? '')
  if (accepted === '') return undefined
  if (cachedCodings.has(accepted)) return cachedCodings.get(accepted)
  // The types require a whole request, but only the headers are read.
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } } as never) as EncodingNegotiator
  const name = negotiator.encoding([...codings, 'identity'], { preferred: [...codings] })
  const coding = codings.find((each) => each === name)
  if (accepted.length > MAX_CACHED_LENGTH) return coding
  if (cachedCodings.size >= MAX_CACHED) cachedCodings.clear()
  cachedCodings.set(accepted, coding)
  return coding
}
