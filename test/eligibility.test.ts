// The rules about who may join in a tier: as data, decided without guessing, and the operation for them.
import { sql } from 'kysely'
import t from 'tap'
import { applicantStatement } from '../src/features/declarations/vocabularies.ts'
import {
  type Applicant,
  checkEligibility,
  type Rule,
  type Tier,
  type TierVerdict,
  UNKNOWN_DAY
} from '../src/features/eligibility/rules.ts'
import { setup } from './helper.ts'

const rule = (code: string, changes: Partial<Rule>): Rule => ({
  code,
  member_type: 'organisation',
  kinds: null,
  families: null,
  needs_statement: false,
  text_pl: code,
  text_en: code,
  ...changes
})
const tier = (code: Tier['code'], ...rules: Rule[]): Tier => ({ code, name_pl: code, name_en: code, rules })
const organisation = (
  kind: Applicant['kind'],
  kind_family: Applicant['kind_family'],
  memberships: Applicant['memberships'] = []
): Applicant => ({
  member_type: 'organisation',
  kind,
  kind_family,
  established: UNKNOWN_DAY,
  source: 's000',
  locator: '16',
  memberships
})
const person: Applicant = { ...organisation(null, null), member_type: 'person' }
const becoming = rule('assistance_centre_becoming_cus', { families: ['ops'], needs_statement: true })
const outcomes = ({ outcome, rules }: TierVerdict): string[] => [outcome, ...rules.map((each) => each.outcome)]
const check = (of: Tier, applicant: Applicant, ...statements: Parameters<typeof checkEligibility>[2]) =>
  checkEligibility([of], applicant, statements)[0] as TierVerdict

t.test('checkEligibility(): a rule passes by kind or family, and one passed rule opens the tier', async (t) => {
  const of = tier(
    'supporting',
    rule('offices', { families: ['self_government'], kinds: ['foundation'] }),
    rule('firms', { kinds: ['social_enterprise'] })
  )
  t.strictSame(outcomes(check(of, organisation('foundation', 'third_sector'))), ['eligible', 'pass', 'fail'])
  t.strictSame(outcomes(check(of, organisation('gmina', 'self_government'))), ['eligible', 'pass', 'fail'])
  t.strictSame(
    outcomes(check(of, organisation('department', 'self_government'))),
    ['eligible', 'pass', 'fail'],
    'a department belongs to the family of its office'
  )
  t.strictSame(outcomes(check(of, organisation('pcpr', 'family_support'))), ['not_eligible', 'fail', 'fail'])
  t.strictSame(
    outcomes(check(of, organisation('university', null))),
    ['not_eligible', 'fail', 'fail'],
    'an unambiguous kind'
  )
  t.strictSame(outcomes(check(of, person)), ['not_eligible', 'fail', 'fail'])
})

t.test('checkEligibility(): undecidable rules and tiers without rules are unknown', async (t) => {
  const of = tier('ordinary', rule('centres', { families: ['cus'] }))
  for (const kind of ['department', 'body', 'office', 'observatory', 'portal', 'venue', 'other'] as const) {
    const verdict = check(of, organisation(kind, null))
    t.strictSame(outcomes(verdict), ['unknown', 'unknown'], kind)
    t.strictSame(
      verdict.rules[0]?.missing.map(({ fact, value }) => [fact, value]),
      [['kind_family', null]]
    )
  }
  t.strictSame(outcomes(check(tier('honorary'), person)), ['unknown'])
  t.strictSame(
    outcomes(check(tier('honorary', rule('anybody', {})), organisation('other', null))),
    ['eligible', 'pass'],
    'if any kind is sufficient'
  )
})

