// After a restore: what was erased since the backup is erased again.
import type { Database } from '../../db/connect.ts'
import { command, write } from '../../records/write/transaction.ts'
import { erasePerson } from './erasure.ts'
import { type Erasure, listErasures, renewEpoch, sweep } from './erasure-queries.ts'

export interface Replayed {
  /** Erasures that the database had forgotten. */
  repeated: number
  /** Those that it knew. */
  known: number
  /** Those of people whom it does not have. */
  unknown: number
  /** Places that these erasures have left for a decision or a check. */
  left: number
}

/** Carries out the erasures that the database does not know, each in a transaction of its own, and then begins a new history of the registry. */
export async function replayErasures(db: Database, erasures: Erasure[]): Promise<Replayed> {
  const outcome: Replayed = { repeated: 0, known: 0, unknown: 0, left: 0 }
  // A later erasure of a person has found again what an earlier one had left.
  const left = new Map<string, number>()
  for (const { person, pseudonymised } of erasures) {
    const before = (await listErasures(db, person)).length
    const held = await write(db, command, (tx) => erasePerson(tx, person, pseudonymised, null, null))
    if (held) left.set(person, held.left.length)
    const after = (await listErasures(db, person)).length
    outcome[held === undefined ? 'unknown' : after > before ? 'repeated' : 'known']++
  }
  outcome.left = [...left.values()].reduce((sum, places) => sum + places, 0)
  await sweep(db)
  await write(db, command, renewEpoch)
  return outcome
}
