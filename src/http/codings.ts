// Content codings (RFC 9110 8.4): which the client likes best, and how they are made.
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import Negotiator from 'negotiator'

export const compressors = {
  zstd: promisify(zlib.zstdCompress),
  br: (bytes: Buffer) =>
    promisify(zlib.brotliCompress)(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: promisify(zlib.gzip)
} as const
/** For bytes that come one after the other: quick rather than small, since somebody waits for every one of them. */
export const encoders = {
  zstd: () => zlib.createZstdCompress({ params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } }),
  br: () => zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 2 } }),
  gzip: () => zlib.createGzip({ level: 3 })
} as const
const codings = ['zstd', 'br', 'gzip'] as const
// Since 1.0 the order of preference is an option; the published types do not have it yet.
type EncodingNegotiator = Negotiator & {
  encoding(available: string[], options: { preferred: string[] }): string | undefined
}

export type Coding = (typeof codings)[number]

const chosen = new Map<string, Coding | undefined>()
/** More ways of asking for codings than clients have. */
const MANY = 1_000

/** The content coding that the client likes best of those there are; undefined for none. */
export function codingOf(header: string | string[] | undefined): Coding | undefined {
  const accepted = String(header ?? '')
  if (accepted === '') return undefined
  if (chosen.has(accepted)) return chosen.get(accepted)
  // Its types want a whole request; it reads the headers alone, and `preferred` is missing in them.
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } } as never) as EncodingNegotiator
  const name = negotiator.encoding([...codings, 'identity'], { preferred: [...codings] })
  const coding = codings.find((each) => each === name)
  if (chosen.size >= MANY) chosen.clear()
  chosen.set(accepted, coding)
  return coding
}
