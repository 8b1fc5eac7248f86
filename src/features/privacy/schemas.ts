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
  record('PersonRestrictionPrototype', 'The restriction of processing of a person (art. 18 (1) GDPR).', {
    reason: term(restrictionReason, 'Reason for the restriction: the case of art. 18 (1) GDPR.', 'objection')
  }),
  closed,
  { examples: [{ reason: 'objection' }] }
)

export const PersonErasurePrototype = Object.assign(
  record('PersonErasurePrototype', 'The extent of an erasure of personal data (art. 17 GDPR).', {
    pseudonymise_name: Bool(
      [
        'Whether the name is erased as well.',
        'If false, it stays wherever the history of the Konwent names the person in a public function.',
        'E-mail addresses made of the name are contact data and are erased in either case.'
      ].join(' ')
    )
  }),
  closed,
  { examples: [{ pseudonymise_name: true }] }
)

const printedPost = Nullable(Str('Post as printed. Null if none is printed.', 'Dyrektor'))
const no = (text: string) => Int(text, 1, { minimum: 1 })

export const DossierSignature = record('DossierSignature', 'A signature under a declaration.', {
  declaration: Ref(DeclarationSummary),
  no: no('Position of the signature.'),
  role: term(signatoryRole, 'Role of the signatory.', 'applicant'),
  organisation: nullableOrganisation('Organisation for which the person signed. Null if they signed for themselves.'),
  printed_post: printedPost,
  capacity: term(appointmentCapacity, 'Capacity of the signatory.', 'substantive')
})

export const DossierDecision = record('DossierDecision', 'A decision on an application of the person.', {
  declaration: Ref(DeclarationSummary),
  decided_on: Day('Day of the decision.'),
  outcome: term(decisionOutcome, 'Outcome of the decision.', 'accepted'),
  tier: Nullable(term(membershipTier, 'Tier that was decided. Null if there was none.', 'honorary'))
})

export const DossierListEntry = record('DossierListEntry', 'A row of a printed list that names the person.', {
  list: Slug('Slug of the printed list.', 'czlonkowie-konwentu'),
  no: no('Number of the row in the list.'),
  organisation: nullableOrganisation('Organisation in the row. Null if the row names none.'),
  printed_post: printedPost
})

export const DossierParticipation = record('DossierParticipation', 'Participation of the person in an event.', {
  event: Ref(EventSummary),
  no: no('Position among the participants.'),
  role: term(eventRole, 'Role of the participant.', 'attendee'),
  organisation: nullableOrganisation('Organisation that the person represented. Null if not known.'),
  printed_post: printedPost
})

export const DossierSpeech = record('DossierSpeech', 'A programme item at which the person speaks.', {
  event: Ref(EventSummary),
  item_no: no('Position of the item in the programme.'),
  title: Nullable(Str('Title of the item. Null if none is printed.', 'Wykład')),
  role: term(eventRole, 'Role of the speaker.', 'lecturer'),
  present: Nullable(Bool('Whether the person was present. Null if not known.'))
})

export const DossierLink = record('DossierLink', 'A text that the person wrote and an event links to.', {
  event: Ref(EventSummary),
  title: Str('Title of the linked text.', 'Relacja'),
  url: Nullable(Str('Address of the text. Null if it is not known.', 'https://example.org/relacja'))
})

export const DossierContribution = record('DossierContribution', 'A publication that the person wrote or edited.', {
  publication: Slug('Slug of the publication.', 'samorzad-i-polityka-spoleczna'),
  title: Str('Title of the publication.', 'Samorząd i polityka społeczna'),
  role: term(contributorRole, 'Role of the person: author or editor.', 'author')
})

