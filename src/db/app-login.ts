// The login under which the service runs where it is not trusted with the owner's.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './connect.ts'

const ITERATIONS = 4096

/** Lets konwent_app log in with a password of printable ASCII. The login must be one that may migrate. */
export async function letAppLogIn(db: Db, password: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // PostgreSQL refuses the second of two who change a role at once.
    await sql`select pg_advisory_xact_lock(hashtext('konwent login'))`.execute(tx)
    await sql`alter role konwent_app login password ${sql.lit(scramSecret(password))}`.execute(tx)
  })
}

/** What PostgreSQL would keep of the password (RFC 5803), made here, so that no log of statements ever holds it. */
function scramSecret(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256')
  const key = (name: string) => createHmac('sha256', salted).update(name).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`
}
