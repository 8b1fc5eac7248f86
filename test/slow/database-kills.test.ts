import t from 'tap'
import { killDuringImports } from '../database-kills.ts'

t.setTimeout(600_000)

t.test(
  'POST /v1/imports while PostgreSQL is killed or cut off twenty times: each ends, and the process survives',
  (t) => killDuringImports(t, 20)
)