export const DossierMention = record(
  'DossierMention',
  'Another place in the registry that contains the name or contact data of the person.',
  {
    table: Str('Table of the database.', 'appointment', { maxLength: 200 }),
    column: Str('Column of the table.', 'note', { maxLength: 200 }),
    record: Nullable(
      Str(
        'Identifier of the record. Null if it has none. For a former slug, it is the record to which the slug leads.',
        '01993a5e-7c00-7000-8000-000000000001',
        { maxLength: 200 }
      )
    ),
    text: Str(
      'The text, or its first 2,000 characters. Of a waiting import, only the lines about the person.',
      'Kontakt przez p. Ewelinę Szkutnicką.'
    ),
    on_erasure: Enum(
      ['erased', 'decision', 'check'],
      [
        'Effect of an erasure that includes the name. `erased`: it is removed.',
        '`decision`: it stays, because the address, link or slug could belong to another person in the registry.',
        '`check`: it stays, because the text does not identify the person with certainty.',
        'A place can be listed once for each effect.'
      ].join(' '),
      'check'
    ),
    why: Nullable(
      OpenEnum(['could_be_another_person', 'inflected', 'weak'], {
        description: [
          'Reason why the place stays. Null if it is erased.',
          '`could_be_another_person`: another person in the registry could have the same address.',
          '`inflected`: an inflected form of the name.',
          '`weak`: only a part of the name, such as the family name as an e-mail address.',
          'New reasons can be added.'
        ].join(' '),
        examples: ['inflected']
      })
    )
  }
)

export const DossierFormerName = record('DossierFormerName', 'A former name of the person in the registry.', {
  given_name: Str('Given names before the change.', 'Ewelina'),
  family_name: Str('Family name before the change.', 'Nowak')
})

export const PersonErasure = record('PersonErasure', 'A completed erasure. It contains none of the erased data.', {
  person: Id('Id of the erased person.'),
  pseudonymised: Bool('Whether the name was erased as well.'),
  erased_at: Moment('Time of the erasure, UTC.'),
  left: List(
    Ref(DossierMention),
    [
      'Places that were not erased, because they need a decision or a check by a human, with their present text.',
      'A repeated request returns the places that still exist.'
    ].join(' ')
  )
})

export const DossierChange = record('DossierChange', 'An entry of the public change log about the person.', {
  seq: Int('Number of the entry.', 12),
  type: Str('Kind of the change: a record type and a verb.', 'person.updated', { maxLength: 100 }),
  op: Enum(['upsert', 'delete', 'merge', 'redact'], 'Action for a copy of the record.', 'upsert'),
  fields: List(
    Str('Name of the property.', 'given_name', { maxLength: 100 }),
    'Names of the properties that changed.',
    {
      maxItems: 1000
    }
  ),
  occurred_at: Moment('Time of the change, UTC.')
})

export const DossierAuditEntry = record(
  'DossierAuditEntry',
  'An entry of the audit about the person or a record that belongs to the person: who read or changed what.',
  {
    seq: Int('Number of the entry.', 34),
    occurred_at: Moment('Time of the action, UTC.'),
    actor: Enum(
      ['key', 'command', 'database'],
      'Type of the actor: an API key, a command on the server, or a direct login to the database.',
      'key'
    ),
    key: Nullable(Id('Id of the API key. Null for other actors.')),
    key_owner: Nullable(Str('Holder of the API key. Null for other actors.', 'Obserwatorium CUS')),
    action: Str('The action: a record type and a verb.', 'contact.read', { maxLength: 100 }),
    subject_type: Str('Type of the record concerned.', 'contact', { maxLength: 100 }),
    fields: List(
      Str('Name of the property.', 'email', { maxLength: 100 }),
      'Names of the properties read or changed.',
      {
        maxItems: 1000
      }
    ),
    request_id: Nullable(
      Str('Identifier of the request. Null for actions outside of requests.', '01993a5e-7c00-7000-8000-000000000001', {
        maxLength: 100
      })
    )
  }
)

export const formerAddress = Type.String({
  minLength: 1,
  maxLength: 80,
  pattern: '^[a-z0-9-]+$',
  description: 'A former slug of the person, or the id of a record merged into the person.',
  examples: ['ewelina-nowak']
})
