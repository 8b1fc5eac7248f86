// Answers a membership check from one snapshot of the registry.
import type { Db } from '../../db/connect.ts'
import type { Directory, DirectoryCache } from '../organisations/name-matching/directory.ts'
import { matchName } from '../organisations/name-matching/match-rules.ts'
import { findFacts, findMoment, listOrganisations, type Moment } from './queries.ts'
import { type ReasonCode, reasonFor, reasons } from './rules.ts'
import type { IdentifierName, MembershipCheck } from './schemas.ts'

export interface Question {
  asked_by: IdentifierName
  asked: string
  as_of: string | undefined
}

/** The answer without its sentences and its receipt. The receipt signs these properties. */
export interface Finding extends Omit<MembershipCheck, 'reason' | 'reason_pl' | 'reason_en' | 'receipt'> {
  reason: ReasonCode
}

/** The organisation that is certainly meant, or the reason why none is, with the possible candidates. */
type Identification = { id: string } | { reason: ReasonCode; candidates: object[] }

/**
 * Finds the organisation in question and decides the answer. The transaction needs a stable snapshot (repeatable
 * read).
 */
export async function checkMembership(
  tx: Db,
  directory: DirectoryCache,
  { asked_by, asked, as_of }: Question
): Promise<Finding> {
  const moment = await findMoment(tx, as_of)
  const identification =
    asked_by === 'name'
      ? identifyByName(asked, await directory.within(tx))
      : await identifyByIdentifier(tx, asked_by, asked)
  const { reason, organisation, candidates, memberships } =
    'id' in identification
      ? await decide(tx, identification.id, moment)
      : { organisation: null, memberships: [], ...identification }
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

async function decide(tx: Db, id: string, { as_of, future }: Moment) {
  const { organisation, memberships, parts } = await findFacts(tx, id, as_of)
  const reason = reasonFor({ future, memberships, parts })
  return { reason, organisation, memberships, candidates: reason === 'part_is_member' ? parts : [] }
}

async function identifyByIdentifier(
  tx: Db,
  by: Exclude<IdentifierName, 'name'>,
  value: string
): Promise<Identification> {
  const found = await listOrganisations(tx, by, value)
  if (found.length > 1) return { reason: 'number_ambiguous', candidates: found.map(({ summary }) => summary) }
  return found[0] ? { id: found[0].id } : { reason: 'organisation_not_known', candidates: [] }
}

/** Only a certain match identifies the organisation. Uncertain matches are returned as candidates. */
function identifyByName(name: string, { targets, homonyms, summaries }: Directory): Identification {
  const { chosen, reason, candidates } = matchName(name, targets, homonyms)
  const meant = candidates.find(({ slug }) => slug === chosen)
  if (meant) return { id: meant.id }
  return {
    reason: reason === 'ambiguous' ? 'name_ambiguous' : 'organisation_not_known',
    candidates: candidates.map(({ id }) => summaries.get(id) as object)
  }
}