t.test('checkEligibility(): a required statement is made, proved by a membership, or missing', async (t) => {
  const centre = organisation('gops', 'ops')
  const of = tier('ordinary', becoming)
  const missing = check(of, centre)
  t.strictSame(outcomes(missing), ['unknown', 'unknown'])
  t.strictSame(missing.rules[0]?.missing, [
    {
      fact: 'statement',
      value: 'assistance_centre_becoming_cus',
      label_pl: 'chce przekształcić się w centrum usług społecznych',
      label_en: 'wants to transform into a social service centre'
    }
  ])
  t.match(missing.rules[0]?.reason_pl, /Brakuje oświadczenia/)
  t.strictSame(
    outcomes(check(of, centre, 'other_in_social_services')),
    ['unknown', 'unknown'],
    'another statement does not help'
  )
  const stated = check(of, centre, 'assistance_centre_becoming_cus')
  t.strictSame(outcomes(stated), ['eligible', 'pass'])
  t.strictSame(
    stated.rules[0]?.evidence.map(({ fact, value }) => [fact, value]),
    [
      ['organisation_kind', 'gops'],
      ['kind_family', 'ops'],
      ['statement', 'assistance_centre_becoming_cus']
    ]
  )
  t.strictSame(
    outcomes(check(of, organisation('pcpr', 'family_support'), 'assistance_centre_becoming_cus')),
    ['not_eligible', 'fail'],
    'the right statement alone does not help'
  )

  const joined = { ...UNKNOWN_DAY, on: '2021-09-16' }
  const member = organisation('gops', 'ops', [{ tier: 'ordinary', joined, source: 's000', locator: '18' }])
  const borneOut = check(of, member)
  t.strictSame(outcomes(borneOut), ['eligible', 'pass'])
  t.match(borneOut.rules[0]?.evidence.at(-1), {
    fact: 'membership',
    value: 'ordinary',
    since: joined,
    source: 's000',
    locator: '18'
  })
  t.strictSame(
    outcomes(check({ ...of, code: 'supporting' }, member)),
    ['unknown', 'unknown'],
    'a membership of another tier'
  )
  const twoWays = tier('ordinary', becoming, rule('other_in_social_services', { needs_statement: true }))
  t.strictSame(
    outcomes(check(twoWays, member)),
    ['unknown', 'unknown', 'unknown'],
    'a membership proves nothing if it may rest on either of two rules'
  )
})

const { app, db, contract } = await setup(t)

/** Sends a check and compares the response with the contract. */
async function sendCheck(body: object, headers: Record<string, string> = {}) {
  const response = await app.inject({ method: 'POST', url: '/v1/eligibility-checks', payload: body, headers })
  const received = {
    status: response.statusCode,
    headers: response.headers as Record<string, string>,
    text: response.body,
    json: response.json()
  }
  t.strictSame(contract.check('post', '/v1/eligibility-checks', received), [])
  return received
}
const organisationCheck = async (slug: string, ...statements: string[]) =>
  (await sendCheck({ organisation: { slug }, statements })).json
// biome-ignore lint/suspicious/noExplicitAny: already validated against the contract
const tiersOf = (json: any) => Object.fromEntries(json.tiers.map((each: any) => [each.tier, each.outcome]))
interface AssessedTier {
  tier: string
  rules: { code: string }[]
}
// biome-ignore lint/suspicious/noExplicitAny: already validated against the contract
const ruleOf = (json: any, tier: string, code: string): any =>
  (json.tiers as AssessedTier[]).find((each) => each.tier === tier)?.rules.find((each) => each.code === code)

t.test('POST /v1/eligibility-checks accepts MOPR Chełm as ordinary, by the family of assistance centres', async (t) => {
  const json = await organisationCheck('mopr-chelm')
  t.strictSame(tiersOf(json), { ordinary: 'eligible', supporting: 'eligible', honorary: 'eligible' })
  t.equal(json.organisation.slug, 'mopr-chelm')
  t.equal(json.person, null)
  t.equal(ruleOf(json, 'ordinary', 'social_service_centre').outcome, 'fail')
  const rule = ruleOf(json, 'ordinary', 'assistance_centre_becoming_cus')
  t.equal(rule.outcome, 'pass')
  t.match(rule.reason_pl, 'miejski ośrodek pomocy rodzinie')
  t.match(rule.reason_en, 'assistance centres (OPS, GOPS, MGOPS, MOPS, MOPR)')
  t.strictSame(rule.missing, [])
  t.match(rule.evidence, [
    { fact: 'organisation_kind', value: 'mopr', since: UNKNOWN_DAY, source: 's000', locator: '16' },
    { fact: 'kind_family', value: 'ops', source: 's000', locator: '16' },
    { fact: 'membership', value: 'ordinary', since: { on: '2021-09-16' } }
  ])
  const { rows } = await sql<{ today: string }>`select (now() at time zone 'Europe/Warsaw')::date as today`.execute(db)
  t.equal(json.checked_on, rows[0]?.today)
})

t.test('POST /v1/eligibility-checks refuses a PCPR as ordinary, with the reason', async (t) => {
  const json = await organisationCheck('pcpr-lublin', 'assistance_centre_becoming_cus')
  t.strictSame(tiersOf(json), { ordinary: 'not_eligible', supporting: 'eligible', honorary: 'eligible' })
  for (const code of ['social_service_centre', 'assistance_centre_becoming_cus']) {
    const rule = ruleOf(json, 'ordinary', code)
    t.equal(rule.outcome, 'fail')
    t.match(
      rule.reason_pl,
      'Rodzaj tej organizacji: powiatowe centrum pomocy rodzinie (rodzina: powiatowe centra pomocy rodzinie).'
    )
    t.match(rule.reason_en, 'This organisation is of the kind: powiat family assistance centre')
  }
})

