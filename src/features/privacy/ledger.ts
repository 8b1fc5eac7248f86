// The erasures, kept outside of the database: one restored from an older backup has forgotten them.
import { open, readFile } from 'node:fs/promises'
import { UUID } from '../../http/uuid.ts'
import type { Erasure } from './erasure-queries.ts'

export interface Ledger {
  /** Returns when the entries are on the disk. */
  append: (erasures: Erasure[]) => Promise<void>
}

export const lineOf = ({ person, pseudonymised, erased_at }: Erasure): string =>
  `${JSON.stringify({ person, pseudonymised, erased_at })}\n`

/** A ledger in a file of lines of JSON, which is made when the first entry comes. Several processes may append to one. */
export function openLedger(file: string): Ledger {
  return {
    append: async (erasures) => {
      const handle = await open(file, 'a', 0o600)
      try {
        // On a line of its own, even after one that a power loss cut short.
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

/** Entries of a ledger's file. Throws for a line that is none, with its number; a line cut short by a power loss was never answered and is left out. */
export async function readLedger(file: string): Promise<Erasure[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((line, i) => {
    if (!line.endsWith('}')) return []
    const entry = parse(line)
    if (!entry) throw new Error(`line ${i + 1} of the ledger is no erasure`)
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
