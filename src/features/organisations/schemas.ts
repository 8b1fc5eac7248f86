import { type TSchema, Type } from '@sinclair/typebox'
import { NamedRef, Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import {
  Bool,
  Certainty,
  E_DELIVERY,
  Id,
  Latitude,
  List,
  Longitude,
  REGON_DIGITS,
  Slug,
  Str,
  stamps,
  TEN_DIGITS,
  UncertainDate,
  WEB_ADDRESS,
  WIKIDATA
} from '../../contract/schemas.ts'
import { verificationProperties } from '../../records/verification.ts'
import { term } from '../../records/vocabulary.ts'
import { uncertainDatePrototype } from '../../records/write/define.ts'
import { nullableOrganisation, OrganisationSummary } from '../summaries.ts'
import { TerritorySummary } from '../territories/schemas.ts'
import { creationMode, kindFamily, organisationKind, organisationNameKind, organisationStatus } from './vocabularies.ts'

export const Organisation = record(
  'Organisation',
  'An organisation on record, such as a member, a body of the Konwent, an office, a venue or the author of a claim.',
  {
    id: Id(),
    slug: Slug('Readable name of the organisation in URLs.', 'cus-belzyce'),
    name: Str('Official Polish name in the nominative, as printed.', 'Centrum Usług Społecznych w Bełżycach'),
    short_name: Str('Short name for tables and badges.', 'CUS Bełżyce'),
    kind: term(organisationKind, 'Kind of the organisation.', 'cus'),
    kind_family: Nullable(
      term(
        kindFamily,
        'Family to which the kind belongs. A department has the family of its office. Null if no family fits.',
        'cus'
      )
    ),
    status: Nullable(
      term(
        organisationStatus,
        'Whether the organisation is active, was transformed or was closed. Null if no source states it.',
        'active'
      )
    ),
    territory: NullableRef(
      TerritorySummary,
      'The gmina, powiat or voivodeship that the organisation serves. Null if no source states it. With `as_of`, its ' +
        'names and kind are those of the day. A new value is a correction, which also applies to earlier days.'
    ),
    seat: Nullable(Str('Place of the seat in the nominative. Null if no source prints it.', 'Bełżyce')),
    street: Nullable(Str('Street and number of the seat. Null if unknown.', 'ul. Kardynała Stefana Wyszyńskiego 12')),
    postal_code: Nullable(Str('Postal code of the seat. Null if unknown.', '21-040', { maxLength: 6 })),
    locality: Nullable(Str('Post town of the seat. Null if unknown.', 'Świdnik')),
    latitude: Nullable(
      Latitude(
        'Latitude in degrees (WGS 84). Without coordinates of its own, an organisation has those of the seat of its ' +
          'gmina. Null if unknown.'
      )
    ),
    longitude: Nullable(Longitude('Longitude in degrees (WGS 84), as for the latitude. Null if unknown.')),
    coordinates_basis: Nullable(
      Str(
        'Basis of the coordinates: `geonames-seat` is the place of the seat, `prg-centroid` the centre of the ' +
          'gmina. Null if there are no coordinates.',
        'geonames-seat',
        { maxLength: 100 }
      )
    ),
    website: Nullable(
      Str('Website as printed, usually without a scheme. Null if no source prints it.', 'cusbelzyce.pl')
    ),
    nip: Nullable(
      Str('Tax number (NIP) of ten digits. Null if unknown.', '5261040828', { maxLength: 10, pattern: TEN_DIGITS })
    ),
    regon: Nullable(
      Str('Statistical number (REGON) of 9 or 14 digits. Null if unknown.', '000331501', {
        maxLength: 14,
        pattern: REGON_DIGITS
      })
    ),
    krs: Nullable(
      Str('Court register number (KRS) of ten digits. Null if unknown.', '0000085688', {
        maxLength: 10,
        pattern: TEN_DIGITS
      })
    ),
    e_delivery: Nullable(
      Str('Address for e-Doręczenia. Null if unknown.', 'AE:PL-12345-67890-ABCDE-12', {
        maxLength: 26,
        pattern: E_DELIVERY
      })
    ),
    bip: Nullable(
      Str(
        'Address of its pages in the Public Information Bulletin (BIP). Null if unknown.',
        'https://cusbelzyce.bip.gov.pl/',
        { pattern: WEB_ADDRESS }
      )
    ),
    wikidata: Nullable(
      Str('Id of the Wikidata item about the organisation. Null if unknown.', 'Q123456789', {
        maxLength: 13,
        pattern: WIKIDATA
      })
    ),
    creation_mode: Nullable(
      term(
        creationMode,
        'The way under the Act of 19 July 2019 in which the CUS was created. Null for other kinds, and if no source ' +
          'prints it.',
        'transformation_ops'
      )
    ),
    legal_form: Nullable(Str('Legal form as stated in a source. Null if no source states it.', 'platforma współpracy')),
    part_of: nullableOrganisation('Organisation of which this one is a part. Null if it is not a part of another.'),
    established: Ref(UncertainDate),
    closed: Ref(UncertainDate),
    ...verificationProperties(),
    certainty: Certainty,
    ...stamps
  }
)

export const OrganisationName = record(
  'OrganisationName',
  'Another name of an organisation: a variant or a former name.',
  {
    name: Str('Name of the organisation as printed.', 'Centrum Usług Społecznych w Gminie Kramsk'),
    kind: term(organisationNameKind, 'Whether the name is a variant in use or a former name.', 'variant')
  }
)

const closedRecord = ($id: string, description: string, example: object, properties: Record<string, TSchema>) =>
  Object.assign(record($id, description, properties), { additionalProperties: false, examples: [example] })

export const OrganisationState = record(
  'OrganisationState',
  'Names and kind of an organisation before a transformation or renaming. Requests with `as_of` use them.',
  {
    name: Str('Official name until the change.', 'Gminny Ośrodek Pomocy Społecznej w Krzywdzie'),
    short_name: Str('Short name until the change.', 'GOPS Krzywda'),
    kind: term(organisationKind, 'Kind until the change.', 'gops'),
    until: Ref(UncertainDate)
  }
)

export const OrganisationRenaming = closedRecord(
  'OrganisationRenaming',
  'The renaming of an organisation: its new names and the day of the change.',
  {
    name: 'Gminne Centrum Usług Społecznych w Krzywdzie',
    short_name: 'GCUS Krzywda',
    happened: { on: '2026-11-01' }
  },
  {
    name: Type.Optional(Str('New official name.', 'Gminne Centrum Usług Społecznych w Krzywdzie')),
    short_name: Type.Optional(Str('New short name.', 'GCUS Krzywda')),
    slug: Type.Optional(
      Slug('New slug. The former slug redirects to it (308). If it is missing, the slug stays.', 'gcus-krzywda')
    ),
    happened: uncertainDatePrototype()
  }
)

export const Lineage = record(
  'Lineage',
  'A transition from one organisation to another, such as the transformation of an assistance centre into a CUS.',
  {
    id: Id(),
    successor: Ref(OrganisationSummary),
    predecessor: nullableOrganisation('The record of the predecessor. Null if the registry has no record of it.'),
    predecessor_name: Str('Name of the predecessor as printed.', 'Miejski Ośrodek Pomocy Społecznej w Świdniku'),
    predecessor_kind: Nullable(term(organisationKind, 'Kind of the predecessor. Null if unknown.', 'mops')),
    happened: Ref(UncertainDate),
    legal_basis: Nullable(
      Str(
        'Resolution or other legal act, as printed. Null if unknown.',
        'Uchwała Nr XXXVII/433/2021 Rady Miasta Świdnik z dnia 25 lutego 2021 r.'
      )
    ),
    ...stamps
  }
)

export const OrganisationTransformation = closedRecord(
  'OrganisationTransformation',
  'The transformation of an assistance centre into a social service centre: new names, day, creation mode under the ' +
    'Act of 19 July 2019, and resolution.',
  {
    name: 'Centrum Usług Społecznych w Krzywdzie',
    short_name: 'CUS Krzywda',
    slug: 'cus-krzywda',
    happened: { on: '2026-11-01' },
    creation_mode: 'transformation_ops',
    legal_basis: 'Uchwała nr XX/150/2026 Rady Gminy Krzywda'
  },
  {
    name: Str('Official name of the social service centre.', 'Centrum Usług Społecznych w Krzywdzie'),
    short_name: Str('Short name of the social service centre.', 'CUS Krzywda'),
    slug: Type.Optional(
      Slug(
        'Slug of the social service centre. The former slug redirects to it (308). If it is missing, the slug stays; ' +
          'a new record gets a slug from its short name.',
        'cus-krzywda'
      )
    ),
    happened: uncertainDatePrototype(),
    creation_mode: term(
      creationMode,
      'Creation mode under the Act: one of the two modes that transform a centre. It must fit the kind of the centre.',
      'transformation_ops'
    ),
    legal_basis: Type.Optional(Str('Resolution or other legal act.', 'Uchwała nr XX/150/2026 Rady Gminy Krzywda')),
    sources: Type.Optional(
      List(NamedRef('CitationPrototype'), 'Sources of the transformation. They are added to the sources of the record.')
    ),
    new_record: Type.Optional(
      Bool(
        'Whether the social service centre gets a separate record. Otherwise the present record continues and keeps ' +
          'its id.',
        false
      )
    )
  }
)
