import { type Logger, pino, stdSerializers } from 'pino'
import pretty from 'pino-pretty'

// Of an error only what says where it comes from: `detail` of a database error repeats values.
const err = (error: Error) => {
  const { type, message, stack } = stdSerializers.err(error)
  return { type, message, stack, code: (error as { code?: unknown }).code }
}

/** The log: for people on a terminal, JSON lines otherwise. It is given no query string, body, key or address of a client. */
export function createLogger(level: string): Logger {
  const options = { level, serializers: { err } }
  return process.stdout.isTTY ? pino(options, pretty({ sync: true, ignore: 'pid,hostname' })) : pino(options)
}
