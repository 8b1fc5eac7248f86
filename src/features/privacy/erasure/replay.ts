// Repeats erasures after a restore from a backup.
import type { Database } from '../../../db/connect.ts'
import { command, write } from '../../../records/write/transaction.ts'
import { erasePerson } from './erase-person.ts'
import { type Erasure, listErasures, renewEpoch, vacuum } from './queries.ts'

export interface Replayed {
  /** Erasures that were missing in the database. */
  repeated: number
  /** Erasures that the database already had. */
  known: number
  /** Erasures of people who are not in the database. */
  unknown: number
  /** Places that these erasures left, because they need a decision or a check. */
  left: number
}

/** Returns the report for the terminal. */
export const textOf = ({ repeated, known, unknown, left }: Replayed): string =>
  `Erased again: ${repeated}. Already erased: ${known}. People not in the backup: ${unknown}. ` +
  'The registry has a new epoch.\n' +
  `Places that need a decision or a check: ${left}. Repeat the erasure of a person to list them.`

/** Repeats the erasures that the database lacks, each in its own transaction. Then it starts a new epoch. */
export async function replayErasures(db: Database, erasures: Erasure[]): Promise<Replayed> {
  const outcome: Replayed = { repeated: 0, known: 0, unknown: 0, left: 0 }
  // Only the last erasure of a person counts, because it lists the places of the earlier ones again.
  const left = new Map<string, number>()
  for (const { person, pseudonymised } of erasures) {
    const before = (await listErasures(db, person)).length
    const erasure = await write(db, command, (tx) => erasePerson(tx, person, pseudonymised, null, null))
    if (erasure) left.set(person, erasure.left.length)
    const after = (await listErasures(db, person)).length
    if (!erasure) outcome.unknown++
    else if (after > before) outcome.repeated++
    else outcome.known++
  }
  outcome.left = [...left.values()].reduce((sum, places) => sum + places, 0)
  await vacuum(db)
  await write(db, command, renewEpoch)
  return outcome
}
