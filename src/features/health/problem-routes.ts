import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { OpenEnum, Ref, record, StringEnum } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { Int, List, Str } from '../../contract/schemas.ts'
import { codeOf, type ProblemCode, problemTypes } from '../../http/errors.ts'
import { NO_CHANGE, sendJson } from '../../http/representation.ts'
import { notModified, ok } from '../../records/read/contract.ts'
import { noParameters } from './routes.ts'

const ProblemType = record('ProblemType', 'A type of problem that an error response can have.', {
  code: OpenEnum(Object.keys(problemTypes) as ProblemCode[], {
    description: 'Code of the type. New types can be added.',
    examples: ['not_found']
  }),
  status: Int('HTTP status code of the problem.', 404, { minimum: 300, maximum: 599 }),
  title_pl: Str('Title of the problem type in Polish.', 'Nie znaleziono'),
  title_en: Str('Title of the problem type in English.', 'Not found')
})

const ProblemRule = record('ProblemRule', 'A rule of the registry that a body can break.', {
  code: Str('Code of the fault in `errors`. It is never translated.', 'organisation_nip_taken', { maxLength: 100 }),
  pointer: Str('JSON Pointer (RFC 6901) to the property of the body that the rule is about.', '/nip', {
    maxLength: 500
  }),
  text_pl: Str('The rule in Polish.', 'Ten NIP ma już inna organizacja.'),
  text_en: Str('The rule in English.', 'Another organisation has this NIP.')
})

const Problems = record('ProblemTypeCollection', 'All problem types and the rules of the registry.', {
  data: List(Ref(ProblemType), 'The problem types.'),
  rules: List(Ref(ProblemRule), 'The rules that a body can break.')
})

function problemType(code: ProblemCode) {
  const { status, title } = problemTypes[code]
  return { code, status, title_pl: title.pl, title_en: title.en }
}

export function problemRoutes(app: FastifyInstance): void {
  const tags = ['service']
  const config = { access: 'public' } as const
  app.get('/v1/problems', {
    config,
    schema: {
      tags,
      operationId: 'list_problems',
      summary: 'List problem types and rules',
      security: [{}],
      description: 'Returns all problem types, and the rules of the registry whose codes occur in `errors[].code`.',
      querystring: noParameters,
      response: { 200: ok(Ref(Problems), 'All problem types and rules.'), 304: notModified, ...problems(400, 406) }
    },
    handler: (request, reply) => {
      const data = (Object.keys(problemTypes) as ProblemCode[]).map(problemType)
      const rules = Object.entries(app.registry.book.rules).map(([constraint, { pointer, pl, en }]) => ({
        code: codeOf(constraint),
        pointer,
        text_pl: pl,
        text_en: en
      }))
      return sendJson(request, reply, { data, rules }, { dependsOn: NO_CHANGE })
    }
  })
  app.get('/v1/problems/:code', {
    config,
    schema: {
      tags,
      operationId: 'get_problem',
      summary: 'Get one problem type',
      security: [{}],
      description: 'Explains a problem type. The `type` of an error response is the address of this operation.',
      params: Type.Object({
        code: StringEnum(Object.keys(problemTypes) as ProblemCode[], {
          description: 'Code of the problem.',
          examples: ['not_found']
        })
      }),
      querystring: noParameters,
      response: { 200: ok(Ref(ProblemType), 'The requested problem type.'), 304: notModified, ...problems(400, 406) }
    },
    handler: (request, reply) => {
      const { code } = request.params as { code: ProblemCode }
      return sendJson(request, reply, problemType(code), { dependsOn: NO_CHANGE })
    }
  })
}
