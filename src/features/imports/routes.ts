// Imports over HTTP: a file is sent and looked through, its report is read row by row, and then it is applied.
import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problems } from '../../contract/problems.ts'
import { keyed, requireScope } from '../../http/access.ts'
import { ApiError, invalidParameters, notFound, problemTypes, type Text } from '../../http/errors.ts'
import { once } from '../../http/idempotency.ts'
import { quote } from '../../http/pointer.ts'
import { sendRepresentation } from '../../http/representation.ts'
import type { Resource } from '../../records/define.ts'
import type { FileFault } from '../../records/import-report.ts'
import { mediaTypes } from '../../records/read/contract.ts'
import type { Found } from '../../records/read/query.ts'
import { idempotencyHeaders, requestBody, savedResponse } from '../../records/write/contract.ts'
import { read } from '../../records/write/routes.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { addImportJob } from '../jobs/queries.ts'
import { decodeText } from './decode.ts'
import { readFile, type SentFile } from './file.ts'
import { RefusedFile } from './file-fault.ts'
import { getImportable, type Imports, matchingsOf } from './importables.ts'
import { hasMoved, insertImport, lockImport, outdate, setStatus } from './queries.ts'
import { NEEDS } from './resources.ts'
import { requireApplicable, staleImport } from './rules.ts'
import { matchOn, resourceName } from './schemas.ts'

const LARGEST = 5 * 1024 * 1024
const formats = { 'text/csv': 'csv', 'application/x-ndjson': 'ndjson' } as const
const exampleFile = 'slug,name\ncus-belzyce,Centrum Usług Społecznych w Bełżycach\n'

const optional = (schema: TSchema): TSchema => Type.Optional(schema)
const queryOf = (imports: Imports) =>
  Type.Object(
    {
      resource: resourceName(imports),
      match_on: optional({
        ...matchOn(imports),
        description:
          'By what a row is held to be one of a record: `slug` (of memberships that of the member, of ' +
          'appointments that of the person, with the post); `nip`, `regon` and `teryt` (the gmina with the ' +
          'kind) for organisations; `id` changes records and makes none. Default: `slug`, for territories ' +
          '`teryt`.'
      }),
      dry_run: optional(
        Type.Boolean({
          description: 'Whether the file is only looked through, to be applied later. Default: true.',
          examples: [true]
        })
      )
    },
    { additionalProperties: false }
  )

interface Query {
  resource: string
  match_on?: string
  dry_run?: boolean
}

/** The imports of this registry, and the resource that lists them. */
export interface ImportService {
  imports: Imports
  resource: Resource
}

const accepted = (resource: Resource, description: string) => ({ ...savedResponse(resource, 'created'), description })

export const importRoutes =
  (service: ImportService) =>
  (app: FastifyInstance): void => {
    // Files are read by parsers of their own, which no other route is to have.
    void app.register(async (files) => {
      files.addContentTypeParser(
        Object.keys(formats),
        { parseAs: 'buffer', bodyLimit: LARGEST },
        async (_request: FastifyRequest, bytes: Buffer) => bytes
      )
      mountUpload(files, service)
    })
    mountApplication(app, service)
  }

