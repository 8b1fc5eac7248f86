// `/.well-known/security.txt`: the contact for reports of vulnerabilities (RFC 9116). SECURITY.md has the rules.
import type { FastifyInstance } from 'fastify'
import { info } from '../../contract/info.ts'
import { NO_CHANGE, sendRepresentation } from '../../http/representation.ts'

const PATH = '/.well-known/security.txt'
const DAY_MS = 86_400_000
/** RFC 9116 2.5.5 recommends less than a year. */
const VALID_DAYS = 180

/**
 * Returns the text of the file at a time. It is the same for a whole day in UTC. `baseUrl` is that of the service; only
 * an https URL is named as the canonical address (2.5.2).
 */
export function securityText(baseUrl: string, now: number): string {
  const expires = new Date((Math.floor(now / DAY_MS) + VALID_DAYS) * DAY_MS).toISOString()
  const fields = [
    `Contact: mailto:${info.contact.email}`,
    `Expires: ${expires}`,
    'Preferred-Languages: pl, en',
    ...(baseUrl.startsWith('https://') ? [`Canonical: ${baseUrl}${PATH}`] : [])
  ]
  return fields.map((field) => `${field}\n`).join('')
}

export function securityRoutes(app: FastifyInstance): void {
  app.get(PATH, { config: { access: 'public' }, schema: { hide: true } }, (request, reply) =>
    sendRepresentation(request, reply, {
      type: 'text/plain; charset=utf-8',
      body: securityText(app.baseUrl, Date.now()),
      dependsOn: NO_CHANGE
    })
  )
}
