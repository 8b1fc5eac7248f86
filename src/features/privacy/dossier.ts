// The dossier of a person (art. 15 GDPR): everything that the registry has about them. Each part declares which
// references to a person it covers; a test compares these with the foreign keys of the database.
import { type TSchema, Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { Ref, record } from '../../contract/components.ts'
import { List } from '../../contract/schemas.ts'
import type { Db } from '../../db/connect.ts'
import { columnsOf } from '../../records/columns.ts'
import type { Resource, Sql } from '../../records/define.ts'
import { related } from '../../records/related.ts'
import { arrayOf, object } from '../../records/sql.ts'
import { appointments } from '../appointments/queries.ts'
import { contacts } from '../contacts/queries.ts'
import { memberships } from '../memberships/queries.ts'
import { people } from '../people/queries.ts'
import { sourcesOf } from '../sources/citations.ts'
import { declarationSummary, eventSummary, organisationSummary } from '../summaries.ts'
import {
  DossierAuditEntry,
  DossierChange,
  DossierContribution,
  DossierDecision,
  DossierFormerName,
  DossierLink,
  DossierListEntry,
  DossierMention,
  DossierParticipation,
  DossierSignature,
  DossierSpeech,
  formerAddress
} from './schemas.ts'
import { findPatterns } from './search/findings.ts'
import { findPlaces } from './search/mentions.ts'

interface Part {
  /** The covered references to a person, as `table.column`. */
  covers: string[]
  schema: TSchema
  /** A JSON array for the row `person p`. */
  expression: Sql
}

const p = columnsOf('person', 'p')
const fn = columnsOf('person_former_name', 'fn')
const a = columnsOf('appointment', 'a')
const c = columnsOf('contact', 'c')
const m = columnsOf('membership', 'm')
const o = columnsOf('organisation', 'o')
const d = columnsOf('declaration', 'd')
const da = columnsOf('declaration_applicant', 'da')
const dd = columnsOf('declaration_decision', 'dd')
const ds = columnsOf('declaration_signatory', 'ds')
const ml = columnsOf('membership_list', 'ml')
const le = columnsOf('membership_list_entry', 'le')
const e = columnsOf('event', 'e')
const k = columnsOf('event_link', 'k')
const x = columnsOf('event_participant', 'x')
const i = columnsOf('programme_item', 'i')
const s = columnsOf('programme_speaker', 's')
const pu = columnsOf('publication', 'pu')
const pc = columnsOf('publication_contributor', 'pc')
const r = columnsOf('redirect', 'r')
const ch = columnsOf('change', 'ch')
const au = columnsOf('audit', 'au')
const ak = columnsOf('api_key', 'ak')

/** Ids of the person and of the appointments and contacts that belong to the person. */
const own = sql`select ${p('id')}
  union all select ${a('id')} from ${a.table} where ${a('person_id')} = ${p('id')}
  union all select ${c('id')} from ${c.table} where ${c('printed_holder_id')} = ${p('id')}`

const ofResource = (covers: string, resource: Resource, description: string, condition: Sql, order: Sql): Part => {
  const { schema, expression } = related(resource, description, condition, order)
  return { covers: [covers], schema, expression: expression(sql`null`, false) }
}
const ofTable = (
  covers: string,
  item: TSchema,
  description: string,
  columns: Record<string, Sql>,
  rest: Sql
): Part => ({
  covers: [covers],
  schema: List(Ref(item), description),
  expression: arrayOf(columns, rest)
})
const sources = sourcesOf('person_id', p('id'))

export const parts: Record<string, Part> = {
  appointments: ofResource(
    'appointment.person_id',
    appointments,
    'Appointments: posts that the person holds or held.',
    sql`${a('person_id')} = ${p('id')}`,
    a('id')
  ),
  contacts: ofResource(
    'contact.printed_holder_id',
    contacts,
    'Contacts that were printed for the person, and contacts of posts that the person holds or held, with their ' +
      'basis, source and date of review.',
    sql`(${c('printed_holder_id')} = ${p('id')} or ${c('post_id')} in (
      select ${a('post_id')} from ${a.table} where ${a('person_id')} = ${p('id')}))`,
    c('id')
  ),
  memberships: ofResource(
    'membership.person_id',
    memberships,
    'Memberships of the person.',
    sql`${m('person_id')} = ${p('id')}`,
    m('id')
  ),
  representations: ofResource(
    'membership.representative_id',
    memberships,
    'Memberships in which the person represents the member.',
    sql`${m('representative_id')} = ${p('id')}`,
    m('id')
  ),
  signatures: ofTable(
    'declaration_signatory.person_id',
    DossierSignature,
    'Signatures under declarations, including declarations that are not public.',
    {
      declaration: declarationSummary('d'),
      ...ds.pick('no', 'role'),
      organisation: organisationSummary('o'),
      ...ds.pick('printed_post', 'capacity')
    },
    sql`from ${ds.table}
      join ${d.table} on ${d('id')} = ${ds('declaration_id')}
      left join ${o.table} on ${o('id')} = ${ds('organisation_id')}
      where ${ds('person_id')} = ${p('id')} order by ${d('id')}, ${ds('no')}`
  ),
  decisions: ofTable(
    'declaration_applicant.person_id',
    DossierDecision,
    'Decisions on applications of the person.',
    {
      declaration: declarationSummary('d'),
      ...dd.pick('decided_on', 'outcome'),
      tier: da('tier')
    },
    sql`from ${da.table}
      join ${dd.table} on ${dd('declaration_id')} = ${da('declaration_id')}
      join ${d.table} on ${d('id')} = ${da('declaration_id')}
      where ${da('person_id')} = ${p('id')} order by ${d('id')}`
  ),
  list_entries: ofTable(
    'membership_list_entry.person_id',
    DossierListEntry,
    'Rows of printed membership lists that name the person.',
    { list: ml('slug'), no: le('no'), organisation: organisationSummary('o'), printed_post: le('printed_post') },
    sql`from ${le.table}
      join ${ml.table} on ${ml('id')} = ${le('membership_list_id')}
      left join ${o.table} on ${o('id')} = ${le('organisation_id')}
      where ${le('person_id')} = ${p('id')} order by ${ml('no')}, ${le('no')}`
  ),
  participations: ofTable(
    'event_participant.person_id',
    DossierParticipation,
    'Participation of the person in events.',
    {
      event: eventSummary('e'),
      ...x.pick('no', 'role'),
      organisation: organisationSummary('o'),
      printed_post: x('printed_post')
    },
    sql`from ${x.table}
      join ${e.table} on ${e('id')} = ${x('event_id')}
      left join ${o.table} on ${o('id')} = ${x('organisation_id')}
      where ${x('person_id')} = ${p('id')} order by ${e('id')}, ${x('no')}`
  ),
  speeches: ofTable(
    'programme_speaker.person_id',
    DossierSpeech,
    'Programme items of events at which the person speaks.',
    {
      event: eventSummary('e'),
      item_no: s('item_no'),
      title: i('title'),
      ...s.pick('role', 'present')
    },
    sql`from ${s.table}
      join ${i.table} on ${i('event_id')} = ${s('event_id')} and ${i('no')} = ${s('item_no')}
      join ${e.table} on ${e('id')} = ${s('event_id')}
      where ${s('person_id')} = ${p('id')} order by ${e('id')}, ${s('item_no')}`
  ),
  links: ofTable(
    'event_link.author_id',
    DossierLink,
    'Texts by the person to which events link.',
    { event: eventSummary('e'), ...k.pick('title', 'url') },
    sql`from ${k.table}
      join ${e.table} on ${e('id')} = ${k('event_id')}
      where ${k('author_id')} = ${p('id')} order by ${e('id')}, ${k('no')}`
  ),
  contributions: ofTable(
    'publication_contributor.person_id',
    DossierContribution,
    'Publications that the person wrote or edited.',
    { publication: pu('slug'), title: pu('title'), role: pc('role') },
    sql`from ${pc.table}
      join ${pu.table} on ${pu('id')} = ${pc('publication_id')}
      where ${pc('person_id')} = ${p('id')} order by ${pu('no')}`
  ),
  sources: { covers: ['citation.person_id'], schema: sources.schema, expression: sources.expression(sql`null`, false) },
  former_names: ofTable(
    'person_former_name.person_id',
    DossierFormerName,
    'Former names of the person in the registry, including those of records merged into this one.',
    fn.pick('given_name', 'family_name'),
    sql`from ${fn.table}
      where ${fn('person_id')} = ${p('id')} order by ${fn('family_name')}, ${fn('given_name')}`
  ),
  former_addresses: {
    covers: [],
    schema: Type.Array(formerAddress, {
      description: 'Former slugs, and ids of records merged into this one.',
      minItems: 0,
      maxItems: 10_000
    }),
    expression: sql`(select coalesce(json_agg(${r('identifier')} order by ${r('identifier')}), '[]')
      from ${r.table} where ${r('subject_type')} = 'person' and ${r('target_id')} = ${p('id')})`
  },
  changes: ofTable(
    '',
    DossierChange,
    'Entries of the public change log about the person.',
    {
      ...ch.pick('seq', 'type', 'op'),
      fields: sql`to_json(${ch('fields')})`,
      occurred_at: ch.moment('occurred_at')
    },
    sql`from ${ch.table}
      where ${ch('subject_type')} = 'person' and ${ch('subject_id')} = ${p('id')}::text order by ${ch('seq')}`
  ),
  audit: ofTable(
    '',
    DossierAuditEntry,
    'Entries of the audit about the person and about records that belong to the person: who read or changed what.',
    {
      seq: au('seq'),
      occurred_at: au.moment('occurred_at'),
      actor: au('actor'),
      key: au('key_id'),
      key_owner: ak('owner'),
      ...au.pick('action', 'subject_type'),
      fields: sql`to_json(${au('fields')})`,
      request_id: au('request_id')
    },
    sql`from ${au.table}
      left join ${ak.table} on ${ak('id')} = ${au('key_id')}
      where ${au('subject_ids')} && (select array_agg(id::text) from (${own}) as own)
      order by ${au('seq')}`
  )
}

export const Dossier = record('Dossier', 'Everything that the registry has about a person (art. 15 GDPR).', {
  person: Ref(record('PersonBase', 'The person, without related records.', people.record.properties)),
  ...Object.fromEntries(Object.entries(parts).map(([name, { schema }]) => [name, schema])),
  mentions: List(
    Ref(DossierMention),
    'Other places in the registry that contain the name or contact data of the person, with the effect of an erasure ' +
      'that includes the name.'
  )
})

/**
 * Returns the id and the dossier (as JSON) of the person with this identifier, or undefined if there is none. The
 * transaction must have the right to see all records.
 */
export async function findDossier(db: Db, identifier: string): Promise<{ id: string; json: string } | undefined> {
  const columns = Object.entries(parts).map(([name, { expression }]): [string, Sql] => [name, expression])
  const dossier = object({ person: object(people.columns), ...Object.fromEntries(columns) })
  const found = await db
    .selectFrom('person as p')
    .select(['p.id', 'p.slug', sql<string>`${dossier}::text`.as('dossier')])
    .where('p.erased_at', 'is', null)
    .where(people.identifiedBy(identifier).$castTo<boolean>())
    .executeTakeFirst()
  if (!found) return undefined
  const { reached, patterns, imports } = await findPatterns(db, found, 'all')
  const { contacts: listed } = JSON.parse(found.dossier) as { contacts: { id: string }[] }
  const isOf = (contacts: { id: string }[], record: string | null) => contacts.some(({ id }) => id === record)
  // Contacts that are already in the dossier are not repeated, unless an erasure would leave something in them.
  const mentions = (await findPlaces(db, patterns, imports))
    .filter(
      ({ table, record, on_erasure }) =>
        table !== 'contact' || !(isOf(reached, record) || (on_erasure === 'erased' && isOf(listed, record)))
    )
    .map(({ key: _key, ...mention }) => mention)
  return { id: found.id, json: `${found.dossier.slice(0, -1)},"mentions":${JSON.stringify(mentions)}}` }
}
