// Imports over HTTP: a client uploads a file, reads the report of its check row by row, and then applies it.
import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problems } from '../../contract/problems.ts'
import { Str } from '../../contract/schemas.ts'
import { keyed, requireScope } from '../../http/access.ts'
import { ApiError, invalidParameters, notFound, problemTypes, type Text } from '../../http/errors.ts'
import { once } from '../../http/idempotency.ts'
import { quote } from '../../http/pointer.ts'
import { sendRepresentation } from '../../http/representation.ts'
import type { Resource } from '../../records/define.ts'
import { WORKBOOK_TYPE } from '../../records/formats/workbook/parts.ts'
import type { ImportMessage } from '../../records/import-report.ts'
import { mediaTypes } from '../../records/read/contract.ts'
import type { Found } from '../../records/read/query.ts'
import { idempotencyHeaders, requestBody, savedResponse } from '../../records/write/contract.ts'
import { save } from '../../records/write/routes.ts'
import { authorOf, write } from '../../records/write/transaction.ts'
import { addImportJob } from '../jobs/queries.ts'
import { RefusedFile } from './file/refused-file.ts'
import { getImportable, type Imports, matchingsOf } from './importables.ts'
import { insertImport } from './insert-import.ts'
import { hasChanged, lockImport, markStale, setStatus } from './queries.ts'
import { type Inspected, inspectFile, type Upload } from './read-file.ts'
import { NEEDS_IMPORTS } from './resources.ts'
import { requireApplicable, staleImport } from './rules.ts'
import { matchOn, resourceName } from './schemas.ts'

const MAX_FILE_BYTES = 5 * 1024 * 1024
const formats = { 'text/csv': 'csv', 'application/x-ndjson': 'ndjson', [WORKBOOK_TYPE]: 'xlsx' } as const
/** Examples of the other media types. JSON can contain no more of a workbook than its beginning. */
const otherExamples = {
  'application/x-ndjson': '{"slug":"cus-belzyce","name":"Centrum Usług Społecznych w Bełżycach"}\n',
  [WORKBOOK_TYPE]: 'PK'
}
const exampleFile = 'slug,name\ncus-belzyce,Centrum Usług Społecznych w Bełżycach\n'

const optional = (schema: TSchema): TSchema => Type.Optional(schema)
const queryOf = (imports: Imports) =>
  Type.Object(
    {
      resource: resourceName(imports),
      match_on: optional({
        ...matchOn(imports),
        description:
          'Property that matches rows with records: `slug` (for memberships the slug of the member, for appointments ' +
          'the slug of the person together with the post; other rows without a slug create records, which get one); ' +
          '`nip`, `regon` or `teryt` (the gmina together with the kind) for organisations; `id`, which ' +
          'changes records but creates none. Default: `slug`, for territories `teryt`.'
      }),
      sheet: optional(
        Str('Title of the sheet to read from a workbook. Default: the first visible sheet.', 'Członkowie', {
          minLength: 1,
          maxLength: 31
        })
      ),
      dry_run: optional(
        Type.Boolean({
          description: 'Whether the file is only checked, so that it can be applied later. Default: true.',
          examples: [true]
        })
      )
    },
    { additionalProperties: false }
  )

interface Query {
  resource: string
  match_on?: string
  sheet?: string
  dry_run?: boolean
}

/** The importable resources, and the resource of imports. */
export interface ImportService {
  imports: Imports
  resource: Resource
}

const accepted = (resource: Resource, description: string) => ({ ...savedResponse(resource, 'created'), description })

export const importRoutes =
  (service: ImportService) =>
  (app: FastifyInstance): void => {
    // The parsers for files are registered in their own scope, so that no other route accepts these content types.
    void app.register(async (files) => {
      files.addContentTypeParser(
        Object.keys(formats),
        { parseAs: 'buffer', bodyLimit: MAX_FILE_BYTES },
        async (_request: FastifyRequest, bytes: Buffer) => bytes
      )
      mountUpload(files, service)
    })
    mountApplication(app, service)
  }

