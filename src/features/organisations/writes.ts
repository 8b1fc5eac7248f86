import type { Writes } from '../../records/define-writes.ts'
import { verification, verificationDerived, verificationFaults } from '../../records/verification.ts'
import { refersTo, rows, uncertainDay, values } from '../../records/write/define.ts'
import { citations } from '../sources/citations.ts'
import { territories } from '../territories/queries.ts'
import { lineage } from './lineage.ts'
import { organisationDuplicates } from './name-matching/duplicates.ts'
import { organisations } from './queries.ts'
import { coordinateFaults } from './rules.ts'

export const organisationWrites: Writes = {
  resource: organisations,
  properties: {
    ...values('slug', 'name', 'short_name', 'kind', 'status'),
    territory: refersTo(territories, { column: 'territory_code' }),
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
      'e_delivery',
      'bip',
      'wikidata',
      'creation_mode',
      'legal_form'
    ),
    part_of: refersTo(organisations),
    established: uncertainDay,
    closed: uncertainDay,
    ...verification,
    names: rows('organisation_name', 'organisation_id', values('name', 'kind'), {
      numbered: false,
      required: ['name', 'kind']
    }),
    former_states: rows(
      'organisation_state',
      'organisation_id',
      { ...values('name', 'short_name', 'kind'), until: uncertainDay },
      { numbered: false, required: ['name', 'short_name', 'kind', 'until'] }
    ),
    sources: citations('organisation_id')
  },
  derived: verificationDerived,
  required: ['name', 'short_name', 'kind'],
  example: {
    name: 'Gminny Ośrodek Pomocy Społecznej w Wojciechowie',
    short_name: 'GOPS Wojciechów',
    kind: 'gops',
    territory: { code: '060913' },
    seat: 'Wojciechów',
    website: 'gops-wojciechow.example',
    nip: '5261040828',
    bip: 'https://gops-wojciechow.example/bip',
    established: { not_after: '2021-09-16' },
    names: [{ name: 'Ośrodek Pomocy Społecznej w Wojciechowie', kind: 'former' }],
    sources: [{ source: 's000', locator: '11' }]
  },
  change: {
    website: 'www.gops-wojciechow.example',
    nip: null,
    verified_on: '2026-10-15',
    established: { on: '1990-05-01', not_after: null }
  },
  slugFrom: ({ short_name }) => String(short_name),
  reservedSlugs: ['match'],
  duplicates: organisationDuplicates,
  faults: (row) => [...coordinateFaults(row), ...verificationFaults(row)]
}

export const lineageWrites: Writes = {
  resource: lineage,
  properties: {
    successor: refersTo(organisations, { column: 'organisation_id' }),
    predecessor: refersTo(organisations),
    ...values('predecessor_name', 'predecessor_kind'),
    happened: uncertainDay,
    ...values('legal_basis')
  },
  required: ['successor', 'predecessor_name'],
  example: {
    successor: { slug: 'cus-kramsk' },
    predecessor_name: 'Gminny Ośrodek Pomocy Społecznej w Kramsku',
    predecessor_kind: 'gops',
    happened: { not_after: '2022-08-31' }
  },
  change: { happened: { on: '2021-07-01', not_after: null }, legal_basis: 'Uchwała nr XXX/250/2021 Rady Gminy Kramsk' }
}
