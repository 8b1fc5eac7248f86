// Filters of organisations: their parameters, conditions, and validity on a day.
import { sql } from 'kysely'
import { E_DELIVERY, REGON_DIGITS, Str, TEN_DIGITS, WIKIDATA } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Filter, Sql, Validity } from '../../records/define.ts'
import { flag, oneOf, reference } from '../../records/references.ts'
import { equals, isOneOf } from '../../records/sql.ts'
import { type VerificationFilters, verificationConditions, verificationFilters } from '../../records/verification.ts'
import { term } from '../../records/vocabulary.ts'
import { type HeadFilters, headConditions, headFilters } from '../appointments/current-head.ts'
import {
  hasMembership,
  type MemberFilters,
  memberConditions,
  memberFilters,
  requiresMembership
} from '../memberships/member-filters.ts'
import { territory, within } from '../territories/references.ts'
import { gminaKind } from '../territories/vocabularies.ts'
import { attestedOn } from './as-of.ts'
import { placeOf } from './place.ts'
import { creationMode, kindFamily, organisationKind, organisationStatus } from './vocabularies.ts'

export interface OrganisationFilters extends HeadFilters, MemberFilters, VerificationFilters {
  kind?: string[]
  kind_family?: string[]
  status?: string[]
  voivodeship?: string[]
  powiat?: string[]
  gmina?: string[]
  gmina_kind?: string[]
  seat?: string
  creation_mode?: string[]
  part_of?: string[]
  nip?: string
  regon?: string
  krs?: string
  e_delivery?: string
  wikidata?: string
  located?: boolean
}

const [o, g] = [columnsOf('organisation', 'o'), columnsOf('territory', 'g')]

const identifier = (description: string, pattern: string, example: string) =>
  Str(description, example, { pattern, maxLength: 14 })

export const filters: Record<string, Filter> = {
  kind: oneOf(term(organisationKind, 'Kind of the organisation.', 'cus'), 'Kind of the organisation.', ['cus', 'ops']),
  kind_family: oneOf(
    term(kindFamily, 'Family of the kind.', 'ops'),
    'Family to which the kind of the organisation belongs.',
    ['ops']
  ),
  status: oneOf(term(organisationStatus, 'Status of the organisation.', 'active'), 'Status of the organisation.', [
    'active'
  ]),
  ...memberFilters('the organisation'),
  founder: flag('Whether its membership on the day `as_of`, or today without `as_of`, is that of a founder.'),
  ...headFilters,
  voivodeship: territory('voivodeship'),
  powiat: territory('powiat'),
  gmina: territory('gmina'),
  gmina_kind: oneOf(term(gminaKind, 'Kind of the gmina.', 'rural'), 'Kind of the gmina that it serves.', ['rural']),
  seat: {
    schema: Str('Place of the seat. Case and diacritics are ignored.', 'Hrubieszów', { maxLength: 100 })
  },
  creation_mode: oneOf(
    term(creationMode, 'Creation mode of the CUS.', 'transformation_ops'),
    'The way under the Act of 19 July 2019 in which the CUS was created.',
    ['transformation_ops']
  ),
  part_of: reference('organisation', 'Organisation of which it is a part.', 'umwl'),
  nip: { schema: identifier('Tax number (NIP) of ten digits.', TEN_DIGITS, '5261040828') },
  regon: {
    schema: identifier('Statistical number (REGON) of 9 or 14 digits.', REGON_DIGITS, '000331501')
  },
  krs: { schema: identifier('Court register number (KRS) of ten digits.', TEN_DIGITS, '0000085688') },
  e_delivery: {
    schema: Str('Address for e-Doręczenia.', 'AE:PL-12345-67890-ABCDE-12', { pattern: E_DELIVERY, maxLength: 26 })
  },
  wikidata: { schema: Str('Id of the Wikidata item.', 'Q123456789', { pattern: WIKIDATA, maxLength: 13 }) },
  located: flag('Whether the coordinates of the organisation are known.'),
  ...verificationFilters
}

/** Condition: the organisation serves a gmina of one of the kinds. */
const servesGmina = (kinds: string[] | undefined): Sql | undefined =>
  kinds &&
  sql`${o('territory_code')} in (
    select ${g('code')} from ${g.table} where ${isOneOf(g('gmina_kind'), kinds, 'gmina_kind')})`

/** Validity on a day: of the membership if a membership filter is set, otherwise of the organisation itself. */
export function validity(q: OrganisationFilters, day: Sql): Validity {
  const organisation = o('id')
  if (requiresMembership(q))
    return {
      possible: hasMembership({ organisation }, q, 'possible_period', day),
      certain: hasMembership({ organisation }, q, 'certain_period', day)
    }
  const possible = sql`${o('possible_period')} @> ${day}`
  return {
    possible,
    certain: sql`(coalesce(${o('certain_period')} @> ${day}, false) or (${possible} and ${attestedOn(day)}))`
  }
}

/** Conditions of the filters. `ofDay` replaces the filters by a kind for a request with `as_of`. */
export const conditions = (q: OrganisationFilters, day: Sql, ofDay?: (Sql | undefined)[]): (Sql | undefined)[] => [
  ...(ofDay ?? [
    isOneOf(o('kind'), q.kind, 'organisation_kind'),
    isOneOf(o('kind_family'), q.kind_family, 'kind_family'),
    servesGmina(q.gmina_kind)
  ]),
  isOneOf(o('status'), q.status, 'organisation_status'),
  ...memberConditions(q, o('id'), day),
  ...headConditions(q, o('id'), day),
  within(o('territory_code'), q.voivodeship),
  within(o('territory_code'), q.powiat),
  within(o('territory_code'), q.gmina),
  q.seat === undefined ? undefined : sql`fold(${o('seat')}) = fold(${q.seat})`,
  isOneOf(o('creation_mode'), q.creation_mode, 'creation_mode'),
  isOneOf(o('part_of_id'), q.part_of, 'uuid'),
  equals(o('nip'), q.nip),
  equals(o('regon'), q.regon),
  equals(o('krs'), q.krs),
  equals(o('e_delivery'), q.e_delivery),
  equals(o('wikidata'), q.wikidata),
  ...verificationConditions(o, q),
  q.located === undefined ? undefined : sql`(${placeOf(o).latitude} is not null) = ${q.located}`
]
