import type { IncomingMessage } from 'node:http'

/** Returns the values of all fields with this lower-case name. Node's `headers` has only the first of some headers. */
export const fieldsOf = ({ rawHeaders }: IncomingMessage, name: string): string[] =>
  rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name)
