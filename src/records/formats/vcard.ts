// vCard 4.0 (RFC 6350): one card from what is known of whom it is of. Folding and escaping are those of iCalendar (RFC 6350 3.2, 3.4; RFC 5545 3.1, 3.3.11).
import { escape as escaped, foldLines } from 'ical-generator'

export interface Position {
  organisation: string
  title?: string | null
  role?: string | null
}

export interface Reach {
  email: string | null
  phone: string | null
  phone_kind: 'fixed' | 'mobile' | null
  street: string | null
  postal_code: string | null
  locality: string | null
}

export interface Card {
  id: string
  kind: 'individual' | 'org'
  formattedName: string
  /** Of a person; what the formatted name has before them is the academic title. */
  names?: { family_name: string; given_name: string }
  positions: Position[]
  reach: Reach[]
  updated_at: string
}

const text = (value: string | null | undefined): string => escaped(value ?? '', false)
const phoneTypes = { fixed: 'TYPE="work,voice"', mobile: 'TYPE="work,cell"' } as const

/** The card, its lines folded at 75 octets; nothing stands in it that is not known. */
export function cardOf({ id, kind, formattedName, names, positions, reach, updated_at }: Card): string {
  return foldLines(
    [
      'BEGIN:VCARD',
      'VERSION:4.0',
      'PRODID:-//Konwent CUS//Rejestr//PL',
      `UID:urn:uuid:${id}`,
      `KIND:${kind}`,
      `FN:${text(formattedName)}`,
      ...(names
        ? [`N:${text(names.family_name)};${text(names.given_name)};;${text(prefixOf(formattedName, names))};`]
        : []),
      ...positions.flatMap((position, i) => positionLines(position, positions.length > 1 ? `post${i + 1}.` : '')),
      ...reach.flatMap(reachLines),
      `REV:${updated_at.replace(/[-:]|\.\d+/g, '')}`,
      'END:VCARD',
      ''
    ].join('\r\n')
  )
}

/** Each position of several is a group of its own (RFC 6350 3.3), so that titles stay with their organisations. */
const positionLines = ({ organisation, title, role }: Position, group: string): string[] => [
  `${group}ORG:${text(organisation)}`,
  ...(title ? [`${group}TITLE:${text(title)}`] : []),
  ...(role ? [`${group}ROLE:${text(role)}`] : [])
]

const reachLines = ({ email, phone, phone_kind, street, postal_code, locality }: Reach): string[] => [
  ...(phone ? [`TEL;VALUE=uri;${phone_kind ? phoneTypes[phone_kind] : 'TYPE=work'}:tel:${phone}`] : []),
  ...(email ? [`EMAIL;TYPE=work:${text(email)}`] : []),
  // Post office box, extension, street, town, region, postal code, country: what is not known stays empty.
  ...(street || locality ? [`ADR;TYPE=work:;;${text(street)};${text(locality)};;${text(postal_code)};`] : [])
]

/** When any of the records that a card is made of last changed; they write their moments alike. */
export const latest = (...records: { updated_at: string }[]): string =>
  records
    .map(({ updated_at }) => updated_at)
    .sort()
    .at(-1) as string

function prefixOf(
  formattedName: string,
  { given_name, family_name }: { given_name: string; family_name: string }
): string {
  const plain = `${given_name} ${family_name}`
  return formattedName.endsWith(plain) ? formattedName.slice(0, -plain.length).trim() : ''
}
