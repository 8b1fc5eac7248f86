import type { StoredMeasure } from '../../metrics/measure.ts'
import { oldestJobLateness } from '../jobs/queries.ts'

export const jobMeasures: StoredMeasure[] = [
  {
    name: 'oldest_job_late_seconds',
    help: 'Time for which the oldest job has been due without a worker; 0 if there is none.',
    value: oldestJobLateness
  }
]
