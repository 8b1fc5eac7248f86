import { type TObject, Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { OpenEnum, Ref, record, StringEnum } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { List, Str } from '../../contract/schemas.ts'
import { NO_CHANGE, sendJson } from '../../http/representation.ts'
import { notModified, ok, PageMeta } from '../../records/read/contract.ts'
import type { Vocabulary } from '../../records/vocabulary.ts'

const TermRecord = record('Term', 'A value of a vocabulary with its labels.', {
  value: Str('The value, as the enums of the contract have it.', 'cus', { maxLength: 100 }),
  label_pl: Str('Polish label.', 'centrum usług społecznych'),
  label_en: Str('English label.', 'social service centre')
})

/** Routes for vocabularies in this order. */
export function vocabularyRoutes(vocabularies: readonly Vocabulary[]): (app: FastifyInstance) => void {
  const codes = vocabularies.map(({ code }) => code)
  const VocabularyRecord = record(
    'Vocabulary',
    'A vocabulary: an enum of the contract with the labels of its values, in their order.',
    {
      code: OpenEnum(codes, {
        description: 'Code of the vocabulary. Vocabularies may be added.',
        examples: ['organisation_kind']
      }),
      name_pl: Str('Polish name.', 'Rodzaj organizacji'),
      name_en: Str('English name.', 'Kind of organisation'),
      terms: List(Ref(TermRecord), 'The values, in their order.', { maxItems: 1000 })
    }
  )
  const VocabularyCollection = record('VocabularyCollection', 'All vocabularies of the contract.', {
    data: List(Ref(VocabularyRecord), 'The vocabularies.', { maxItems: 1000 }),
    meta: Ref(PageMeta)
  })
  return (app) => mountVocabularies(app, vocabularies, VocabularyRecord, VocabularyCollection)
}

const present = ({ code, name, terms }: Vocabulary) => ({
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
  const byCode = new Map(vocabularies.map((vocabulary) => [vocabulary.code, present(vocabulary)]))
  const querystring = Type.Object({}, { additionalProperties: false })
  app.get('/vocabularies', {
    config: { access: 'public' },
    schema: {
      tags: ['vocabularies'],
      operationId: 'list_vocabularies',
      summary: 'List the vocabularies',
      security: [{}],
      description: 'Every enum of the contract with the Polish and English labels of its values.',
      querystring,
      response: { 200: ok(Ref(collection), 'All the vocabularies.'), 304: notModified, ...problems(400, 406) }
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
      description: 'One enum of the contract with the Polish and English labels of its values.',
      params: Type.Object({
        vocabulary: StringEnum([...byCode.keys()], {
          description: 'Code of the vocabulary.',
          examples: ['membership_tier']
        })
      }),
      querystring,
      response: { 200: ok(Ref(item), 'The vocabulary, in order.'), 304: notModified, ...problems(400, 406) }
    },
    handler: (request, reply) => {
      const { vocabulary } = request.params as { vocabulary: string }
      return sendJson(request, reply, byCode.get(vocabulary), { dependsOn: NO_CHANGE })
    }
  })
}