function mountUpload(app: FastifyInstance, { imports, resource: listed }: ImportService): void {
  app.post<{ Querystring: Query; Body: Buffer }>('/imports', {
    config: { access: 'imports', upload: true },
    bodyLimit: LARGEST,
    schema: {
      tags: [listed.path],
      operationId: 'create_import',
      summary: 'Create one import',
      description:
        'Takes a file of at most 5 MiB and 20,000 rows: CSV as this API exports it, also when Excel saved it, or ' +
        'NDJSON; for territories the register TERC. Columns that are missing keep their values, empty cells ' +
        `clear them. ${NEEDS}`,
      security: keyed,
      querystring: queryOf(imports),
      headers: idempotencyHeaders,
      consumes: Object.keys(formats),
      body: Type.String({
        minLength: 1,
        maxLength: LARGEST,
        pattern: '^[\\s\\S]*$',
        description: 'The file, in UTF-8.'
      }),
      ...requestBody('The file to be taken over.', exampleFile),
      response: {
        202: accepted(listed, 'The file is taken, and waits to be looked through.'),
        ...problems(400, 403, 409, 415)
      }
    },
    handler: async (request, reply) => {
      const {
        resource,
        match_on: matchOn = matchingsOf(imports, resource)[0] as string,
        dry_run: dryRun = true
      } = request.query
      requireOwnScope(imports, resource, request)
      refuseMatching(imports, resource, matchOn)
      const format =
        formats[(request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() as keyof typeof formats]
      const { content, total } = examine(imports, { resource, matchOn, format, bytes: request.body })
      const answer = await write(app.db, authorOf(request), async (tx) => {
        const outcome = await once(tx, request, async () => {
          const id = await insertImport(tx, { resource, matchOn, dryRun, format, content, total })
          await addImportJob(tx, id, request.caller?.id ?? null, request.id)
          return { status: 202, type: listed.name, id }
        })
        return { ...outcome, record: await read(tx, listed, outcome.id) }
      })
      return sendAccepted(request, reply, listed, answer)
    }
  })
}

function mountApplication(app: FastifyInstance, { imports, resource: listed }: ImportService): void {
  app.post<{ Params: { import: string } }>('/imports/:import/application', {
    config: { access: 'imports' },
    schema: {
      tags: [listed.path],
      operationId: 'apply_import',
      summary: 'Apply one import',
      description:
        'Has an import that was looked through applied, all of it or nothing. When a record has moved since, the ' +
        `answer is 412 and nothing is written. ${NEEDS}`,
      security: keyed,
      params: Type.Object({ import: listed.identifier }),
      headers: idempotencyHeaders,
      response: { 202: accepted(listed, 'The import waits to be applied.'), ...problems(400, 403, 404, 409, 415) }
    },
    handler: async (request, reply) => {
      const id = request.params.import
      try {
        const answer = await write(app.db, authorOf(request), async (tx) => {
          const outcome = await once(tx, request, async () => {
            const state = await lockImport(tx, id)
            if (!state) throw notFound(listed.label)
            requireOwnScope(imports, state.resource, request)
            requireApplicable(state)
            if (await hasMoved(tx, imports, state)) throw staleImport()
            await setStatus(tx, id, 'queued')
            await addImportJob(tx, id, request.caller?.id ?? null, request.id)
            return { status: 202, type: listed.name, id }
          })
          return { ...outcome, record: await read(tx, listed, outcome.id) }
        })
        return await sendAccepted(request, reply, listed, answer)
      } catch (error) {
        if (error instanceof ApiError && error.code === 'precondition_failed')
          await write(app.db, authorOf(request), (tx) => outdate(tx, id))
        throw error
      }
    }
  })
}

/** 202 with the import as it is now, and where to ask how far it is. */
async function sendAccepted(
  request: FastifyRequest,
  reply: FastifyReply,
  { label }: Resource,
  { id, replayed, record }: Accepted
): Promise<FastifyReply> {
  if (!record) throw notFound(label)
  const headers = {
    location: `${request.server.baseUrl}/v1/imports/${id}`,
    ...(replayed && { 'idempotent-replayed': 'true' })
  }
  return sendRepresentation(request, reply, {
    type: mediaTypes.json,
    body: record.json,
    state: record.state,
    headers,
    status: 202
  })
}

interface Accepted {
  id: string
  replayed: boolean
  record: Found | undefined
}

/** Throws 403 when the key lacks what the records themselves need. */
function requireOwnScope({ importables }: Imports, resource: string, { caller }: FastifyRequest): void {
  const { scope } = getImportable(importables, resource)
  if (scope) requireScope(caller, scope)
}

function refuseMatching(imports: Imports, resource: string, matchOn: string): void {
  const possible = matchingsOf(imports, resource)
  if (possible.includes(matchOn)) return
  const list = possible.join(', ')
  const detail = {
    pl: `Wierszy zasobu «${resource}» nie można dopasować po «${matchOn}»; można po: ${list}.`,
    en: `Rows of «${resource}» cannot be matched on «${matchOn}»; they can on: ${list}.`
  }
  throw invalidParameters([{ parameter: 'match_on', code: 'conflicting_parameter', detail }])
}

/** What can be told of a file at once; throws 400 with every place at fault. */
function examine(imports: Imports, file: SentFile): { content: string; total: number } {
  try {
    return { content: decodeText(file.bytes), total: readFile(imports, file).rows }
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    const faults = error.faults.map(({ code, ...fault }) => ({ code, detail: placed(fault) }))
    throw new ApiError('invalid_request', faults[0]?.detail ?? problemTypes.invalid_request.title, { faults })
  }
}

/** The text with the place in the file before it. */
function placed({ line, position, column, detail }: Omit<FileFault, 'code'>): Text {
  const at = (row: string, col: string) => [
    `${row} ${line}`,
    ...(position === undefined ? [] : [`${col} ${position}`]),
    ...(column === undefined ? [] : [quote(column)])
  ]
  return {
    pl: `${at('Wiersz', 'kolumna').join(', ')}: ${detail.pl}`,
    en: `${at('Line', 'column').join(', ')}: ${detail.en}`
  }
}