function mountUpload(app: FastifyInstance, { imports, resource: listed }: ImportService): void {
  app.post<{ Querystring: Query; Body: Buffer }>('/imports', {
    config: { access: 'imports', upload: true },
    bodyLimit: MAX_FILE_BYTES,
    schema: {
      tags: [listed.path],
      operationId: 'create_import',
      summary: 'Create one import',
      description:
        'Uploads a file of at most 5 MiB and 20,000 rows: CSV or a workbook (.xlsx) as this API exports it or as ' +
        'an office keeps it, with Polish or English headings, or NDJSON; for territories the register TERC. A cell may have any form ' +
        'with a single meaning, such as `21.11.2016`: `readings` of the row says how it was read. Columns that are ' +
        'not read are named in `messages`. Values of missing columns stay unchanged; empty cells clear values. ' +
        NEEDS_IMPORTS,
      security: keyed,
      querystring: queryOf(imports),
      headers: idempotencyHeaders,
      consumes: Object.keys(formats),
      body: Type.String({
        minLength: 1,
        maxLength: MAX_FILE_BYTES,
        pattern: '^[\\s\\S]*$',
        description: 'The file. Text is in UTF-8, or in UTF-16 with a byte order mark.'
      }),
      ...requestBody('The CSV or NDJSON file or the workbook to import.', exampleFile, otherExamples),
      response: {
        202: accepted(listed, 'The file was accepted and waits to be checked.'),
        ...problems(400, 403, 409, 415)
      }
    },
    handler: async (request, reply) => {
      const {
        resource,
        match_on: matchOn = matchingsOf(imports, resource)[0] as string,
        sheet,
        dry_run: dryRun = true
      } = request.query
      requireOwnScope(imports, resource, request)
      checkMatching(imports, resource, matchOn)
      const format =
        formats[(request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() as keyof typeof formats]
      if (sheet !== undefined && format !== 'xlsx') throw sheetWithoutWorkbook()
      const inspected = await inspect(imports, { resource, matchOn, format, bytes: request.body, sheet })
      const saved = await save(request, listed, (tx) =>
        once(tx, request, async () => {
          const id = await insertImport(tx, { resource, matchOn, dryRun, ...inspected })
          await addImportJob(tx, id, request.caller?.id ?? null, request.id)
          return { status: 202, type: listed.name, id }
        })
      )
      return sendAccepted(request, reply, listed, saved)
    }
  })
}

function mountApplication(app: FastifyInstance, { imports, resource: listed }: ImportService): void {
  app.post<{ Params: { import_id: string } }>('/imports/:import_id/application', {
    config: { access: 'imports' },
    schema: {
      tags: [listed.path],
      operationId: 'apply_import',
      summary: 'Apply one import',
      description:
        'Applies an import that was checked, as a whole or not at all. If one of its records has changed since the ' +
        `check, the response is 412 and nothing is written. ${NEEDS_IMPORTS}`,
      security: keyed,
      params: Type.Object({ import_id: listed.identifier }),
      headers: idempotencyHeaders,
      response: { 202: accepted(listed, 'The import waits to be applied.'), ...problems(400, 403, 404, 409, 415) }
    },
    handler: async (request, reply) => {
      const id = request.params.import_id
      try {
        const saved = await save(request, listed, (tx) =>
          once(tx, request, async () => {
            const state = await lockImport(tx, id)
            if (!state) throw notFound(listed.label)
            requireOwnScope(imports, state.resource, request)
            requireApplicable(state)
            if (await hasChanged(tx, imports, state)) throw staleImport()
            await setStatus(tx, id, 'queued')
            await addImportJob(tx, id, request.caller?.id ?? null, request.id)
            return { status: 202, type: listed.name, id }
          })
        )
        return await sendAccepted(request, reply, listed, saved)
      } catch (error) {
        if (error instanceof ApiError && error.code === 'precondition_failed')
          await write(app.db, authorOf(request), (tx) => markStale(tx, id))
        throw error
      }
    }
  })
}

/** Sends 202 with the import and, in Location, the address at which its progress can be read. */
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
  replayed?: boolean
  record: Found | undefined
}

/** Throws 403 if the key lacks the scope that the imported resource itself requires. */
function requireOwnScope({ importables }: Imports, resource: string, { caller }: FastifyRequest): void {
  const { scope } = getImportable(importables, resource)
  if (scope) requireScope(caller, scope)
}

/** Throws 400 if rows of the resource cannot be matched on this property. */
function checkMatching(imports: Imports, resource: string, matchOn: string): void {
  const possible = matchingsOf(imports, resource)
  if (possible.includes(matchOn)) return
  const list = possible.join(', ')
  const detail = {
    pl: `Wierszy zasobu «${resource}» nie można dopasować po «${matchOn}». Dostępne: ${list}.`,
    en: `Rows of «${resource}» cannot be matched on «${matchOn}». Available: ${list}.`
  }
  throw invalidParameters([{ parameter: 'match_on', code: 'conflicting_parameter', detail }])
}

/**
 * Reads a file before it is stored. Throws 400 with all faults if it cannot be imported at all, and 415 if no import
 * takes its format.
 */
async function inspect(imports: Imports, file: Upload): Promise<Inspected> {
  try {
    return await inspectFile(imports, file)
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    const faults = error.faults.map(({ code, ...fault }) => ({ code, detail: withPlace(fault) }))
    const code = error.unsupported ? 'unsupported_media_type' : 'invalid_request'
    throw new ApiError(code, faults[0]?.detail ?? problemTypes[code].title, { faults })
  }
}

/** 400: only a workbook has sheets. */
function sheetWithoutWorkbook(): ApiError {
  const detail = {
    pl: 'Parametr «sheet» dotyczy tylko skoroszytu (.xlsx).',
    en: 'The parameter «sheet» is for a workbook (.xlsx) only.'
  }
  return invalidParameters([{ parameter: 'sheet', code: 'conflicting_parameter', detail }])
}

/** Returns the text of a fault, preceded by its place in the file. */
function withPlace({ line, position, column, detail }: Omit<ImportMessage, 'code'>): Text {
  if (line === undefined) return detail
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
