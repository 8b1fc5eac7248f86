import { type ExpressionBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import type { DB, Territory } from '../../db/types.ts'
import { anyOf, columnsOf, recordsOf } from '../../records/columns.ts'
import { today } from '../../records/read/query.ts'
import { RefusedFile } from '../imports/file/refused-file.ts'
import type { TercFile } from './terc.ts'
import { planTerc, type TercPlan, type UnitState } from './terc-plan.ts'

const n = columnsOf('territory_name', 'n')

/** What the file would change. Throws RefusedFile for a file that is older than the last one, of a day to come, or that contradicts the registry. */
export async function previewTerc(db: Db, file: TercFile): Promise<TercPlan> {
  await refuseOtherDays(db, file)
  const { plan, faults } = planTerc(file, await findUnits(db, file))
  if (faults.length > 0) throw new RefusedFile(faults)
  return plan
}

/**
 * Takes the file over, with nobody else changing territories meanwhile, and returns what it changed: what previewTerc() said, unless the registry
 * has moved since. Throws as previewTerc() does. The same file again changes nothing.
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

async function refuseOtherDays(db: Db, { statedOn }: TercFile): Promise<void> {
  const { future, ...known } = await db
    .selectNoFrom((eb) => [
      eb.selectFrom('territory_register_state').select('stated_on').as('last'),
      sql<boolean>`${statedOn}::date > ${today}`.as('future')
    ])
    .executeTakeFirstOrThrow()
  const last = known.last ?? statedOn
  const refused = (code: string, pl: string, en: string) =>
    new RefusedFile([{ line: 2, column: 'STAN_NA', code, detail: { pl, en } }])
  if (statedOn < last)
    throw refused(
      'older_file',
      `Rejestr przejął już plik ze stanem na ${last}; ten jest starszy (${statedOn}).`,
      `The registry has the file of ${last}; this one is older (${statedOn}).`
    )
  if (future)
    throw refused(
      'future_file',
      `Plik podaje stan na dzień, który jeszcze nie nadszedł (${statedOn}).`,
      `The file is of a day to come (${statedOn}).`
    )
}

/** The names of the unit `t`. */
const namesOf = (eb: ExpressionBuilder<DB & { t: Territory }, 't'>) =>
  eb.selectFrom('territory_name as n').whereRef('n.territory_code', '=', 't.code')

/** Every unit that the registry has, as it stands to the file. */
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

/** New units, each citing the register as the source. */
async function insertUnits(tx: Tx, { create }: TercPlan): Promise<void> {
  await tx
    .with('made', (db) =>
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
        .selectFrom(['made as m', 'source as s'])
        .select(['s.id', 'm.code', eb.val('certain').as('certainty')])
        .where('s.slug', '=', 'teryt')
    )
    .execute()
}

async function updateUnits(tx: Tx, { update, statedOn }: TercPlan): Promise<void> {
  const renamed = update.filter((each) => each.renamed).map(({ unit }) => ({ code: unit.code, name: unit.name }))
  if (renamed.length > 0) await renameUnits(tx, renamed, statedOn)
  // Only what differs: where the registry knows of a later name, the file's is not to come back.
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
  // The current name ends here. A name whose beginning was never recorded began
  // when the name before it ended, or at an unknown time.
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
