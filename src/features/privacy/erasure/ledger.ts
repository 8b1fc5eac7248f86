// The ledger of erasures in a file outside the database. A database restored from an older backup lacks them.
import { open, readFile } from 'node:fs/promises'
import { UUID } from '../../../http/uuid.ts'
import type { Erasure } from './queries.ts'

export interface Ledger {
  /** Resolves when the entries have been synced to disk. */
  append: (erasures: Erasure[]) => Promise<void>
}

export const lineOf = ({ person, pseudonymised, erased_at }: Erasure): string =>
  `${JSON.stringify({ person, pseudonymised, erased_at })}\n`

/** Returns a ledger in a file with JSON lines, created on the first entry. Several processes may append to one file. */
export function openLedger(file: string): Ledger {
  return {
    append: async (erasures) => {
      const handle = await open(file, 'a', 0o600)
      try {
        // Starts on a new line, because a power loss may have left an incomplete line.
        await handle.write(`\n${erasures.map(lineOf).join('')}`)
        await handle.sync()
      } finally {
        await handle.close()
      }
    }
  }
}

/** Throws if the file of the ledger cannot be written. Creates it, so that the first erasure does not fail. */
export async function checkLedger(file: string): Promise<void> {
  try {
    await (await open(file, 'a', 0o600)).close()
  } catch (error) {
    throw new Error(`the erasure ledger cannot be written: ${(error as Error).message}`)
  }
}

/**
 * Returns the entries of a ledger file. Throws for an invalid line, with its number. An incomplete line is skipped: its
 * erasure was never committed.
 */
export async function readLedger(file: string): Promise<Erasure[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((line, i) => {
    if (!line.endsWith('}')) return []
    const entry = parse(line)
    if (!entry) throw new Error(`line ${i + 1} of the ledger is not an erasure`)
    return [entry]
  })
}

function parse(line: string): Erasure | undefined {
  try {
    const { person, pseudonymised, erased_at } = JSON.parse(line) as Partial<Erasure>
    return UUID.test(person ?? '') && typeof pseudonymised === 'boolean' && typeof erased_at === 'string'
      ? ({ person, pseudonymised, erased_at } as Erasure)
      : undefined
  } catch {
    return undefined
  }
}
