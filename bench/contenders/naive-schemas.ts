import type { OrganisationRow } from './naive-queries.ts'

const text = { type: 'string', nullable: true }
const number = { type: 'number', nullable: true }
const object = (properties: Record<string, object>) => ({ type: 'object', nullable: true, properties })
const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, text]))
const unit = object(texts('code', 'name'))

const list = (properties: Record<string, object>) => ({ type: 'array', nullable: true, items: object(properties) })
const day = object(texts('on', 'not_before', 'not_after'))
const summary = object(texts('id', 'slug', 'name', 'short_name', 'kind'))
const person = object(texts('id', 'slug', 'display_name'))
const post = object(texts('id', 'role', 'title'))
const bool = { type: 'boolean' }
const version = { type: 'integer' }

const membership = {
  ...texts('id', 'member_type', 'tier', 'tier_basis', 'tier_basis_note', 'tier_basis_note_en', 'status', 'end_basis'),
  ...{ organisation: summary, person, representative: person },
  ...{ founder: bool, founding_signatory: bool, joined: day, ended: day },
  declaration: object(texts('id', 'slug', 'title')),
  ...texts('continues', 'certainty', 'updated_at'),
  version
}

const appointment = {
  ...texts('id', 'capacity', 'printed_post', 'appointed_by_printed', 'predecessor', 'until_event', 'note', 'note_en'),
  ...{ person, organisation: summary, post, appointed_by: object(texts('id', 'slug', 'name')) },
  shared: bool,
  attested_on: { type: 'array', items: text },
  ...{ started: day, ended: day },
  ...texts('verified_on', 'verified_by', 'certainty', 'updated_at'),
  version
}

const contact = {
  ...texts('id', 'slug', 'heading', 'email', 'phone', 'phone_printed', 'phone_kind', 'street', 'postal_code'),
  ...{ organisation: summary, post, printed_holder: person },
  ...texts('locality', 'verified_on', 'verified_by', 'updated_at'),
  version
}

const organisation = object({
  ...texts('id', 'slug', 'name', 'short_name', 'kind', 'kind_family', 'status'),
  territory: object({ ...texts('code', 'level', 'name', 'gmina_kind', 'teryt7'), powiat: unit, voivodeship: unit }),
  ...texts('seat', 'street', 'postal_code', 'locality'),
  latitude: number,
  longitude: number,
  ...texts('coordinates_basis', 'website', 'nip', 'regon', 'krs', 'creation_mode', 'legal_form'),
  part_of: summary,
  established: day,
  closed: day,
  certainty: text,
  version,
  updated_at: text,
  memberships: list(membership),
  appointments: list(appointment),
  contacts: list(contact),
  ...texts('names', 'sources')
})

export const organisationSchema = { response: { 200: organisation } }
export const listSchema = {
  querystring: {
    type: 'object',
    properties: {
      voivodeship: { type: 'string' },
      q: { type: 'string' },
      limit: { type: 'integer', minimum: 1, maximum: 500 },
      cursor: { type: 'string' },
      include: { type: 'string' }
    }
  },
  response: { 200: object({ data: { type: 'array', items: organisation }, meta: object({ next_cursor: text }) }) }
}

export const membershipSchema = {
  body: {
    type: 'object',
    required: ['organisation', 'tier', 'tier_basis', 'joined'],
    properties: {
      organisation: { type: 'object', required: ['slug'], properties: { slug: { type: 'string' } } },
      tier: { type: 'string', enum: ['ordinary', 'supporting'] },
      tier_basis: { type: 'string', enum: ['decided'] },
      joined: { type: 'object', required: ['on'], properties: { on: { type: 'string', format: 'date' } } }
    }
  },
  response: { 201: object({ ...membership, ...texts('joined_on') }) }
}

export const acceptanceSchema = {
  body: {
    type: 'object',
    required: ['decided_on'],
    properties: { decided_on: { type: 'string', format: 'date' } }
  },
  response: {
    200: object({
      ...texts('id', 'slug', 'kind', 'status', 'title', 'tier', 'signed_on', 'place', 'updated_at'),
      statements: { type: 'array', items: text },
      signatories: list({
        ...texts('role', 'capacity', 'id', 'slug', 'name', 'short_name', 'kind'),
        ...{ no: version, list_no: version }
      }),
      memberships: list({ ...membership, ...texts('joined_on', 'organisation_id') }),
      version
    })
  }
}

/** Converts a row to the shape of the response. */
export function shapeOf(row: OrganisationRow) {
  const {
    id,
    slug,
    name,
    short_name,
    kind,
    kind_family,
    status,
    seat,
    street,
    postal_code,
    locality,
    latitude,
    longitude,
    coordinates_basis,
    version
  } = row
  const { website, nip, regon, krs, creation_mode, legal_form, updated_at } = row
  const unitOf = (code: string | null, name: string | null) => (code === null ? null : { code, name })
  const dateOf = (on: string | null, not_before: string | null, not_after: string | null) => ({
    on,
    not_before,
    not_after
  })
  const territory = row.territory_code && {
    code: row.territory_code,
    level: row.territory_level,
    name: row.territory_name,
    gmina_kind: row.territory_gmina_kind,
    teryt7: row.territory_teryt7,
    powiat: unitOf(row.powiat_code, row.powiat_name),
    voivodeship: unitOf(row.voivodeship_code, row.voivodeship_name)
  }
  const part_of = row.part_id && {
    id: row.part_id,
    slug: row.part_slug,
    name: row.part_name,
    short_name: row.part_short_name,
    kind: row.part_kind
  }
  return {
    ...{
      id,
      slug,
      name,
      short_name,
      kind,
      kind_family,
      status,
      territory,
      seat,
      street,
      postal_code,
      locality,
      latitude,
      longitude,
      coordinates_basis
    },
    ...{ website, nip, regon, krs, creation_mode, legal_form, part_of },
    established: dateOf(row.established_on, row.established_not_before, row.established_not_after),
    closed: dateOf(row.closed_on, row.closed_not_before, row.closed_not_after),
    ...{
      certainty: null,
      version,
      updated_at: updated_at.toISOString(),
      memberships: null,
      appointments: null,
      contacts: null,
      names: null,
      sources: null
    }
  }
}
