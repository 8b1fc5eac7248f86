import type { OrganisationRow } from './naive-queries.ts'

const text = { type: 'string', nullable: true }
const number = { type: 'number', nullable: true }
const object = (properties: Record<string, object>) => ({ type: 'object', nullable: true, properties })
const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, text]))
const uncertain = object(texts('on', 'not_before', 'not_after'))
const unit = object(texts('code', 'name'))

const organisation = object({
  ...texts('id', 'slug', 'name', 'short_name', 'kind', 'kind_family', 'status'),
  territory: object({ ...texts('code', 'level', 'name', 'gmina_kind', 'teryt7'), powiat: unit, voivodeship: unit }),
  ...texts('seat', 'street', 'postal_code', 'locality'),
  latitude: number,
  longitude: number,
  ...texts('coordinates_basis', 'website', 'nip', 'regon', 'krs', 'creation_mode', 'legal_form'),
  part_of: object(texts('id', 'slug', 'name', 'short_name', 'kind')),
  established: uncertain,
  closed: uncertain,
  certainty: text,
  version: { type: 'integer' },
  updated_at: text,
  ...texts('memberships', 'appointments', 'contacts', 'names', 'sources')
})

export const organisationSchema = { response: { 200: organisation } }
export const listSchema = {
  querystring: {
    type: 'object',
    properties: {
      voivodeship: { type: 'string' },
      q: { type: 'string' },
      limit: { type: 'integer', minimum: 1, maximum: 500 },
      cursor: { type: 'string' }
    }
  },
  response: { 200: object({ data: { type: 'array', items: organisation }, meta: object({ next_cursor: text }) }) }
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
