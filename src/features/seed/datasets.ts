// Which file of data/konwent fills which table, in an order in which every reference is already there.

/** A nested list of a record: its rows go to a table of their own, with the columns that tie them to the parent. */
export interface Children {
  property: string
  table: string
  tie: (parent: Record<string, unknown>) => Record<string, unknown>
  /** Row of a list of bare values. */
  wrap?: (value: unknown) => Record<string, unknown>
  children?: Children[]
}

export interface Dataset {
  file: string
  table: string
  /** Column that names a record for good, and which the citations refer to. */
  key: 'id' | 'code'
  citation?: string
  children?: Children[]
}

const of = (column: string) => (parent: Record<string, unknown>) => ({ [column]: parent.id })

export const datasets: Dataset[] = [
  { file: 'sources', table: 'source', key: 'id' },
  {
    file: 'territories',
    table: 'territory',
    key: 'code',
    citation: 'territory_code',
    children: [
      {
        property: 'names',
        table: 'territory_name',
        tie: (parent) => ({ territory_code: parent.code }),
        wrap: (value) => {
          const { name, valid_from, valid_to } = value as { name: string; valid_from?: string; valid_to?: string }
          // As PostgreSQL prints it, for the range is part of the key.
          return { name, valid: `${valid_from ? `[${valid_from}` : '('},${valid_to ?? ''})` }
        }
      }
    ]
  },
  {
    file: 'organisations',
    table: 'organisation',
    key: 'id',
    citation: 'organisation_id',
    children: [
      { property: 'names', table: 'organisation_name', tie: of('organisation_id') },
      { property: 'lineage', table: 'organisation_lineage', tie: of('organisation_id') }
    ]
  },
  { file: 'people', table: 'person', key: 'id', citation: 'person_id' },
  {
    file: 'events',
    table: 'event',
    key: 'id',
    citation: 'event_id',
    children: [
      { property: 'titles', table: 'event_title', tie: of('event_id') },
      { property: 'participants', table: 'event_participant', tie: of('event_id') },
      {
        property: 'programme',
        table: 'programme_item',
        tie: of('event_id'),
        children: [{ property: 'speakers', table: 'programme_speaker', tie: (item) => ({ event_id: item.event_id, item_no: item.no }) }]
      },
      { property: 'links', table: 'event_link', tie: of('event_id') }
    ]
  },
  { file: 'posts', table: 'post', key: 'id' },
  { file: 'appointments', table: 'appointment', key: 'id', citation: 'appointment_id' },
  { file: 'contacts', table: 'contact', key: 'id', citation: 'contact_id' },
  {
    file: 'membership-tiers',
    table: 'membership_tier',
    key: 'code',
    citation: 'membership_tier_code',
    children: [
      { property: 'member_types', table: 'membership_tier_member_type', tie: (tier) => ({ tier: tier.code }), wrap: (value) => ({ member_type: value }) },
      { property: 'rules', table: 'eligibility_rule', tie: (tier) => ({ tier: tier.code }) }
    ]
  },
  {
    file: 'declarations',
    table: 'declaration',
    key: 'id',
    citation: 'declaration_id',
    children: [{ property: 'signatories', table: 'declaration_signatory', tie: of('declaration_id') }]
  },
  { file: 'memberships', table: 'membership', key: 'id', citation: 'membership_id' },
  {
    file: 'membership-lists',
    table: 'membership_list',
    key: 'id',
    citation: 'membership_list_id',
    children: [{ property: 'entries', table: 'membership_list_entry', tie: of('membership_list_id') }]
  },
  {
    file: 'publications',
    table: 'publication',
    key: 'id',
    citation: 'publication_id',
    children: [{ property: 'contributors', table: 'publication_contributor', tie: of('publication_id') }]
  },
  {
    file: 'legal-acts',
    table: 'legal_act',
    key: 'id',
    citation: 'legal_act_id',
    children: [{ property: 'titles', table: 'legal_act_title', tie: of('legal_act_id') }]
  },
  { file: 'training-topics', table: 'training_topic', key: 'id', citation: 'training_topic_id' },
  { file: 'linked-sites', table: 'linked_site', key: 'id', citation: 'linked_site_id' },
  { file: 'creation-modes', table: 'creation_mode_rule', key: 'code', citation: 'creation_mode_code' },
  { file: 'structure-elements', table: 'structure_element', key: 'code', citation: 'structure_element_code' },
  { file: 'service-areas', table: 'service_area', key: 'code', citation: 'service_area_code' },
  { file: 'assertions', table: 'assertion', key: 'id', citation: 'assertion_id' }
]
