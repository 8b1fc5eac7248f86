import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'

/** The log: for people on a terminal, JSON lines otherwise. It is given no query string, body, key or address of a client. */
export function createLogger(level: string): Logger {
  return process.stdout.isTTY ? pino({ level }, pretty({ sync: true, ignore: 'pid,hostname' })) : pino({ level })
}
