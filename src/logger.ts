import { type Logger, pino, stdSerializers } from 'pino'
import pretty from 'pino-pretty'

// Logs only the members of an error that identify its origin. `detail` of a database error may contain personal data.
const err = (error: Error) => {
  const { type, message, stack } = stdSerializers.err(error)
  return { type, message, stack, code: (error as { code?: unknown }).code }
}

/**
 * Creates the logger: readable text on a terminal, JSON lines otherwise. Callers must not log query strings, bodies,
 * keys or client addresses.
 */
export function createLogger(level: string): Logger {
  const options = { level, serializers: { err } }
  return process.stdout.isTTY ? pino(options, pretty({ sync: true, ignore: 'pid,hostname' })) : pino(options)
}
