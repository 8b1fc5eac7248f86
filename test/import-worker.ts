// A process that runs the due jobs once. Tests kill it.
import { openJobs } from './jobs.ts'

const { work, close } = openJobs(process.argv[2] as string)
await work()
await close()
