import { type TObject, Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { OpenEnum, Ref, record, StringEnum } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { List, Str } from '../../contract/schemas.ts'
import { NO_CHANGE, sendJson } from '../../http/representation.ts'
import { notModified, ok, PageMeta } from '../../records/read/contract.ts'
import type { Vocabulary } from '../../records/vocabulary.ts'

const TermRecord = record('Term', 'A value of a vocabulary with its labels.', {
  value: Str('The value in the enums of the contract.', 'cus', { maxLength: 100 }),
  label_pl: Str('Polish label of the value.', 'centrum usług społecznych'),
  label_en: Str('English label of the value.', 'social service centre')
})

/** Returns the routes for the vocabularies, which are listed in this order. */
export function vocabularyRoutes(vocabularies: readonly Vocabulary[]): (app: FastifyInstance) => void {
  const codes = vocabularies.map(({ code }) => code)
  const VocabularyRecord = record(
    'Vocabulary',
    'A vocabulary: an enum of the contract with its values in order and their labels.',
    {
      code: OpenEnum(codes, {
        description: 'Code of the vocabulary. Vocabularies may be added.',
        examples: ['organisation_kind']
      }),
      name_pl: Str('Polish name of the vocabulary.', 'Rodzaj organizacji'),
      name_en: Str('English name of the vocabulary.', 'Kind of organisation'),
      terms: List(Ref(TermRecord), 'The values of the vocabulary, in order.', { maxItems: 1000 })
    }
  )
  const VocabularyCollection = record('VocabularyCollection', 'All vocabularies of the contract.', {
    data: List(Ref(VocabularyRecord), 'All vocabularies, in order.', { maxItems: 1000 }),
    meta: Ref(PageMeta)
  })
  return (app) => mountVocabularies(app, vocabularies, VocabularyRecord, VocabularyCollection)
}

const toRecord = ({ code, name, terms }: Vocabulary) => ({
  code,
  name_pl: name.pl,
  name_en: name.en,
  terms: Object.entries(terms).map(([value, { pl, en }]) => ({ value, label_pl: pl, label_en: en }))
})

function mountVocabularies(
  app: FastifyInstance,
  vocabularies: readonly Vocabulary[],
  item: TObject,
  collection: TObject
): void {
  const byCode = new Map(vocabularies.map((vocabulary) => [vocabulary.code, toRecord(vocabulary)]))
  const querystring = Type.Object({}, { additionalProperties: false })
  app.get('/vocabularies', {
    config: { access: 'public' },
    schema: {
      tags: ['vocabularies'],
      operationId: 'list_vocabularies',
      summary: 'List the vocabularies',
      security: [{}],
      description: 'Returns all enums of the contract with the Polish and English labels of their values.',
      querystring,
      response: { 200: ok(Ref(collection), 'All vocabularies, in order.'), 304: notModified, ...problems(400, 406) }
    },
    handler: (request, reply) =>
      sendJson(request, reply, { data: [...byCode.values()], meta: { next_cursor: null } }, { dependsOn: NO_CHANGE })
  })
  app.get('/vocabularies/:vocabulary', {
    config: { access: 'public' },
    schema: {
      tags: ['vocabularies'],
      operationId: 'get_vocabulary',
      summary: 'Get one vocabulary',
      security: [{}],
      description: 'Returns one enum of the contract with the Polish and English labels of its values.',
      params: Type.Object({
        vocabulary: StringEnum([...byCode.keys()], {
          description: 'The code of the vocabulary.',
          examples: ['membership_tier']
        })
      }),
      querystring,
      response: {
        200: ok(Ref(item), 'The vocabulary with its values in order.'),
        304: notModified,
        ...problems(400, 406)
      }
    },
    handler: (request, reply) => {
      const { vocabulary } = request.params as { vocabulary: string }
      return sendJson(request, reply, byCode.get(vocabulary), { dependsOn: NO_CHANGE })
    }
  })
}
