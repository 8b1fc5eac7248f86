import { type TSchema, Type } from '@sinclair/typebox'
import { NamedRef, Nullable, NullableRef, Ref, record } from '../../contract/components.ts'
import { Bool, Certainty, Id, List, Slug, Str, stamps, UncertainDate } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { uncertainDatePrototype } from '../../records/write/define.ts'
import { nullableOrganisation, OrganisationSummary } from '../summaries.ts'
import { TerritorySummary } from '../territories/schemas.ts'
import { creationMode, kindFamily, organisationKind, organisationNameKind, organisationStatus } from './vocabularies.ts'

const degrees = (description: string, example: number, bound: number) =>
  Nullable(Type.Number({ format: 'double', minimum: -bound, maximum: bound, description, examples: [example] }))

export const Organisation = record(
  'Organisation',
  'An organisation that the registry knows: a member, a body of the Konwent, an office, a venue, the author of a claim.',
  {
    id: Id(),
    slug: Slug('Short name for URLs.', 'cus-belzyce'),
    name: Str('Official name in the Polish nominative, as printed.', 'Centrum Usług Społecznych w Bełżycach'),
    short_name: Str('Short name for tables and badges.', 'CUS Bełżyce'),
    kind: term(organisationKind, 'What the organisation is.', 'cus'),
    kind_family: Nullable(
      term(kindFamily, 'Family of kinds; a department has that of its office; null where no family fits.', 'cus')
    ),
    status: Nullable(
      term(organisationStatus, 'Whether it works, was transformed or was closed; null when no source tells.', 'active')
    ),
    territory: NullableRef(
      TerritorySummary,
      'The gmina, powiat or voivodeship that it serves; null when no source tells.'
    ),
    seat: Nullable(Str('Place of the seat in the nominative; null when not printed.', 'Bełżyce')),
    street: Nullable(
      Str('Street and number of the seat; null when not known.', 'ul. Kardynała Stefana Wyszyńskiego 12')
    ),
    postal_code: Nullable(Str('Postal code of the seat; null when not known.', '21-040', { maxLength: 6 })),
    locality: Nullable(Str('Post town of the seat; null when not known.', 'Świdnik')),
    latitude: degrees('Latitude in degrees, WGS 84; null when not known.', 51.17415, 90),
    longitude: degrees('Longitude in degrees, WGS 84; null when not known.', 22.28027, 180),
    coordinates_basis: Nullable(
      Str(
        'What the point stands for: geonames-seat (the place of the seat) or prg-centroid (the middle of the gmina).',
        'geonames-seat',
        { maxLength: 100 }
      )
    ),
    website: Nullable(Str('Web site as printed, usually without a scheme; null when not printed.', 'cusbelzyce.pl')),
    nip: Nullable(
      Str('Tax number (NIP), ten digits; null when not known.', '5261040828', { maxLength: 10, pattern: '^[0-9]{10}$' })
    ),
    regon: Nullable(
      Str('Statistical number (REGON), 9 or 14 digits; null when not known.', '000331501', {
        maxLength: 14,
        pattern: '^([0-9]{9}|[0-9]{14})$'
      })
    ),
    krs: Nullable(
      Str('Court register number (KRS), ten digits; null when not known.', '0000085688', {
        maxLength: 10,
        pattern: '^[0-9]{10}$'
      })
    ),
    creation_mode: Nullable(
      term(
        creationMode,
        'How a CUS came to be, by the Act of 19 July 2019; null for other kinds and when not printed.',
        'transformation_ops'
      )
    ),
    legal_form: Nullable(Str('Legal form as stated; null when none is stated.', 'platforma współpracy')),
    part_of: nullableOrganisation('Organisation that this one is a part of; null when it is a part of none.'),
    established: Ref(UncertainDate),
    closed: Ref(UncertainDate),
    certainty: Certainty,
    ...stamps
  }
)

export const OrganisationName = record('OrganisationName', 'Another name of an organisation.', {
  name: Str('The name as printed.', 'Centrum Usług Społecznych w Gminie Kramsk'),
  kind: term(organisationNameKind, 'A variant in use, or a former name.', 'variant')
})

export const Lineage = record(
  'Lineage',
  'That one organisation came out of another, such as a CUS out of an assistance centre.',
  {
    id: Id(),
    successor: Ref(OrganisationSummary),
    predecessor: nullableOrganisation('The record of the predecessor; null when the registry keeps none.'),
    predecessor_name: Str('Name of the predecessor as printed.', 'Miejski Ośrodek Pomocy Społecznej w Świdniku'),
    predecessor_kind: Nullable(term(organisationKind, 'Kind of the predecessor; null when not told.', 'mops')),
    happened: Ref(UncertainDate),
    legal_basis: Nullable(
      Str(
        'Resolution or other act, as printed; null when not told.',
        'Uchwała Nr XXXVII/433/2021 Rady Miasta Świdnik z dnia 25 lutego 2021 r.'
      )
    ),
    ...stamps
  }
)

const closed = ($id: string, description: string, example: object, properties: Record<string, TSchema>) =>
  Object.assign(record($id, description, properties), { additionalProperties: false, examples: [example] })

export const OrganisationTransformation = closed(
  'OrganisationTransformation',
  'How an assistance centre became a social service centre: its new names, when, in which way of the Act of 19 July 2019, and by which resolution.',
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
    short_name: Str('Its short name.', 'CUS Krzywda'),
    slug: Type.Optional(
      Slug(
        'Its slug; the old one leads on. Without it the slug stays, and a new record has one made of its short name.',
        'cus-krzywda'
      )
    ),
    happened: uncertainDatePrototype(),
    creation_mode: term(
      creationMode,
      'The way of the Act; one of the two that transform a centre, by its kind.',
      'transformation_ops'
    ),
    legal_basis: Type.Optional(Str('Resolution or other act.', 'Uchwała nr XX/150/2026 Rady Gminy Krzywda')),
    sources: Type.Optional(
      List(NamedRef('CitationPrototype'), 'Sources that tell of the transformation, added to those of the record.')
    ),
    new_record: Type.Optional(
      Bool(
        'Whether the social service centre gets a record of its own; the record goes on otherwise, and keeps its id.',
        false
      )
    )
  }
)
