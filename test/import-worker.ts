// A process that does the jobs that are due, for tests that kill it.
import { openJobs } from './jobs.ts'

const { work, close } = openJobs(process.argv[2] as string)
await work()
await close()
