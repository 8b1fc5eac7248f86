import { sql } from 'kysely'
import { Nullable, NullableRef, record } from '../../contract/components.ts'
import { Bool, Id, Int, List, Slug, Str, stamps } from '../../contract/schemas.ts'
import { columnsOf } from '../../records/columns.ts'
import { defineResource, texts } from '../../records/define.ts'
import { idOrSlug, oneOf } from '../../records/references.ts'
import { object } from '../../records/sql.ts'
import { term } from '../../records/vocabulary.ts'
import { LinkedSite } from '../library/schemas.ts'
import { sourcesOf } from '../sources/citations.ts'
import { nullableOrganisation, organisationSummary } from '../summaries.ts'
import { offerAudience, offerChannel } from './vocabularies.ts'

const LinkedSiteSummary = record('LinkedSiteSummary', 'Summary of a website.', {
  id: Id(),
  slug: Slug('Short name of the website in URLs, see /links.', 'portal-cusy-pl'),
  name: LinkedSite.properties.name,
  url: LinkedSite.properties.url
})

const audience = term(offerAudience, 'Addressee of the offer.', 'gmina_planning_cus')

const Offer = record('Offer', 'A service that the Observatory or another organisation offers.', {
  id: Id(),
  slug: Slug('Short name for URLs.', 'porada-prawnika'),
  no: Int('Position in the list of offers.', 1, { minimum: 1, maximum: 32_767 }),
  name_pl: Str('The offer in Polish.', 'Porada prawnika', { maxLength: 100 }),
  name_en: Str('The offer in English.', 'Advice of a lawyer', { maxLength: 100 }),
  provider: nullableOrganisation('Organisation that makes the offer. Null if not known.'),
  audiences: List(audience, 'Addressees of the offer. Empty if no source names any.', {
    maxItems: 10,
    uniqueItems: true
  }),
  channel: Nullable(term(offerChannel, 'Way to use the offer. Null if no source names one.', 'portal')),
  link: NullableRef(LinkedSiteSummary, 'Website on which the offer can be used. Null if there is none.'),
  free_of_charge: Nullable(Bool('Whether the offer is free of charge. Null if not known.')),
  ...stamps
})

const of = columnsOf('offer', 'of')
const ofo = columnsOf('organisation', 'ofo')
const ofl = columnsOf('linked_site', 'ofl')

export const offers = defineResource({
  name: 'offer',
  path: 'offers',
  label: { pl: 'oferta', en: 'offer' },
  texts: texts(
    'Offers',
    'Offer',
    'Advice, visits and knowledge that the Observatory and others offer to gminas and centres.',
    'One offer by its id or slug.'
  ),
  reversible: true,
  record: Offer,
  parameter: 'offer',
  identifier: idOrSlug('Id or slug of the offer.', 'porada-prawnika'),
  ...of.keys('slug'),
  from: sql`${of.table}
    left join ${ofo.table} on ${ofo('id')} = ${of('provider_id')}
    left join ${ofl.table} on ${ofl('id')} = ${of('link_id')}`,
  reads: ['organisation', 'linked_site'],
  columns: {
    ...of.standard(),
    ...of.pick('no', 'name_pl', 'name_en', 'channel', 'free_of_charge'),
    provider: organisationSummary('ofo'),
    audiences: sql`to_json(${of('audiences')})`,
    link: ofl.unlessNull('id', object(ofl.pick('id', 'slug', 'name', 'url')))
  },
  sorts: { no: of.sort('no', 'integer'), updated_at: of.sort('updated_at', 'timestamptz') },
  defaultSort: 'no',
  filters: {
    audience: oneOf(audience, 'Addressee of the offer.', ['cus'])
  },
  where: (q: { audience?: string[] }) => [q.audience && sql`${of('audiences')} && ${q.audience}::offer_audience[]`],
  includes: { sources: sourcesOf('offer_id', of('id')) }
})
