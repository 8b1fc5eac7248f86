// Decisions of staff on applications. Each runs inside the caller's transaction, which has locked the row.
import type { Tx } from '../../db/connect.ts'
import { requireState } from '../../records/write/life-cycle.ts'
import { countDecision, getState, setState } from './queries.ts'
import { applicationLifeCycle } from './rules.ts'

/** Refuses an application that waits. Returns its id. */
export async function refuseApplication(tx: Tx, id: string, { reason }: { reason: string }): Promise<string> {
  requireState(applicationLifeCycle, await getState(tx, id), 'refusal')
  await setState(tx, id, 'refused', { refusal_reason: reason })
  await countDecision(tx, id)
  return id
}