t.test('POST /v1/eligibility-checks opens only the honorary tier to a natural person', async (t) => {
  const { status, json } = await sendCheck({ person: { slug: 'anna-ostasz' } })
  t.equal(status, 200)
  t.strictSame(tiersOf(json), { ordinary: 'not_eligible', supporting: 'not_eligible', honorary: 'eligible' })
  t.equal(
    ruleOf(json, 'ordinary', 'social_service_centre').reason_pl,
    'Reguła dotyczy organizacji, a wnioskodawca jest osobą.'
  )
  t.equal(ruleOf(json, 'honorary', 'natural_person').outcome, 'pass')
  t.equal(ruleOf(json, 'honorary', 'institution').outcome, 'fail')
  t.equal(json.person.display_name, 'Anna Ostasz')
})

t.test('POST /v1/eligibility-checks returns unknown for an organisation without a family or a statement', async (t) => {
  t.strictSame(tiersOf(await organisationCheck('csk-lublin')), {
    ordinary: 'unknown',
    supporting: 'unknown',
    honorary: 'eligible'
  })
  t.strictSame(tiersOf(await organisationCheck('csk-lublin', 'other_in_social_services')), {
    ordinary: 'unknown',
    supporting: 'eligible',
    honorary: 'eligible'
  })
  t.strictSame(
    tiersOf(await organisationCheck('luw-wps')),
    { ordinary: 'not_eligible', supporting: 'eligible', honorary: 'eligible' },
    'a department of an office'
  )
  const { id } = await db
    .insertInto('organisation')
    .values({ slug: 'ops-proba', name: 'OPS Próba', short_name: 'OPS Próba', kind: 'ops', search_text: '' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const checked = await sendCheck({ organisation: { id } })
  t.equal(tiersOf(checked.json).ordinary, 'unknown')
  t.match(ruleOf(checked.json, 'ordinary', 'assistance_centre_becoming_cus').missing, [
    { fact: 'statement', value: 'assistance_centre_becoming_cus' }
  ])
  t.equal(
    tiersOf((await sendCheck({ organisation: { id }, statements: ['assistance_centre_becoming_cus'] })).json).ordinary,
    'eligible'
  )
  t.equal(tiersOf(await organisationCheck('cus-belzyce')).ordinary, 'eligible')
  t.strictSame((await sendCheck({ organisation: { id } })).json, checked.json, 'a check stores nothing')
})

t.test(
  'POST /v1/eligibility-checks refuses a body that names no applicant, two, or one that is not there',
  async (t) => {
    const refusals: [body: object, status: number, code: string, fault?: string][] = [
      [{}, 400, 'invalid_request', 'one_applicant'],
      [
        { organisation: { slug: 'mopr-chelm' }, person: { slug: 'anna-ostasz' } },
        400,
        'invalid_request',
        'one_applicant'
      ],
      [{ organisation: { slug: 'nie-ma' } }, 422, 'rule_broken', 'unknown_reference'],
      [{ person: { slug: 'mopr-chelm' } }, 422, 'rule_broken', 'unknown_reference'],
      [{ organisation: {} }, 400, 'invalid_request'],
      [{ organisation: { slug: 'mopr-chelm' }, tier: 'ordinary' }, 400, 'invalid_request', 'unknown_property'],
      [{ organisation: { slug: 'mopr-chelm' }, statements: ['rich'] }, 400, 'invalid_request', 'unknown_value']
    ]
    for (const [body, status, code, fault] of refusals) {
      const answer = await sendCheck(body)
      t.equal(answer.status, status, JSON.stringify(body))
      t.equal(answer.json.code, code)
      if (fault) t.equal(answer.json.errors[0].code, fault)
    }
    const pointed = await sendCheck({ organisation: { slug: 'nie-ma' } }, { 'accept-language': 'en' })
    t.match(pointed.json, {
      errors: [{ pointer: '/organisation' }],
      detail: 'There is no such organisation in the registry.'
    })
  }
)

t.test('GET /v1/vocabularies: every required statement is a term with labels', async (t) => {
  const rows = await db.selectFrom('eligibility_rule').select('code').where('needs_statement', '=', true).execute()
  t.strictSame(rows.map(({ code }) => code).sort(), Object.keys(applicantStatement.terms).sort())
})
