// What a membership check answers, decided from what the registry knows. Pure, and never a guess: «no» is said only of an organisation that the registry
// has, for a day that has come and that none of its memberships can touch.
import type { Text } from '../../http/errors.ts'

export const answers = ['yes', 'no', 'unknown'] as const
export type Answer = (typeof answers)[number]

interface Reason extends Text {
  answer: Answer
}

/** Every reason with the answer that it gives. */
export const reasons = {
  member: {
    answer: 'yes',
    pl: 'Członkostwo tej organizacji w Konwencie w tym dniu jest pewne.',
    en: 'The organisation surely holds a membership of the Konwent on that day.'
  },
  no_membership: {
    answer: 'no',
    pl: 'Rejestr zna tę organizację i żadne jej członkostwo w Konwencie nie mogło obejmować tego dnia.',
    en: 'The registry knows the organisation, and no membership of it can have held on that day.'
  },
  dates_not_known: {
    answer: 'unknown',
    pl: 'Organizacja mogła być tego dnia członkiem Konwentu, lecz dokładne daty jej członkostwa nie są znane.',
    en:
      'The organisation may have been a member of the Konwent on that day, but the exact dates of its membership ' +
      'are not known.'
  },
  part_is_member: {
    answer: 'unknown',
    pl: 'Sama organizacja nie ma w tym dniu członkostwa, lecz ma je lub mogła mieć jej część, na przykład wydział.',
    en:
      'The organisation itself holds no membership on that day, but a part of it, such as a department, does or ' +
      'may have done.'
  },
  organisation_not_known: {
    answer: 'unknown',
    pl:
      'Rejestr nie zna organizacji o takim oznaczeniu, co nie znaczy, że nie jest ona członkiem: w jej wpisie ' +
      'może brakować numeru albo tej nazwy.',
    en:
      'The registry knows no organisation by that, which does not mean that it is no member: its record may lack ' +
      'the number or that name.'
  },
  name_ambiguous: {
    answer: 'unknown',
    pl: 'Ta nazwa może oznaczać więcej niż jedną organizację.',
    en: 'More than one organisation may be meant by that name.'
  },
  day_not_come: {
    answer: 'unknown',
    pl: 'Ten dzień jeszcze nie nadszedł: do tego czasu członkostwo może się rozpocząć albo zakończyć.',
    en: 'That day has not come yet: until then a membership may begin or end.'
  }
} as const satisfies Record<string, Reason>

export type ReasonCode = keyof typeof reasons

/** What the registry knows of an organisation on a day. */
export interface Facts {
  /** Whether the day is after today in Poland. */
  future: boolean
  /** Memberships that the day possibly falls into. */
  memberships: { certainty: 'certain' | 'possible' }[]
  /** Parts of the organisation of which the same is true. */
  parts: unknown[]
}

/** Why the answer is what it is, for an organisation that was found. */
export function reasonFor({ future, memberships, parts }: Facts): ReasonCode {
  if (future) return 'day_not_come'
  if (memberships.some(({ certainty }) => certainty === 'certain')) return 'member'
  if (memberships.length > 0) return 'dates_not_known'
  return parts.length > 0 ? 'part_is_member' : 'no_membership'
}
