// From a question to what is answered, all within one snapshot of the registry.
import type { Db } from '../../db/connect.ts'
import type { Directory, DirectoryCache } from '../organisations/name-matching/directory.ts'
import { matchName } from '../organisations/name-matching/match-rules.ts'
import { findFacts, findMoment, findOrganisation, type Moment } from './queries.ts'
import { type ReasonCode, reasonFor, reasons } from './rules.ts'
import type { Asked, MembershipCheck } from './schemas.ts'

export interface Question {
  asked_by: Asked
  asked: string
  as_of: string | undefined
}

/** An answer without its sentences and its receipt: what the receipt is over. */
export interface Finding extends Omit<MembershipCheck, 'reason' | 'reason_pl' | 'reason_en' | 'receipt'> {
  reason: ReasonCode
}

/** Who is meant; without an id the reason why nobody surely is, with those that may be. */
type Meant = { id: string } | { reason: ReasonCode; candidates: object[] }

/** Finds the organisation that is asked about and decides. The transaction must see one snapshot. */
export async function findOut(
  tx: Db,
  directories: DirectoryCache,
  { asked_by, asked, as_of }: Question
): Promise<Finding> {
  const moment = await findMoment(tx, as_of)
  const meant =
    asked_by === 'name' ? whoIsCalled(asked, await directories.within(tx)) : await whoHas(tx, asked_by, asked)
  const { reason, organisation, candidates, memberships } =
    'id' in meant ? await judge(tx, meant.id, moment) : { organisation: null, memberships: [], ...meant }
  const { checked_at, journal_position } = moment
  const { answer } = reasons[reason]
  return {
    asked_by,
    asked,
    as_of: moment.as_of,
    answer,
    reason,
    organisation,
    candidates,
    memberships,
    checked_at,
    journal_position
  } as Finding
}

async function judge(tx: Db, id: string, { as_of, future }: Moment) {
  const { organisation, memberships, parts } = await findFacts(tx, id, as_of)
  const reason = reasonFor({ future, memberships, parts })
  return { reason, organisation, memberships, candidates: reason === 'part_is_member' ? parts : [] }
}

async function whoHas(tx: Db, by: Exclude<Asked, 'name'>, value: string): Promise<Meant> {
  const id = await findOrganisation(tx, by, value)
  return id === undefined ? { reason: 'organisation_not_known', candidates: [] } : { id }
}

/** Only what a name surely means counts; what it may mean are candidates. */
function whoIsCalled(name: string, { targets, homonyms, summaries }: Directory): Meant {
  const { chosen, reason, candidates } = matchName(name, targets, homonyms)
  const meant = candidates.find(({ slug }) => slug === chosen)
  if (meant) return { id: meant.id }
  return {
    reason: reason === 'ambiguous' ? 'name_ambiguous' : 'organisation_not_known',
    candidates: candidates.map(({ id }) => summaries.get(id) as object)
  }
}
