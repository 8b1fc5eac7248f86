// Deprecation: one declaration gives the headers of every response and the marks in the contract.
import t from 'tap'
import { problems } from '../../src/contract/problems.ts'
import { connect } from '../../src/db/connect.ts'
import { features } from '../../src/features/index.ts'
import { deprecationFields } from '../../src/http/deprecation.ts'
import { defineFeature } from '../../src/records/define-feature.ts'
import { registryOf } from '../../src/records/registry.ts'
import { testApp } from '../helper.ts'

const DEPRECATED = { since: '2026-11-30', sunset: '2027-06-01', successor: '/v1/organisations' }

const sample = defineFeature({
  name: 'sample',
  tags: { sample: { group: 'administration', title: { pl: 'Próbka', en: 'Sample' }, description: 'A sample.' } },
  operations: [
    (app) =>
      app.get('/sample', {
        config: { access: 'public', deprecated: DEPRECATED },
        schema: {
          tags: ['sample'],
          operationId: 'get_sample',
          summary: 'Get the sample',
          description: 'Returns a sample.',
          security: [{}],
          querystring: { type: 'object', properties: {}, additionalProperties: false },
          response: { 204: { type: 'null', description: 'No sample.' }, ...problems(400) }
        },
        handler: (_request, reply) => reply.code(204).header('link', '</v1/sample?limit=1>; rel="next"').send()
      })
  ]
})

async function sampleApp(publicBaseUrl: string | null) {
  const connection = connect('postgres://nowhere.invalid/none', { max: 1 })
  const app = await testApp({
    db: connection.db,
    publicBaseUrl,
    rateLimits: { address: 1000, key: 1000, badKeys: 1000 },
    registry: registryOf([...features, sample])
  })
  t.teardown(async () => {
    await app.close()
    await connection.close()
  })
  return app
}

t.test('config.deprecated: every response has Deprecation, Sunset and Link, those of errors too', async (t) => {
  const app = await sampleApp('https://x.example/rejestr')
  const links =
    '<https://x.example/rejestr/docs>; rel="deprecation"; type="text/html", ' +
    '<https://x.example/rejestr/v1/organisations>; rel="successor-version"'
  const found = await app.inject('/v1/sample')
  t.equal(found.statusCode, 204)
  t.match(found.headers, {
    deprecation: `@${Date.UTC(2026, 10, 30) / 1000}`,
    sunset: 'Tue, 01 Jun 2027 00:00:00 GMT',
    link: `</v1/sample?limit=1>; rel="next", ${links}`
  })
  const refused = await app.inject('/v1/sample?nonesuch=1')
  t.equal(refused.statusCode, 400)
  t.match(refused.headers, { deprecation: /^@\d+$/, sunset: /GMT$/, link: links })
  const other = await app.inject('/v1/livez')
  t.strictSame([other.headers.deprecation, other.headers.sunset], [undefined, undefined])
})

t.test('config.deprecated: the contract says deprecated, until when, and what to use', async (t) => {
  const app = await sampleApp(null)
  // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is JSON of many shapes
  const { paths } = app.swagger() as any
  const { get } = paths['/sample']
  t.equal(get.deprecated, true)
  t.equal(
    get.description,
    'Returns a sample. Deprecated since 2026-11-30. It may be gone from 2027-06-01. Use `/v1/organisations` instead.'
  )
  t.hasStrict(Object.keys(get.responses[204].headers), ['Link', 'Deprecation', 'Sunset'])
  t.equal(paths['/livez'].get.deprecated, undefined)
})

t.test('deprecationFields(): without sunset and successor; a day that does not exist is refused', async (t) => {
  t.strictSame(deprecationFields({ since: '2026-11-30' }, ''), {
    deprecation: `@${Date.UTC(2026, 10, 30) / 1000}`,
    link: '</docs>; rel="deprecation"; type="text/html"'
  })
  t.throws(() => deprecationFields({ since: 'soon' }, ''), /is no day/)
})

t.test('PUBLIC_BASE_URL with a path: the documents name it as their server', async (t) => {
  for (const path of ['/openapi.json', '/openapi/public.json', '/openapi/pl.json']) {
    const app = await sampleApp('https://x.example/rejestr')
    t.equal((await app.inject(path)).json().servers[0].url, 'https://x.example/rejestr/v1', path)
  }
})
