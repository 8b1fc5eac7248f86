// Sends rows that are not records of a resource: items within a record, groups of statistics.
import { buffer } from 'node:stream/consumers'
import type { TObject } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Dependencies, type Representation, sendRepresentation } from '../../http/representation.ts'
import type { Format, ListQuery } from '../formats/format.ts'
import { contentDisposition, mediaTypes, type Pack, packOf, writerOf } from '../formats/formats.ts'

interface Rows {
  /** Name of the rows in the log, and their schema. */
  name: string
  record: TObject
  rows: readonly unknown[]
  /** Name of the file for saving the response. */
  fileName: string
  format: Exclude<Format, 'json'>
  dependsOn: Dependencies | null
}

/** Sends the rows in a format other than JSON, as the query requests it. */
export async function sendRows(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, record, rows, fileName, format, dependsOn }: Rows
): Promise<FastifyReply> {
  const {
    begin,
    record: write,
    end
  } = writerOf({
    resource: { name, record },
    format,
    query: request.query as ListQuery,
    base: request.server.baseUrl,
    log: request.log
  })
  return sendRepresentation(request, reply, {
    type: mediaTypes[format],
    headers: contentDisposition(fileName, format),
    ...(await packed(
      begin + rows.map((row) => write(JSON.stringify(row))).join('') + end(),
      packOf(format, () => fileName)
    )),
    dependsOn
  })
}

/** Returns the body for a text of a format, which may be packed into a file. */
export async function packed(text: string, pack: Pack | undefined): Promise<Pick<Representation, 'body' | 'packed'>> {
  return pack ? { body: await buffer(pack([Buffer.from(text)])), packed: true } : { body: text }
}
