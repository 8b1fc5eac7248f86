import { type ExpressionBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { DB, Territory } from '../../db/types.ts'
import { anyOf, columnsOf, recordsOf } from '../../records/columns.ts'
import { today } from '../../records/read/query.ts'
import { RefusedFile } from '../imports/file/refused-file.ts'
import type { TercFile } from './terc.ts'
import { planTerc, type TercPlan, type UnitState } from './terc-plan.ts'

const n = columnsOf('territory_name', 'n')

/**
 * Returns the changes that the file would make. Throws RefusedFile if the file is older than the last one, has a
 * future day, or contradicts the registry.
 */
export async function previewTerc(db: Db, file: TercFile): Promise<TercPlan> {
  await requireCurrentDay(db, file)
  const { plan, faults } = planTerc(file, await findUnits(db, file))
  if (faults.length > 0) throw new RefusedFile(faults)
  return plan
}

/**
 * Applies the file and returns its changes. It locks the table against concurrent changes of territories. Throws like
 * previewTerc(). Applying the same file again changes nothing.
 */
export async function applyTerc(tx: Tx, file: TercFile): Promise<TercPlan> {
  await sql`lock table territory in share row exclusive mode`.execute(tx)
  const plan = await previewTerc(tx, file)
  if (plan.create.length > 0) await insertUnits(tx, plan)
  if (plan.update.length > 0) await updateUnits(tx, plan)
  await tx
    .insertInto('territory_register_state')
    .values({ stated_on: file.statedOn })
    .onConflict((oc) =>
      oc
        .constraint('territory_register_state_pkey')
        .doUpdateSet(({ ref }) => ({ stated_on: ref('excluded.stated_on'), imported_at: ref('excluded.imported_at') }))
        .whereRef('territory_register_state.stated_on', '<', 'excluded.stated_on')
    )
    .execute()
  return plan
}

async function requireCurrentDay(db: Db, { statedOn }: TercFile): Promise<void> {
  const { future, lastStatedOn } = await db
    .selectNoFrom((eb) => [
      eb.selectFrom('territory_register_state').select('stated_on').as('lastStatedOn'),
      sql<boolean>`${statedOn}::date > ${today}`.as('future')
    ])
    .executeTakeFirstOrThrow()
  const last = lastStatedOn ?? statedOn
  const refused = (code: string, pl: string, en: string) =>
    new RefusedFile([{ line: 2, column: 'STAN_NA', code, detail: { pl, en } }])
  if (statedOn < last)
    throw refused(
      'older_file',
      `Do rejestru wczytano już plik ze stanem na ${last}. Ten plik jest starszy (${statedOn}).`,
      `The registry already has the file of ${last}. This file is older (${statedOn}).`
    )
  if (future)
    throw refused(
      'future_file',
      `Plik podaje stan na dzień, który jeszcze nie nadszedł (${statedOn}).`,
      `The day of the file is in the future (${statedOn}).`
    )
}

/** Selects the names of the unit `t`. */
const namesOf = (eb: ExpressionBuilder<DB & { t: Territory }, 't'>) =>
  eb.selectFrom('territory_name as n').whereRef('n.territory_code', '=', 't.code')

/** Returns all units of the registry, in relation to the day of the file. */
async function findUnits(db: Db, { statedOn, units }: TercFile): Promise<UnitState[]> {
  const codes = units.map(({ code }) => code)
  const day = sql<string>`${statedOn}::date`
  const valid = n('valid')
  return db
    .selectFrom('territory as t')
    .select(['t.code', 't.level', 't.name', 't.gmina_kind'])
    .select((eb) => {
      const names = namesOf(eb)
      const later = names.where(sql<boolean>`(lower(${valid}) >= ${day} or upper(${valid}) > ${day})`)
      const organisations = eb
        .selectFrom('organisation as o')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('o.territory_code', '=', 't.code')
      return [
        names.select('n.name').where(sql<boolean>`${valid} @> ${day}`).as('name_then'),
        eb.exists(later).$castTo<boolean>().as('renamed_later'),
        eb
          .case()
          .when('t.code', '=', anyOf(codes))
          .then(eb.lit(0))
          .else(organisations.$asScalar().$notNull())
          .end()
          .$castTo<number>()
          .as('organisations')
      ]
    })
    .orderBy('t.code')
    .execute()
}

/** Inserts new units. Each cites the TERYT register as its source. */
async function insertUnits(tx: Tx, { create }: TercPlan): Promise<void> {
  await tx
    .with('inserted', (db) =>
      db
        .insertInto('territory')
        .columns(['code', 'level', 'name', 'gmina_kind', 'parent_code'])
        .expression((eb) =>
          eb
            .selectFrom(recordsOf('territory', create, 'u'))
            .select(['u.code', 'u.level', 'u.name', 'u.gmina_kind'])
            .select(({ ref }) => sql`nullif(left(${ref('u.code')}, -2), '')`.as('parent_code'))
        )
        .returning('code')
    )
    .insertInto('citation')
    .columns(['source_id', 'territory_code', 'certainty'])
    .expression((eb) =>
      eb
        .selectFrom(['inserted as i', 'source as s'])
        .select(['s.id', 'i.code', eb.val('certain').as('certainty')])
        .where('s.slug', '=', 'teryt')
    )
    .execute()
}

async function updateUnits(tx: Tx, { update, statedOn }: TercPlan): Promise<void> {
  const renamed = update.filter((each) => each.renamed).map(({ unit }) => ({ code: unit.code, name: unit.name }))
  if (renamed.length > 0) await renameUnits(tx, renamed, statedOn)
  const reclassified = update.flatMap(({ unit: { code }, changes }) =>
    changes.some(({ field, before }) => field === 'gmina_kind' && before !== '') ? [{ code }] : []
  )
  if (reclassified.length > 0) await keepFormerKinds(tx, reclassified, statedOn)
  // Only changed columns are set, so that a later name in the registry is not replaced by the name in the file.
  const rows = update.map(({ unit, changes }) => ({
    code: unit.code,
    ...Object.fromEntries(changes.map(({ field, after }) => [field, after]))
  }))
  await tx
    .updateTable('territory as t')
    .from(recordsOf('territory', rows, 'u'))
    .set(({ fn }) => ({
      level: fn.coalesce('u.level', 't.level'),
      name: fn.coalesce('u.name', 't.name'),
      gmina_kind: fn.coalesce('u.gmina_kind', 't.gmina_kind')
    }))
    .whereRef('t.code', '=', 'u.code')
    .execute()
}

async function renameUnits(tx: Tx, renamed: { code: string; name: string }[], statedOn: string): Promise<void> {
  const day = sql<string>`${statedOn}::date`
  const valid = n('valid')
  const lastEnd = sql`max(upper(${valid}))`.as('end')
  // The current name ends on this day. If its beginning was never recorded, it began when the name before it ended,
  // or at an unknown time.
  await tx
    .updateTable('territory_name as n')
    .from(recordsOf('territory', renamed, 'u'))
    .set({ valid: sql<string>`daterange(lower(${valid}), ${day})` })
    .whereRef('n.territory_code', '=', 'u.code')
    .where(sql<boolean>`upper_inf(${valid})`)
    .execute()
  await tx
    .insertInto('territory_name')
    .columns(['territory_code', 'name', 'valid'])
    .expression((eb) =>
      eb
        .selectFrom(recordsOf('territory', renamed, 'u'))
        .innerJoin('territory as t', 't.code', 'u.code')
        .select((row) => ['t.code', 't.name', sql`daterange(${namesOf(row).select(lastEnd)}, ${day})`.as('valid')])
        .where((row) => row.not(row.exists(namesOf(row).where(sql<boolean>`upper(${valid}) = ${day}`))))
        .unionAll(
          eb
            .selectFrom(recordsOf('territory', renamed, 'u'))
            .select(['u.code', 'u.name', sql`daterange(${day}, null)`.as('valid')])
        )
    )
    .execute()
}

/**
 * Stores the present kinds of gminas as former ones. The change happened after the day of the last file. Without one,
 * or with a file of the day before, the day of this file is the day of the change, as for names.
 */
async function keepFormerKinds(tx: Tx, units: { code: string }[], statedOn: string): Promise<void> {
  const day = sql<string>`${statedOn}::date`
  const earliest = sql<string | null>`(select stated_on + 1 from territory_register_state)`
  const isKnown = sql<boolean>`coalesce(${earliest} >= ${day}, true)`
  const unlessKnown = (value: typeof earliest) => sql<string | null>`case when not ${isKnown} then ${value} end`
  await tx
    .insertInto('territory_kind')
    .columns(['territory_code', 'gmina_kind', 'until_on', 'until_not_before', 'until_not_after'])
    .expression((eb) =>
      eb
        .selectFrom(recordsOf('territory', units, 'u'))
        .innerJoin('territory as t', 't.code', 'u.code')
        .select(['t.code', ({ ref }) => ref('t.gmina_kind').$notNull().as('gmina_kind')])
        .select([
          sql<string | null>`case when ${isKnown} then ${day} end`.as('until_on'),
          unlessKnown(earliest).as('until_not_before'),
          unlessKnown(day).as('until_not_after')
        ])
    )
    .execute()
}
