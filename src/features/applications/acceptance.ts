// Takes an application over: makes a draft declaration or an event of it, or applies a correction. Runs inside the
// caller's transaction, which has locked the row of the application.
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../db/connect.ts'
import { requireScope } from '../../http/access.ts'
import { type Fault, faultAt } from '../../http/errors.ts'
import type { Resource } from '../../records/define.ts'
import { create } from '../../records/write/changes.ts'
import { requireState } from '../../records/write/life-cycle.ts'
import { findReference } from '../../records/write/names.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { declarations } from '../declarations/queries.ts'
import { declarationWrites } from '../declarations/writes.ts'
import { events } from '../events/queries.ts'
import { eventWrites } from '../events/writes.ts'
import { listOrganisations } from '../membership-checks/queries.ts'
import { people } from '../people/queries.ts'
import { applyCorrection } from './corrections.ts'
import { countDecision, getForDecision, type StoredApplication, setState } from './queries.ts'
import { applicationLifeCycle, unknownReference } from './rules.ts'
import type { ApplicationAcceptance } from './schemas.ts'
import type { ApplicationPrototype } from './submission-schemas.ts'
import { applicationKind } from './vocabularies.ts'

/** The record to which an application has led. */
interface Result {
  resource: Resource
  id: string
}
type TakeOver = (
  tx: Tx,
  application: StoredApplication,
  body: ApplicationAcceptance,
  request: FastifyRequest
) => Promise<Result | null>
type Kind = ApplicationPrototype['kind']

/** The properties of an acceptance that apply to each kind, and its effect. */
const kinds: Record<Kind, { properties: (keyof ApplicationAcceptance)[]; takeOver: TakeOver | null }> = {
  membership: { properties: ['organisation', 'person'], takeOver: draftDeclaration },
  legal_advice: { properties: [], takeOver: null },
  expert_advice: { properties: [], takeOver: null },
  study_visit: { properties: ['organisation', 'date'], takeOver: planVisit },
  correction: { properties: ['source'], takeOver: applyCorrection }
}

/**
 * Takes a confirmed application over. Returns its id. Throws 403 if it makes or changes a record and the caller's key
 * lacks `registry:write`, 409 in another state, and whatever the write of the record throws.
 */
export async function acceptApplication(
  tx: Tx,
  id: string,
  body: ApplicationAcceptance,
  request: FastifyRequest
): Promise<string> {
  const application = await getForDecision(tx, id)
  const { kind } = application.content
  const { properties, takeOver } = kinds[kind]
  if (takeOver) requireScope(request.caller, 'registry:write')
  requireState(applicationLifeCycle, application.state, 'acceptance')
  const faults = Object.keys(body)
    .filter((name) => !(properties as string[]).includes(name))
    .map((name) => notForThisKind(name, kind))
  if (faults.length > 0) throw ruleBroken(...faults)
  const result = (await takeOver?.(tx, application, body, request)) ?? null
  await setState(tx, id, 'taken_over', result ? { result_path: result.resource.path, result_id: result.id } : {})
  await countDecision(tx, id)
  return id
}

function notForThisKind(name: string, kind: Kind): Fault {
  const { pl, en } = applicationKind.terms[kind]
  return faultAt(
    `/${name}`,
    'not_for_this_kind',
    `Pola «${name}» nie podaje się przy przejęciu zgłoszenia rodzaju: ${pl}.`,
    `The field «${name}» does not apply when an application of this kind is taken over: ${en}.`
  )
}

/** Makes a draft declaration of accession. Staff complete it with the signed document. */
async function draftDeclaration(
  tx: Tx,
  { content, organisation_id }: StoredApplication,
  body: ApplicationAcceptance,
  request: FastifyRequest
): Promise<Result> {
  const { tier, statements = [], signatory } = content
  const organisation = await findOrganisation(tx, content, organisation_id, body)
  const person = body.person && (await findReference(tx, people, 'person', body.person))
  const faults = [
    ...(organisation ? [] : [body.organisation ? unknownReference('/organisation') : organisationNeeded]),
    ...(person?.faults ?? [])
  ]
  if (!organisation || faults.length > 0) throw ruleBroken(...faults)
  const id = await create(
    tx,
    declarationWrites,
    {
      body: {
        kind: 'accession',
        title: `Deklaracja przystąpienia – ${organisation.short_name}`,
        tier,
        statements,
        signatories: [
          {
            role: 'applicant',
            list_no: 1,
            organisation: { id: organisation.id },
            ...(person && { person: { id: person.id } }),
            printed_post: signatory?.post_title,
            capacity: 'substantive'
          }
        ]
      },
      form: []
    },
    request
  )
  return { resource: declarations, id }
}

/** Makes a planned event, which is public. It names the organisation that comes, and nobody else. */
async function planVisit(
  tx: Tx,
  { content, organisation_id }: StoredApplication,
  body: ApplicationAcceptance,
  request: FastifyRequest
): Promise<Result> {
  const organisation = await findOrganisation(tx, content, organisation_id, body)
  if (body.organisation && !organisation) throw ruleBroken(unknownReference('/organisation'))
  const id = await create(
    tx,
    eventWrites,
    {
      body: {
        title: organisation ? `Wizyta studyjna – ${organisation.short_name}` : 'Wizyta studyjna',
        kind: 'study_visit',
        status: 'planned',
        date: body.date ?? dateOf(content.preferred_days ?? []),
        participants: organisation ? [{ role: 'attendee', organisation: { id: organisation.id } }] : []
      },
      form: []
    },
    request
  )
  return { resource: events, id }
}

/** Returns the day, or the bounds of the days, on which the visit could take place. */
function dateOf(days: readonly string[]): ApplicationAcceptance['date'] {
  const [first, ...rest] = days.toSorted()
  const last = rest.at(-1)
  return last === undefined ? { on: first ?? null } : { not_before: first ?? null, not_after: last }
}

interface Organisation {
  id: string
  short_name: string
}

/**
 * Returns the organisation that staff name, or that the application certainly means by id, slug or number. A proposed
 * name means none: staff decide which organisation it is.
 */
async function findOrganisation(
  tx: Tx,
  { organisation }: ApplicationPrototype,
  named: string | null,
  body: ApplicationAcceptance
): Promise<Organisation | null> {
  const identifier = body.organisation ? (body.organisation.id ?? body.organisation.slug) : (named ?? undefined)
  const { nip, regon } = organisation ?? {}
  const lookUp = async () => {
    if (identifier !== undefined) return listOrganisations(tx, 'organisation', identifier)
    if (nip !== undefined) return listOrganisations(tx, 'nip', nip)
    return regon === undefined ? [] : listOrganisations(tx, 'regon', regon)
  }
  const found = await lookUp()
  return found.length === 1 ? (found[0]?.summary as Organisation) : null
}

const organisationNeeded = faultAt(
  '/organisation',
  'organisation_needed',
  'Zgłoszenie nie wskazuje jednej organizacji z rejestru. Należy podać ją w polu «organisation», a jeśli jej nie ma, ' +
    'najpierw dodać do rejestru.',
  'The application does not name one organisation on record. State it in «organisation». If it is not on record, create ' +
    'it first.'
)
