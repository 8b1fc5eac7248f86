// An organisation gets other names. Runs in the transaction of the request, with the organisation locked.
import type { Tx } from '../../db/connect.ts'
import type { Fault } from '../../http/errors.ts'
import { refuseTakenSlug } from '../../records/write/slugs.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { findToday } from '../eligibility/queries.ts'
import type { UncertainDay } from '../eligibility/rules.ts'
import { organisations } from './queries.ts'
import { happenedFaults } from './rules.ts'
import { orderFaults, renameOrganisation } from './state-queries.ts'
import { getCentre } from './transformation/queries.ts'

export interface RenamingBody {
  name?: string
  short_name?: string
  slug?: string
  happened: Partial<UncertainDay>
}

/** Renames an organisation and returns its id. Throws 422 if no name changes or the day is in the future. */
export async function rename(tx: Tx, id: string, { happened, ...names }: RenamingBody): Promise<string> {
  const day: UncertainDay = { on: null, not_before: null, not_after: null, ...happened }
  const organisation = await getCentre(tx, id)
  const faults: Fault[] = []
  const isSame = (name: 'name' | 'short_name') => names[name] === undefined || names[name] === organisation[name]
  if (isSame('name') && isSame('short_name'))
    faults.push({
      pointer: '/name',
      code: 'same_name',
      detail: {
        pl: 'Żadna nazwa się nie zmienia. Należy podać nową nazwę urzędową («name») albo skróconą («short_name»).',
        en: 'No name changes. State the new official name («name») or the new short name («short_name»).'
      }
    })
  const today = await findToday(tx)
  faults.push(...happenedFaults(day, today, 'organisation_state_until_out_of_range'))
  if (faults.length === 0) faults.push(...(await orderFaults(tx, id, day, today)))
  if (faults.length > 0) throw ruleBroken(...faults)
  if (names.slug !== undefined) await refuseTakenSlug(tx, { resource: organisations }, names.slug, id)
  await renameOrganisation(tx, organisation, names, day)
  return id
}
