// The reversal of a change: a change back to the previous values of one version, with all checks of a PATCH.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { record } from '../../contract/components.ts'
import { Int } from '../../contract/schemas.ts'
import type { Tx } from '../../db/connect.ts'
import { ApiError, type Fault, faultAt } from '../../http/errors.ts'
import type { Property, Writes } from '../define-writes.ts'
import { mountAction } from './actions.ts'
import { change } from './changes.ts'
import { type Locked, lockRow } from './locks.ts'
import type { Body } from './names.ts'
import { ruleBroken } from './transaction.ts'

const Reversal = Object.assign(
  record('Reversal', 'The change to be reversed.', {
    version: Int('Version that the change gave to the record, as in its previous values.', 2, { minimum: 2 })
  }),
  { additionalProperties: false, examples: [{ version: 2 }] }
)

/** Mounts the reversal of changes of the records of a resource. */
export function mountReversal(app: FastifyInstance, writes: Writes): void {
  const { resource } = writes
  const { en } = resource.label
  mountAction(app, resource, {
    name: 'reversal',
    scope: 'registry:write',
    alsoNeeds: 'audit:read',
    operationId: `reverse_${en.replaceAll(' ', '_')}_change`,
    summary: `Reverse a change of one ${en}`,
    description:
      `Gives the properties of the ${en} that one change replaced their previous values, as a PATCH would. It is ` +
      'refused (409) if one of them was changed again since, and after an operation such as a renaming. Lists of the ' +
      'record, such as its sources, have no previous values and stay.',
    body: Reversal,
    act: async (tx, id, body, request) => {
      await reverse(tx, writes, id, (body as { version: number }).version, request)
      return id
    }
  })
}

interface Kept {
  field: string
  before: unknown
  /** Version of the latest change of the property since then. */
  changed_again: number | null
}

async function reverse(tx: Tx, writes: Writes, id: string, version: number, request: FastifyRequest): Promise<void> {
  const { resource, properties } = writes
  const kept = await tx
    .selectFrom('previous_value as p')
    .select(['p.field', 'p.before'])
    .select((eb) =>
      eb
        .selectFrom('previous_value as later')
        .select(({ fn }) => fn.max('later.version').as('version'))
        .whereRef('later.subject_type', '=', 'p.subject_type')
        .whereRef('later.subject_id', '=', 'p.subject_id')
        .whereRef('later.field', '=', 'p.field')
        .whereRef('later.version', '>', 'p.version')
        .as('changed_again')
    )
    .where('p.subject_type', '=', resource.name)
    .where('p.subject_id', '=', id)
    .where('p.version', '=', version)
    .orderBy('p.field')
    .execute()
  if (kept.length === 0) throw ruleBroken(nothingKept)
  const changed = kept.filter(({ changed_again }) => changed_again !== null)
  if (changed.length > 0) throw refusal(changed.map(changedAgain))
  if (await wasOperation(tx, resource.name, id, version)) throw refusal([byOperation])
  const body: Body = Object.fromEntries(
    kept.map(({ field, before }) => [field, inBody(properties[field] as Property, before)])
  )
  await change(tx, writes, (await lockRow(tx, resource, id)) as Locked, { body, form: [] }, { whole: false, request })
}

/** Returns a stored value as it stands in a body. */
function inBody(property: Property, before: unknown): unknown {
  if (property.kind !== 'reference' || before === null) return before
  return { ['slug' in property.resource.columns || 'id' in property.resource.columns ? 'id' : 'code']: before }
}

/** Returns whether an operation with a verb of its own made the version, such as a renaming. */
async function wasOperation(tx: Tx, type: string, id: string, version: number): Promise<boolean> {
  const { rows } = await sql<{ other: boolean }>`
    select exists (select from audit a where a.subject_ids @> array[${id}] and a.subject_type = ${type}
      and a.subject_version = ${version} and a.action <> ${`${type}.updated`}) as other`.execute(tx)
  return rows[0]?.other ?? false
}

const refusal = (faults: Fault[]): ApiError => new ApiError('wrong_state', (faults[0] as Fault).detail, { faults })

const changedAgain = ({ field, changed_again }: Kept): Fault =>
  faultAt(
    '/version',
    'changed_again',
    `Pole «${field}» zmieniono później ponownie (wersja ${changed_again}). Należy najpierw cofnąć tamtą zmianę albo ` +
      'poprawić pole przez PATCH.',
    `«${field}» was changed again later (version ${changed_again}). Reverse that change first, or correct the ` +
      'property with PATCH.'
  )

const nothingKept = faultAt(
  '/version',
  'no_previous_values',
  'Rejestr nie ma poprzednich wartości dla tej wersji rekordu. Wersje, które można cofnąć, zwraca lista ' +
    'previous-values.',
  'The registry has no previous values for this version of the record. The list previous-values has the versions that ' +
    'can be reversed.'
)

const byOperation = faultAt(
  '/version',
  'not_reversible',
  'Tę wersję utworzyła operacja, która zmieniła więcej niż wartości pól (na przykład zmiana nazwy). Wartości należy ' +
    'poprawić przez PATCH.',
  'An operation that changed more than properties made this version, such as a renaming. Correct the values with PATCH.'
)
