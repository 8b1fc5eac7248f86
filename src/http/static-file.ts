// Files that never change while the service runs, such as the contract and the documentation page.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Coding, codingOf, compressors } from './codings.ts'
import { matches } from './preconditions.ts'

interface Form {
  body: Buffer
  /** Strong ETag of these bytes: each content coding has its own (RFC 9110 8.8.3.3). */
  etag: string
}

export interface StaticFileOptions {
  type: string
  cacheControl: string
  /** Request headers that select this file, beside Accept-Encoding. */
  vary?: string
  /** Headers of each response beside those of the file itself. */
  headers?: Record<string, string>
}

/** A file with its compressed forms. It is read at the first request, and compressed at the first one for a coding. */
export class StaticFile {
  readonly #read: () => Promise<Buffer>
  readonly #options: StaticFileOptions
  #content: Promise<Buffer> | undefined
  readonly #forms = new Map<Coding | undefined, Promise<Form>>()

  constructor(read: () => Promise<Buffer>, options: StaticFileOptions) {
    this.#read = read
    this.#options = options
  }

  /** Sends the file in the preferred content coding; 304 if the client holds it. */
  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { type, cacheControl, headers, vary } = this.#options
    const coding = codingOf(request.headers['accept-encoding'])
    const { body, etag } = await this.#form(coding)
    const selectors = vary ? `Accept-Encoding, ${vary}` : 'Accept-Encoding'
    reply.type(type).headers({ ...headers, 'cache-control': cacheControl, vary: selectors, etag })
    if (coding) reply.header('content-encoding', coding)
    return matches(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(body)
  }

  #form(coding: Coding | undefined): Promise<Form> {
    const known = this.#forms.get(coding)
    if (known) return known
    const form = this.#make(coding)
    // A file that could not be read is tried again at the next request.
    form.catch(() => this.#forms.delete(coding))
    this.#forms.set(coding, form)
    return form
  }

  async #make(coding: Coding | undefined): Promise<Form> {
    this.#content ??= this.#read()
    const content = await this.#content.catch((error: unknown) => {
      this.#content = undefined
      throw error
    })
    const body = coding ? await compressors[coding](content) : content
    return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
  }
}
