import { sql } from 'kysely'
import type { Db, Tx } from '../../db/connect.ts'
import { today } from '../../records/read/query.ts'
import { RefusedFile } from '../imports/file-fault.ts'
import type { TercFile } from './terc.ts'
import { planTerc, type TercPlan, type UnitState } from './terc-plan.ts'

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
  await sql`
    insert into territory_register_state as s (stated_on) values (${file.statedOn})
    on conflict on constraint territory_register_state_pkey do update set stated_on = excluded.stated_on, imported_at = excluded.imported_at
    where s.stated_on < excluded.stated_on`.execute(tx)
  return plan
}

async function refuseOtherDays(db: Db, { statedOn }: TercFile): Promise<void> {
  const { rows } = await sql<{ last: string | null; future: boolean }>`
    select (select stated_on from territory_register_state) as last, ${statedOn}::date > ${today} as future`.execute(db)
  const last = rows[0]?.last ?? statedOn
  const refused = (code: string, pl: string, en: string) =>
    new RefusedFile([{ line: 2, column: 'STAN_NA', code, detail: { pl, en } }])
  if (statedOn < last)
    throw refused(
      'older_file',
      `Rejestr przejął już plik ze stanem na ${last}; ten jest starszy (${statedOn}).`,
      `The registry has the file of ${last}; this one is older (${statedOn}).`
    )
  if (rows[0]?.future)
    throw refused(
      'future_file',
      `Plik podaje stan na dzień, który jeszcze nie nadszedł (${statedOn}).`,
      `The file is of a day to come (${statedOn}).`
    )
}

/** Every unit that the registry has, as it stands to the file. */
async function findUnits(db: Db, { statedOn, units }: TercFile): Promise<UnitState[]> {
  const { rows } = await sql<UnitState>`
    select t.code, t.level, t.name, t.gmina_kind,
      (select n.name from territory_name n where n.territory_code = t.code and n.valid @> ${statedOn}::date) as name_then,
      exists (select from territory_name n where n.territory_code = t.code and (lower(n.valid) >= ${statedOn}::date or upper(n.valid) > ${statedOn}::date)) as renamed_later,
      case when t.code = any(${units.map(({ code }) => code)}) then 0 else (select count(*) from organisation o where o.territory_code = t.code) end as organisations
    from territory t order by t.code`.execute(db)
  return rows
}

/** New units, each citing the register as the source. */
async function insertUnits(tx: Tx, { create }: TercPlan): Promise<void> {
  await sql`
    with made as (
      insert into territory (code, level, parent_code, name, gmina_kind)
      select code, level, nullif(left(code, -2), ''), name, gmina_kind
      from jsonb_to_recordset(${JSON.stringify(create)}::jsonb) as u (code text, level territory_level, name text, gmina_kind gmina_kind)
      returning code
    )
    insert into citation (source_id, territory_code, certainty) select s.id, m.code, 'certain' from made m, source s where s.slug = 'teryt'`.execute(
    tx
  )
}

async function updateUnits(tx: Tx, { update, statedOn }: TercPlan): Promise<void> {
  const renamed = update.filter((each) => each.renamed).map(({ unit }) => ({ code: unit.code, name: unit.name }))
  if (renamed.length > 0) {
    const units = sql`jsonb_to_recordset(${JSON.stringify(renamed)}::jsonb) as u (code text, name text)`
    // A name whose beginning is known ends here; of one that was never recorded the beginning stays unknown, or is the end of the name before.
    await sql`
      update territory_name n set valid = daterange(lower(n.valid), ${statedOn}::date) from ${units}
      where n.territory_code = u.code and upper_inf(n.valid)`.execute(tx)
    await sql`
      insert into territory_name (territory_code, name, valid)
      select t.code, t.name, daterange((select max(upper(n.valid)) from territory_name n where n.territory_code = t.code), ${statedOn}::date)
      from ${units} join territory t using (code)
      where not exists (select from territory_name n where n.territory_code = t.code and upper(n.valid) = ${statedOn}::date)
      union all select u.code, u.name, daterange(${statedOn}::date, null) from ${units}`.execute(tx)
  }
  // Only what differs: where the registry knows of a later name, the file's is not to come back.
  const rows = update.map(({ unit, changes }) => ({
    code: unit.code,
    ...Object.fromEntries(changes.map(({ field, after }) => [field, after]))
  }))
  await sql`
    update territory t set level = coalesce(u.level, t.level), name = coalesce(u.name, t.name), gmina_kind = coalesce(u.gmina_kind, t.gmina_kind)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as u (code text, level territory_level, name text, gmina_kind gmina_kind)
    where t.code = u.code`.execute(tx)
}
