import { Type } from '@sinclair/typebox'
import { Nullable, OpenEnum, Ref, record } from '../../contract/components.ts'
import { Bool, Day, Enum, Id, Int, List, Moment, Slug, Str } from '../../contract/schemas.ts'
import { term } from '../../records/vocabulary.ts'
import { appointmentCapacity } from '../appointments/vocabularies.ts'
import { decisionOutcome, signatoryRole } from '../declarations/vocabularies.ts'
import { eventRole } from '../events/vocabularies.ts'
import { contributorRole } from '../library/vocabularies.ts'
import { membershipTier } from '../membership-tiers/vocabularies.ts'
import { DeclarationSummary, EventSummary, nullableOrganisation } from '../summaries.ts'
import { restrictionReason } from './vocabularies.ts'

const closed = { additionalProperties: false }

export const PersonRestrictionPrototype = Object.assign(
  record('PersonRestrictionPrototype', 'Why the data of a person is only to be kept (art. 18 (1) RODO).', {
    reason: term(restrictionReason, 'Which case of art. 18 (1) RODO it is.', 'objection')
  }),
  closed,
  { examples: [{ reason: 'objection' }] }
)

export const PersonErasurePrototype = Object.assign(
  record('PersonErasurePrototype', 'How far the data of a person is to be erased (art. 17 RODO).', {
    pseudonymise_name: Bool(
      [
        'Whether the name is erased as well.',
        'Otherwise it stays where the history of the Konwent names the person in a public function.',
        'E-mail addresses made of the name are contact data and are erased in either case.'
      ].join(' ')
    )
  }),
  closed,
  { examples: [{ pseudonymise_name: true }] }
)

const printedPost = Nullable(Str('Post as printed; null when none is printed.', 'Dyrektor'))
const no = (text: string) => Int(text, 1, { minimum: 1 })

export const DossierSignature = record('DossierSignature', 'A signature under a declaration.', {
  declaration: Ref(DeclarationSummary),
  no: no('Place in the order of the signatures.'),
  role: term(signatoryRole, 'In what role.', 'applicant'),
  organisation: nullableOrganisation('Organisation that the person signed for; null when for nobody else.'),
  printed_post: printedPost,
  capacity: term(appointmentCapacity, 'In what capacity.', 'substantive')
})

export const DossierDecision = record('DossierDecision', 'A decision on an application of the person.', {
  declaration: Ref(DeclarationSummary),
  decided_on: Day('Day of the decision.'),
  outcome: term(decisionOutcome, 'What was decided.', 'accepted'),
  tier: Nullable(term(membershipTier, 'Tier that was decided on; null when none was.', 'honorary'))
})

export const DossierListEntry = record('DossierListEntry', 'A row of a printed list that names the person.', {
  list: Slug('Slug of the list.', 'czlonkowie-konwentu'),
  no: no('Row of the list.'),
  organisation: nullableOrganisation('Organisation in the row; null when it names none.'),
  printed_post: printedPost
})

export const DossierParticipation = record('DossierParticipation', 'Participation of the person in an event.', {
  event: Ref(EventSummary),
  no: no('Place among the participants.'),
  role: term(eventRole, 'In what role.', 'attendee'),
  organisation: nullableOrganisation('Organisation that the person stood for; null when not told.'),
  printed_post: printedPost
})

export const DossierSpeech = record('DossierSpeech', 'An item of a programme at which the person speaks.', {
  event: Ref(EventSummary),
  item_no: no('Place of the item in the programme.'),
  title: Nullable(Str('Title of the item; null when none is printed.', 'Wykład')),
  role: term(eventRole, 'In what role.', 'lecturer'),
  present: Nullable(Bool('Whether the person was there; null when not told.'))
})

export const DossierLink = record('DossierLink', 'A text that the person wrote and an event links to.', {
  event: Ref(EventSummary),
  title: Str('Title of the text.', 'Relacja'),
  url: Str('Address of the text.', 'https://example.org/relacja')
})

export const DossierContribution = record('DossierContribution', 'A publication that the person wrote or edited.', {
  publication: Slug('Slug of the publication.', 'samorzad-i-polityka-spoleczna'),
  title: Str('Title of the publication.', 'Samorząd i polityka społeczna'),
  role: term(contributorRole, 'Author or editor.', 'author')
})

