// Error messages that say what to type. Each text is what a Polish official reads.
import t from 'tap'
import { declarationLifeCycle } from '../src/features/declarations/life-cycle.ts'
import { membershipLifeCycle } from '../src/features/memberships/rules.ts'
import { type ApiError, codeOf } from '../src/http/errors.ts'
import { type LifeCycle, operationOf, requireState } from '../src/records/write/life-cycle.ts'
import { setup } from './helper.ts'

const { call, get, key } = await setup(t)
const writer = await key(['registry:write', 'declarations:decide', 'contacts:read'])
const organisation = { name: 'Ośrodek Próbny', short_name: 'OP', kind: 'ops' }
const post = (path: string, body: unknown) => call('POST', path, { key: writer, body })

/** Sends an organisation with further properties, which are refused. Returns the first fault. */
const faultWith = async (more: object) => (await post('organisations', { ...organisation, ...more })).json.errors[0]

t.test('numbers: how many digits, and an example', async (t) => {
  for (const nip of ['716-244-21-11', '71624421111', '716244211', '716 244 21 11', 'PL7162442111'])
    t.match(
      await faultWith({ nip }),
      {
        pointer: '/nip',
        code: 'invalid_format',
        detail: 'Wartość pola «nip» musi składać się z dziesięciu cyfr, bez kresek i odstępów, np. 5261040828.'
      },
      nip
    )
  t.match(await faultWith({ regon: '12345' }), { detail: /musi składać się z 9 albo 14 cyfr/ })
  t.match((await get('organisations?nip=716-244-21-11')).json.detail, 'musi składać się z dziesięciu cyfr')
  t.match((await get('membership-checks?krs=1')).json.detail, 'musi składać się z dziesięciu cyfr')
})

t.test('dates: one form', async (t) => {
  for (const on of ['1.03.1990', '01.03.1990', '1990-3-1', '1990', '1990-02-30', 'wczoraj'])
    t.match(
      await faultWith({ established: { on } }),
      { pointer: '/established/on', detail: /musi być istniejącą datą w postaci RRRR-MM-DD, np\. 1990-03-01\.$/ },
      on
    )
  t.match((await get('organisations?as_of=16.09.2021')).json.detail, 'w postaci RRRR-MM-DD')
})

t.test('fields: the known ones, the derived ones, the required ones', async (t) => {
  const territory = await faultWith({ territory: { name: 'Bełżyce' } })
  t.match(territory, { pointer: '/territory/name', code: 'unknown_property', detail: /Dostępne: code\.$/ })
  const derived = await post('appointments', {
    person: { slug: 'anna-ostasz' },
    post: { id: '01a1fdfa-468e-7a26-8264-8bc4c54864da' },
    capacity: 'acting',
    organisation: { slug: 'cus-belzyce' }
  })
  t.match(derived.json.errors, [
    {
      pointer: '/organisation',
      code: 'derived_property',
      detail: 'Wartość pola «organisation» wynika z pola «post»; nie podaje się jej tutaj.'
    }
  ])
  const empty = await call('POST', 'organisations', { key: writer, headers: { 'content-type': 'application/json' } })
  t.match(empty.json.detail, /^Treść żądania musi być obiektem JSON z polami: .*name.*short_name.*kind/)
  t.match((await post('organisations', [])).json.detail, 'obiektem JSON z polami')
})

t.test('territories: what the name may have meant', async (t) => {
  const { json } = await get('organisations?voivodeship=Lublin')
  t.equal(json.status, 400)
  t.match(json.detail, 'Czy chodzi o: województwo lubelskie (06)?')
  t.match(json.candidates, [{ value: '06', label: 'województwo lubelskie' }])
  t.match((await get('organisations?voivodeship=lubelskei')).json.candidates, [{ value: '06' }])
  t.notMatch((await get('organisations?voivodeship=Bawaria')).json.detail, 'Czy chodzi o')
})

t.test('codes are words, and /problems lists them', async (t) => {
  const codes: [constraint: string, code: string][] = [
    ['organisation_slug_key', 'organisation_slug_taken'],
    ['contact_post_fkey', 'contact_post_gone'],
    ['organisation_nip_valid', 'organisation_nip_invalid'],
    ['contact_phone_shape', 'contact_phone_invalid'],
    ['event_title_not_blank', 'event_title_blank'],
    ['event_date_within_bounds', 'event_date_out_of_range'],
    ['membership_once_at_a_time', 'membership_once_at_a_time'],
    ['', 'rule_broken']
  ]
  for (const [constraint, code] of codes) t.equal(codeOf(constraint), code)
  const { json } = await get('problems')
  const listed = new Set(json.rules.map(({ code }: { code: string }) => code))
  t.equal(listed.size, json.rules.length, 'no code stands for two rules')
  t.equal((await faultWith({ nip: '7162442112' })).code, 'organisation_nip_invalid')
  t.ok(listed.has('organisation_nip_invalid'))
  for (const code of listed) t.notMatch(code, /_(key|fkey|shape|valid|not_blank|finite|within_bounds)$/)
  t.ok(json.data.some(({ code }: { code: string }) => code === 'rule_broken'))
})

t.test('a telephone number and an address that cannot be stored say how to write them', async (t) => {
  const contact = (more: object) => post('contacts', { slug: 'proba', organisation: { slug: 'cus-belzyce' }, ...more })
  const hints: [phone: string, hint: string][] = [
    ['0 81 827 26 94', '+48818272694'],
    ['0-81 827-26-94', '+48818272694'],
    ['81 827 26 94', '+48818272694'],
    ['81 827 26 94 wew. 12', '«phone_printed», a tutaj sam numer: +48818272694'],
    ['116 111', '+48116111'],
    ['19115', '+4819115'],
    ['12345', 'Nie ma takiego numeru']
  ]
  for (const [phone, hint] of hints) t.match((await contact({ phone })).json.detail, hint, phone)
  for (const [i, phone] of ['+48116111', '+4819115', '+48818272694'].entries())
    t.equal((await contact({ slug: `proba-${i}`, phone })).status, 201, phone)
  t.match((await contact({ email: 'biuro@cus-łódź.pl' })).json.detail, 'xn--')
})

t.test('wrong states: every message names an operation that the state allows', async (t) => {
  const { paths } = (await get('/openapi.json')).json
  for (const cycle of [declarationLifeCycle, membershipLifeCycle] as LifeCycle<string, string>[]) {
    const steps = Object.keys(cycle.steps)
    for (const step of steps) {
      const [method = '', path = ''] = operationOf(cycle, step).split(' ')
      t.ok(paths[path.replace(/^\/v1/, '')]?.[method.toLowerCase()], `${method} ${path} is in the contract`)
    }
    for (const state of Object.keys(cycle.states)) {
      const allowed = steps.filter((step) => cycle.steps[step]?.from.includes(state))
      t.not(allowed.length, 0, `${cycle.subject.en}, ${state}: something is allowed`)
      for (const step of steps) {
        if (allowed.includes(step)) {
          t.doesNotThrow(() => requireState(cycle, state, step))
          continue
        }
        try {
          requireState(cycle, state, step)
          t.fail(`${step} from ${state}`)
        } catch (error) {
          const { detail } = error as ApiError
          for (const text of [detail?.pl, detail?.en])
            for (const each of allowed) t.match(text, `(${operationOf(cycle, each)})`, `${step} from ${state}`)
        }
      }
    }
  }
})
