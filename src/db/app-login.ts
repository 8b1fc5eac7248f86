// The login konwent_app, for a service that must not have the owner's password.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './connect.ts'

const ITERATIONS = 4096

/** Enables the login konwent_app with a password of printable ASCII. The present login must be able to migrate. */
export async function enableAppLogin(db: Db, password: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // PostgreSQL refuses concurrent changes of a role.
    await sql`select pg_advisory_xact_lock(hashtext('konwent login'))`.execute(tx)
    await sql`alter role konwent_app login password ${sql.lit(scramSecret(password))}`.execute(tx)
  })
}

/** Returns the verifier that PostgreSQL stores (RFC 5803). Sent instead of the password, it keeps that out of logs. */
function scramSecret(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256')
  const key = (name: string) => createHmac('sha256', salted).update(name).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`
}
