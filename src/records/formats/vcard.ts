// vCard 4.0 (RFC 6350), and 3.0 (RFC 2426) for programs such as Outlook. Folding and escaping are the same as in
// iCalendar (RFC 6350 3.2, 3.4; RFC 2425 5.8.1; RFC 5545 3.1, 3.3.11).
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
const phoneTypes = { fixed: 'work,voice', mobile: 'work,cell' } as const

/** Versions of vCard. The first one is the default. */
export const cardVersions = ['4.0', '3.0'] as const
export type CardVersion = (typeof cardVersions)[number]

/** Returns the text of the card with lines folded at 75 octets. Unknown values are omitted. */
export function cardText(card: Card, version: CardVersion): string {
  const { id, kind, formattedName, positions, contacts, note, updated_at } = card
  return foldLines(
    [
      'BEGIN:VCARD',
      `VERSION:${version}`,
      'PRODID:-//Konwent CUS//Rejestr//PL',
      `UID:urn:uuid:${id}`,
      ...(version === '4.0' ? [`KIND:${kind}`] : []),
      `FN:${text(formattedName)}`,
      ...nameLines(card, version),
      ...positions.flatMap((position, i) => positionLines(position, positions.length > 1 ? `post${i + 1}.` : '')),
      ...contacts.flatMap((contact) => contactLines(contact, version)),
      ...(note ? [`NOTE:${text(note)}`] : []),
      `REV:${updated_at.replace(/[-:]|\.\d+/g, '')}`,
      'END:VCARD',
      ''
    ].join('\r\n')
  )
}

/** vCard 3.0 requires N (RFC 2426 3.1.2). The whole name stands in place of the family name of an organisation. */
function nameLines({ formattedName, names }: Card, version: CardVersion): string[] {
  if (names) return [`N:${text(names.family_name)};${text(names.given_name)};;${text(prefixOf(formattedName, names))};`]
  return version === '3.0' ? [`N:${text(formattedName)};;;;`] : []
}

/** If there are several positions, each is a group (RFC 6350 3.3), which ties a title to its organisation. */
const positionLines = ({ organisation, title, role }: Position, group: string): string[] => [
  `${group}ORG:${text(organisation)}`,
  ...(title ? [`${group}TITLE:${text(title)}`] : []),
  ...(role ? [`${group}ROLE:${text(role)}`] : [])
]

const contactLines = (
  { email, phone, phone_kind, street, postal_code, locality }: ContactData,
  version: CardVersion
): string[] => [
  ...(phone ? [phoneLine(phone, phone_kind ? phoneTypes[phone_kind] : 'work', version)] : []),
  ...(email ? [`EMAIL;TYPE=${version === '3.0' ? 'internet,work' : 'work'}:${text(email)}`] : []),
  // Post office box, extension, street, town, region, postal code, country. Unknown parts are empty.
  ...(street || locality ? [`ADR;TYPE=work:;;${text(street)};${text(locality)};;${text(postal_code)};`] : [])
]

/** vCard 4.0 has a URI, and quotes a list of types; 3.0 has the number as text, and no quotes (RFC 2426 4). */
function phoneLine(phone: string, types: string, version: CardVersion): string {
  if (version === '3.0') return `TEL;TYPE=${types}:${text(phone)}`
  return `TEL;VALUE=uri;TYPE=${types.includes(',') ? `"${types}"` : types}:tel:${text(phone)}`
}

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
