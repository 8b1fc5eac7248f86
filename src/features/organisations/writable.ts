import { citations, refersTo, rows, uncertainDay, values, type Writable } from '../../lib/writable.ts'
import { lineage, organisations } from './queries.ts'

export const writableOrganisations: Writable = {
  resource: organisations,
  properties: {
    ...values('slug', 'name', 'short_name', 'kind', 'status'),
    territory: refersTo('territory', { column: 'territory_code' }),
    ...values(
      'seat',
      'street',
      'postal_code',
      'locality',
      'latitude',
      'longitude',
      'coordinates_basis',
      'website',
      'nip',
      'regon',
      'krs',
      'creation_mode',
      'legal_form'
    ),
    part_of: refersTo('organisation'),
    established: uncertainDay,
    closed: uncertainDay,
    names: rows('organisation_name', 'organisation_id', values('name', 'kind'), { numbered: false, required: ['name', 'kind'] }),
    sources: citations('organisation_id')
  },
  required: ['name', 'short_name', 'kind'],
  without: ['closed', 'part_of', 'nip', 'regon', 'krs'],
  slugFrom: ({ short_name }) => String(short_name)
}

export const writableLineage: Writable = {
  resource: lineage,
  properties: {
    successor: refersTo('organisation', { column: 'organisation_id' }),
    predecessor: refersTo('organisation'),
    ...values('predecessor_name', 'predecessor_kind'),
    happened: uncertainDay,
    ...values('legal_basis')
  },
  required: ['successor', 'predecessor_name'],
  without: ['predecessor']
}
