import { type Logger, pino, stdSerializers } from 'pino'

// Logs only the members of an error that identify its origin. `detail` of a database error may contain personal data.
const err = (error: Error) => {
  const { type, message, stack } = stdSerializers.err(error)
  return { type, message, stack, code: (error as { code?: unknown }).code }
}

/**
 * Creates the logger: readable text on a terminal with the development dependencies, JSON lines otherwise. Callers must
 * not log query strings, bodies, keys or client addresses.
 */
export async function createLogger(level: string): Promise<Logger> {
  const options = { level, serializers: { err } }
  const pretty = process.stdout.isTTY ? await import('pino-pretty').catch(() => undefined) : undefined
  return pretty ? pino(options, pretty.default({ sync: true, ignore: 'pid,hostname' })) : pino(options)
}