export const DossierMention = record(
  'DossierMention',
  'A place elsewhere in the registry that holds the name or contact data of the person.',
  {
    table: Str('Table of the database.', 'appointment', { maxLength: 200 }),
    column: Str('Column of the table.', 'note', { maxLength: 200 }),
    record: Nullable(
      Str(
        'Identifier of the record; null if it has none. For a former slug, the record that it leads to.',
        '01993a5e-7c00-7000-8000-000000000001',
        {
          maxLength: 200
        }
      )
    ),
    text: Str('The text, or its first 2,000 characters.', 'Kontakt przez p. Ewelinę Szkutnicką.'),
    on_erasure: Enum(
      ['erased', 'decision', 'check'],
      [
        'Effect of an erasure with the name. `erased`: cut out.',
        '`decision`: left, because an address, link or slug could belong to another person of the registry.',
        '`check`: left, because the text says too little to be sure. A place can be listed once for each effect.'
      ].join(' '),
      'check'
    ),
    why: Nullable(
      OpenEnum(['could_be_another_person', 'inflected', 'weak'], {
        description: [
          'Reason why the place is left; null if it is erased.',
          '`could_be_another_person`: somebody else in the registry could have the same address.',
          '`inflected`: an inflected form of the name.',
          '`weak`: only a part of the name, such as the family name as an e-mail address. Reasons may be added.'
        ].join(' '),
        examples: ['inflected']
      })
    )
  }
)

export const DossierFormerName = record('DossierFormerName', 'A name that the person had in the registry before.', {
  given_name: Str('Given names before the change.', 'Ewelina'),
  family_name: Str('Family name before the change.', 'Nowak')
})

export const PersonErasure = record(
  'PersonErasure',
  'An erasure that was carried out. It holds nothing that was erased.',
  {
    person: Id('Id of the person.'),
    pseudonymised: Bool('Whether the name was erased as well.'),
    erased_at: Moment('When the data was erased.'),
    left: List(
      Ref(DossierMention),
      [
        'Places that were not erased and need a decision or a check by a person, with their present text.',
        'A repeated request returns those that still exist.'
      ].join(' ')
    )
  }
)

export const DossierChange = record('DossierChange', 'An entry of the public journal about the person.', {
  seq: Int('Number of the entry.', 12),
  type: Str('What happened.', 'person.updated', { maxLength: 100 }),
  op: Enum(['upsert', 'delete', 'merge', 'redact'], 'What a copy had to do.', 'upsert'),
  fields: List(Str('Property.', 'given_name', { maxLength: 100 }), 'Names of the properties that changed.', {
    maxItems: 1000
  }),
  occurred_at: Moment('When it happened.')
})

export const DossierAuditEntry = record(
  'DossierAuditEntry',
  'An entry of the audit about the person, or about what belongs to the person: who read or changed what.',
  {
    seq: Int('Number of the entry.', 34),
    occurred_at: Moment('When it was done.'),
    actor: Enum(
      ['key', 'command', 'database'],
      'Who acted: an API key, the command line on the host, or somebody with a login to the database.',
      'key'
    ),
    key: Nullable(Id('Id of the API key; null for other actors.')),
    key_owner: Nullable(Str('Holder of the API key; null for other actors.', 'Obserwatorium CUS')),
    action: Str('What was done.', 'contact.read', { maxLength: 100 }),
    subject_type: Str('Type of the record.', 'contact', { maxLength: 100 }),
    fields: List(Str('Property.', 'email', { maxLength: 100 }), 'Names of the properties that were read or changed.', {
      maxItems: 1000
    }),
    request_id: Nullable(
      Str('Identifier of the request; null outside of requests.', '01993a5e-7c00-7000-8000-000000000001', {
        maxLength: 100
      })
    )
  }
)

export const formerAddress = Type.String({
  minLength: 1,
  maxLength: 80,
  pattern: '^[a-z0-9-]+$',
  description: 'A slug or id that led, or leads, to the person.',
  examples: ['ewelina-nowak']
})
