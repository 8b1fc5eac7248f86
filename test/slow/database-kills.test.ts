import t from 'tap'
import { killDuringImports } from '../database-kills.ts'

t.setTimeout(600_000)

t.test(
  'PostgreSQL is killed or cut off twenty times during imports: each ends, none stays queued, the process lives',
  (t) => killDuringImports(t, 20)
)
