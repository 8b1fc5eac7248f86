// A registry with two portals and a member of the staff, for tests of applications.
import { sql } from 'kysely'
import type { Test } from 'tap'
import type { Dependencies } from '../src/app.ts'
import type { Scope } from '../src/http/access.ts'
import { makeKey, setup } from './helper.ts'

export type Body = Record<string, unknown>

export const membership = {
  kind: 'membership',
  organisation: { slug: 'mopr-chelm' },
  tier: 'ordinary',
  statements: ['assistance_centre_becoming_cus'],
  signatory: { given_name: 'Żaneta', family_name: 'Qwerska', degree: 'dr', post_title: 'Dyrektorka' },
  applicant: { name: 'Ksawery Zxcvicz', post_title: 'Sekretarz' },
  email: 'ksawery.zxcvicz@gmina.example',
  phone: '+48 81 765 43 21',
  message: 'Prosimy o wiadomość przed sesją rady.'
}
export const advice = {
  kind: 'legal_advice',
  organisation: { slug: 'mopr-chelm' },
  message: 'Jak połączyć dwa zakłady budżetowe?',
  applicant: { name: 'Ksawery Zxcvicz' },
  email: 'ksawery.zxcvicz@gmina.example'
}
export const visit = {
  kind: 'study_visit',
  organisation: { slug: 'mopr-chelm' },
  preferred_days: ['2099-05-20', '2099-05-12'],
  participants: 12,
  applicant: { name: 'Ksawery Zxcvicz' },
  email: 'ksawery.zxcvicz@gmina.example'
}

export async function withApplications(t: Test, options: Partial<Dependencies> = {}) {
  const registry = await setup(t, options)
  const { db, connection, call, key } = registry
  /** Creates a partner key of a holder. */
  const keyOf = async (owner: string, scopes: Scope[] = ['applications:submit']): Promise<string> => {
    const text = await makeKey(db, scopes, 'partner')
    await sql`update api_key set owner = ${owner} where hint = ${text.slice(0, 13)}`.execute(db)
    return text
  }
  const [portal, other] = [await keyOf('Portal A'), await keyOf('Portal B')]
  const staff = await key(['applications:decide', 'registry:write'])

  const send = (body: Body, as = portal, headers: Record<string, string> = {}) =>
    call('POST', 'applications', { key: as, body, headers })
  const confirm = (token: string, as = portal) =>
    call('POST', 'applications/confirmation', { key: as, body: { token } })
  const idOf = async (receipt: string): Promise<string> =>
    (await sql<{ id: string }>`select id from application where receipt = ${receipt}`.execute(db)).rows[0]?.id as string
  return {
    ...registry,
    keyOf,
    portal,
    other,
    staff,
    send,
    confirm,
    idOf,
    status: (token: string, as?: string) =>
      call('POST', 'applications/status', { body: { token }, ...(as !== undefined && { key: as }) }),
    accept: (id: string, body: Body = {}, as = staff) =>
      call('POST', `applications/${id}/acceptance`, { key: as, body }),
    refuse: (id: string, reason = 'Nie dotyczy Konwentu.', as = staff) =>
      call('POST', `applications/${id}/refusal`, { key: as, body: { reason } }),
    /** Sends an application and confirms it. Returns its id and its receipt. */
    confirmed: async (body: Body, as = portal): Promise<{ id: string; receipt: Body }> => {
      const { json } = await send(body, as)
      const { status } = await confirm(json.confirmation_token, as)
      if (status !== 200) throw new Error(`the application was not confirmed: ${status}`)
      return { id: await idOf(json.receipt), receipt: json }
    },
    /** Returns the tables with a row that contains the text, also as bytes. */
    tablesWith: async (text: string): Promise<string[]> => {
      const { rows } = await connection.pool.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
      )
      const found: string[] = []
      for (const { name } of rows) {
        const { rowCount } = await connection.pool.query(
          `select from "${name}" x where to_jsonb(x)::text like $1 or to_jsonb(x)::text like $2 limit 1`,
          [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`]
        )
        if (rowCount) found.push(name)
      }
      return found
    }
  }
}
