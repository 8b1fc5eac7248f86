import { sql } from 'kysely'
import { countsByStatus, type StoredMeasure } from '../../metrics/measure.ts'

/** Counting ends here for each endpoint, so that a long queue does not make the reading slow. */
const MAX_COUNTED = 10_000

export const webhookMeasures: StoredMeasure[] = [
  {
    name: 'webhook_deliveries_pending',
    help: `Deliveries to active endpoints that are not settled, counted up to ${MAX_COUNTED} per endpoint.`,
    value: sql`
      select count(*) from webhook_endpoint e cross join lateral (
        select from webhook_delivery
        where endpoint_id = e.id and status = 'pending' order by due_at limit ${sql.lit(MAX_COUNTED)}) as d
      where e.status = 'active'`
  },
  {
    name: 'webhook_oldest_due_late_seconds',
    help: 'Time for which the oldest due delivery has waited for an attempt; 0 if there is none.',
    value: sql`
      select coalesce(extract(epoch from clock_timestamp() - min(d.due_at)), 0)
      from webhook_endpoint e cross join lateral (
        select due_at from webhook_delivery
        where endpoint_id = e.id and status = 'pending' order by due_at limit 1) as d
      where e.status = 'active' and d.due_at < clock_timestamp()`
  },
  {
    name: 'webhook_failing_seconds',
    help: 'Longest time since an active endpoint began to fail; 0 if none fails.',
    value: sql`
      select coalesce(extract(epoch from clock_timestamp() - min(t.since)), 0)
      from webhook_trouble t join webhook_endpoint e on e.id = t.endpoint_id where e.status = 'active'`
  },
  {
    name: 'webhook_endpoints',
    help: 'Webhook endpoints by status.',
    label: 'status',
    value: countsByStatus('webhook_endpoint')
  }
]
