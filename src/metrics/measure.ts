// Numbers that a part of the service hands in for monitoring. All names begin with `konwent_`; labels contain neither
// personal data nor keys, and have few values.
import { type RawBuilder, sql } from 'kysely'

/** A number, or one number for each value of the label. Undefined: unknown, and left out. */
export type Reading = number | undefined | ReadonlyMap<string, number>

interface Described {
  /** Name with the unit, such as `oldest_job_late_seconds`, without `konwent_`. A counter ends in `_total`. */
  name: string
  help: string
  /** Name of the label, if there is one number for each of its values. */
  label?: string
}

/** A number that this process knows. It is read whenever metrics are requested. */
export interface ProcessMeasure extends Described {
  type: 'gauge' | 'counter'
  read: () => Reading | Promise<Reading>
}

/**
 * A number about the whole registry. All stored measures are read with one statement every few seconds, which must
 * take a few milliseconds at any size of the registry.
 */
export interface StoredMeasure extends Described {
  /** A number, or null if it is unknown. With a label: a jsonb object with a number for each value of the label. */
  value: RawBuilder<unknown>
}

/** Number of rows of a table by status, those without rows included. The type of the status is `<table>_status`. */
export const countsByStatus = (table: string): RawBuilder<unknown> => sql`
  select jsonb_object_agg(s.status, (select count(*) from ${sql.table(table)} as t where t.status = s.status))
  from unnest(enum_range(null::${sql.table(`${table}_status`)})) as s (status)`

/** Counts occurrences by name. */
export class Tally {
  readonly counts = new Map<string, number>()

  add(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
  }
}
