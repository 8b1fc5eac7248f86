// After a restore: what was erased since the backup is erased again.
import type { Db } from '../../db/connect.ts'
import { command, write } from '../../lib/writing.ts'
import { erasePerson } from './erasure.ts'
import { type Erasure, listErasures, renewEpoch, sweep } from './erasure-queries.ts'

export interface Replayed {
  /** Erasures that the database had forgotten. */
  repeated: number
  /** Those that it knew. */
  known: number
  /** Those of people whom it does not have. */
  unknown: number
}

/** Carries out the erasures that the database does not know, each in a transaction of its own, and then begins a new history of the registry. */
export async function replayErasures(db: Db, erasures: Erasure[]): Promise<Replayed> {
  const outcome: Replayed = { repeated: 0, known: 0, unknown: 0 }
  for (const { person, pseudonymised } of erasures) {
    const before = (await listErasures(db, person)).length
    const held = await write(db, command, (tx) => erasePerson(tx, person, pseudonymised, null, null))
    const after = (await listErasures(db, person)).length
    outcome[held === undefined ? 'unknown' : after > before ? 'repeated' : 'known']++
  }
  await sweep(db)
  await write(db, command, renewEpoch)
  return outcome
}
