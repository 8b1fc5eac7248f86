import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { OpenEnum, Ref, record, StringEnum } from '../../contract/components.ts'
import { problems } from '../../contract/problems.ts'
import { List, Str } from '../../contract/schemas.ts'
import { NO_CHANGE, sendJson } from '../../http/representation.ts'
import { notModified, ok, PageMeta } from '../../records/read/contract.ts'
import { type VocabularyCode, vocabularies } from './terms.ts'

const codes = Object.keys(vocabularies) as VocabularyCode[]

const Term = record('Term', 'A value of a vocabulary with its labels.', {
  value: Str('The value, as the enums of the contract have it.', 'cus', { maxLength: 100 }),
  label_pl: Str('Polish label.', 'centrum usług społecznych'),
  label_en: Str('English label.', 'social service centre')
})

const Vocabulary = record(
  'Vocabulary',
  'A vocabulary: an enum of the contract with the labels of its values, in their order.',
  {
    code: OpenEnum(codes, {
      description: 'Code of the vocabulary. Vocabularies may be added.',
      examples: ['organisation_kind']
    }),
    name_pl: Str('Polish name.', 'Rodzaj organizacji'),
    name_en: Str('English name.', 'Kind of organisation'),
    terms: List(Ref(Term), 'The values, in their order.', { maxItems: 1000 })
  }
)

const VocabularyCollection = record('VocabularyCollection', 'All vocabularies of the contract.', {
  data: List(Ref(Vocabulary), 'The vocabularies.', { maxItems: 1000 }),
  meta: Ref(PageMeta)
})

const present = (code: VocabularyCode) => ({
  code,
  name_pl: vocabularies[code].name.pl,
  name_en: vocabularies[code].name.en,
  terms: Object.entries(vocabularies[code].terms).map(([value, { pl, en }]) => ({ value, label_pl: pl, label_en: en }))
})

export function vocabularyRoutes(app: FastifyInstance): void {
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
      response: { 200: ok(Ref(VocabularyCollection), 'All the vocabularies.'), 304: notModified, ...problems(400, 406) }
    },
    handler: (request, reply) =>
      sendJson(request, reply, { data: codes.map(present), meta: { next_cursor: null } }, { dependsOn: NO_CHANGE })
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
        vocabulary: StringEnum(codes, { description: 'Code of the vocabulary.', examples: ['membership_tier'] })
      }),
      querystring,
      response: { 200: ok(Ref(Vocabulary), 'The vocabulary, in order.'), 304: notModified, ...problems(400, 406) }
    },
    handler: (request, reply) => {
      const { vocabulary } = request.params as { vocabulary: VocabularyCode }
      return sendJson(request, reply, present(vocabulary), { dependsOn: NO_CHANGE })
    }
  })
}
