// vCard 4.0 (RFC 6350). Folding and escaping are the same as in iCalendar (RFC 6350 3.2, 3.4; RFC 5545 3.1, 3.3.11).
import { escape as escaped, foldLines } from 'ical-generator'
import { withoutControls } from './content-lines.ts'

export interface Position {
  organisation: string
  title?: string | null
  role?: string | null
}

export interface ContactData {
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
  /** Names of a person. The part of the formatted name in front of them is the academic title. */
  names?: { family_name: string; given_name: string }
  positions: Position[]
  contacts: ContactData[]
  /** A remark that a reader of the card must know. */
  note?: string | undefined
  updated_at: string
}

const text = (value: string | null | undefined): string => escaped(withoutControls(value ?? ''), false)
const phoneTypes = { fixed: 'TYPE="work,voice"', mobile: 'TYPE="work,cell"' } as const

/** Returns the card with lines folded at 75 octets. Unknown values are omitted. */
export function cardOf({ id, kind, formattedName, names, positions, contacts, note, updated_at }: Card): string {
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
      ...contacts.flatMap(contactLines),
      ...(note ? [`NOTE:${text(note)}`] : []),
      `REV:${updated_at.replace(/[-:]|\.\d+/g, '')}`,
      'END:VCARD',
      ''
    ].join('\r\n')
  )
}

/** If there are several positions, each is a group (RFC 6350 3.3), which ties a title to its organisation. */
const positionLines = ({ organisation, title, role }: Position, group: string): string[] => [
  `${group}ORG:${text(organisation)}`,
  ...(title ? [`${group}TITLE:${text(title)}`] : []),
  ...(role ? [`${group}ROLE:${text(role)}`] : [])
]

const contactLines = ({ email, phone, phone_kind, street, postal_code, locality }: ContactData): string[] => [
  ...(phone ? [`TEL;VALUE=uri;${phone_kind ? phoneTypes[phone_kind] : 'TYPE=work'}:tel:${text(phone)}`] : []),
  ...(email ? [`EMAIL;TYPE=work:${text(email)}`] : []),
  // Post office box, extension, street, town, region, postal code, country. Unknown parts are empty.
  ...(street || locality ? [`ADR;TYPE=work:;;${text(street)};${text(locality)};;${text(postal_code)};`] : [])
]

/** Returns the latest `updated_at` of the records in a card. The texts have one format, so they sort as text. */
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
