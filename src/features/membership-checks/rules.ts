// Decides the answer of a membership check. Pure. It never guesses: «no» requires that the organisation is on record,
// that the day has come, and that none of its memberships can include the day.
import type { Text } from '../../http/errors.ts'

export const answers = ['yes', 'no', 'unknown'] as const
export type Answer = (typeof answers)[number]

interface Reason extends Text {
  answer: Answer
}

/** All reasons with the answer to which each leads. */
export const reasons = {
  member: {
    answer: 'yes',
    pl: 'Członkostwo tej organizacji w Konwencie w tym dniu jest pewne.',
    en: 'The organisation is certainly a member of the Konwent on that day.'
  },
  no_membership: {
    answer: 'no',
    pl: 'Organizacja jest w rejestrze i żadne jej członkostwo w Konwencie nie mogło obejmować tego dnia.',
    en: 'The organisation is on record, and none of its memberships in the Konwent can include that day.'
  },
  dates_not_known: {
    answer: 'unknown',
    pl: 'Organizacja mogła być tego dnia członkiem Konwentu, lecz dokładne daty jej członkostwa nie są znane.',
    en:
      'The organisation may have been a member of the Konwent on that day. The exact dates of its membership ' +
      'are not known.'
  },
  part_is_member: {
    answer: 'unknown',
    pl: 'Sama organizacja nie ma w tym dniu członkostwa. Ma je lub może mieć jej część, na przykład wydział.',
    en: 'The organisation itself is not a member on that day. A part of it, such as a department, is or may be one.'
  },
  organisation_not_known: {
    answer: 'unknown',
    pl:
      'W rejestrze nie ma organizacji o takim oznaczeniu. Mimo to może ona być członkiem: w jej wpisie może ' +
      'brakować tego numeru albo tej nazwy.',
    en:
      'No organisation with this identifier is on record. It may still be a member: its record may lack the ' +
      'number or the name.'
  },
  number_ambiguous: {
    answer: 'unknown',
    pl: 'Ten numer ma więcej niż jedna organizacja, na przykład kilka jednostek tej samej gminy.',
    en: 'More than one organisation has this number, such as several parts of the same gmina.'
  },
  name_ambiguous: {
    answer: 'unknown',
    pl: 'Ta nazwa może oznaczać więcej niż jedną organizację.',
    en: 'The name can mean more than one organisation.'
  },
  day_not_come: {
    answer: 'unknown',
    pl: 'Ten dzień jeszcze nie nadszedł. Do tego czasu członkostwo może się rozpocząć albo zakończyć.',
    en: 'The day is in the future. A membership may begin or end before it.'
  }
} as const satisfies Record<string, Reason>

export type ReasonCode = keyof typeof reasons

/** The facts that the registry knows about an organisation on a day. */
export interface Facts {
  /** Whether the day is after today in Poland. */
  future: boolean
  /** Memberships that possibly include the day. */
  memberships: { certainty: 'certain' | 'possible' }[]
  /** Parts of the organisation with such a membership. */
  parts: unknown[]
}

/** Returns the reason that decides the answer for an organisation on record. */
export function reasonFor({ future, memberships, parts }: Facts): ReasonCode {
  if (future) return 'day_not_come'
  if (memberships.some(({ certainty }) => certainty === 'certain')) return 'member'
  if (memberships.length > 0) return 'dates_not_known'
  return parts.length > 0 ? 'part_is_member' : 'no_membership'
}
