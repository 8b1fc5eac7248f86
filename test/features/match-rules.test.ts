import t from 'tap'
import {
  type MatchTarget,
  matchName,
  prepareTargets
} from '../../src/features/organisations/name-matching/match-rules.ts'
import { fold } from '../../src/records/polish.ts'

const FAMILIES: Record<string, string> = {
  cus: 'cus',
  ops: 'ops',
  gops: 'ops',
  mops: 'ops',
  mgops: 'ops',
  mopr: 'ops',
  pcpr: 'family_support'
}
const FULL: Record<string, string> = {
  cus: 'Centrum Usług Społecznych',
  ops: 'Ośrodek Pomocy Społecznej',
  gops: 'Gminny Ośrodek Pomocy Społecznej',
  mops: 'Miejski Ośrodek Pomocy Społecznej',
  mopr: 'Miejski Ośrodek Pomocy Rodzinie',
  pcpr: 'Powiatowe Centrum Pomocy Rodzinie',
  rops: 'Regionalny Ośrodek Polityki Społecznej'
}

function organisation(
  slug: string,
  kind: string,
  name: string,
  shortName: string,
  more: Partial<MatchTarget> = {}
): MatchTarget {
  return {
    id: `id-${slug}`,
    slug,
    kind,
    name,
    short_name: shortName,
    kind_family: FAMILIES[kind] ?? kind,
    other_names: [],
    places: [],
    ...more
  }
}

/** An organisation with the usual names: "Centrum Usług Społecznych w Bełżycach", "CUS Bełżyce". */
function usual(kind: string, place: string, locative: string, more: Partial<MatchTarget> = {}): MatchTarget {
  const slug = `${kind} ${fold(place)}`.replaceAll(' ', '-')
  return organisation(slug, kind, `${FULL[kind]} ${locative}`, `${kind.toUpperCase()} ${place}`, {
    places: [place],
    ...more
  })
}

const ORGANISATIONS = [
  usual('cus', 'Bełżyce', 'w Bełżycach'),
  usual('cus', 'Opole Lubelskie', 'w Opolu Lubelskim'),
  usual('cus', 'Wojcieszków', 'w Wojcieszkowie'),
  usual('cus', 'Świdnik', 'w Świdniku', { other_names: ['Miejski Ośrodek Pomocy Społecznej w Świdniku'] }),
  usual('cus', 'Alwernia', 'w Alwerni'),
  usual('mopr', 'Chełm', 'w Chełmie'),
  usual('mops', 'Tomaszów Lubelski', 'w Tomaszowie Lubelskim'),
  usual('gops', 'Krzywda', 'w Krzywdzie'),
  usual('gops', 'Hrubieszów', 'w Hrubieszowie'),
  usual('mops', 'Hrubieszów', 'w Hrubieszowie'),
  usual('ops', 'Józefów nad Wisłą', 'w Józefowie nad Wisłą'),
  usual('rops', 'Lublin', 'w Lublinie'),
  usual('pcpr', 'Lublin', 'w Lublinie'),
  usual('cus', 'Stawiski', 'w Stawiskach', { other_names: ['Ośrodek Pomocy Społecznej w Stawiskach'] }),
  usual('cus', 'Żyrardów', 'w Żyrardowie'),
  usual('cus', 'Żabia Wola', 'w Żabiej Woli'),
  usual('cus', 'Bukowsko', 'w Bukowsku'),
  usual('cus', 'Adamówka', 'w Adamówce'),
  usual('cus', 'Kramsk', 'w Kramsku', { other_names: ['Centrum Usług Społecznych w Gminie Kramsk'] }),
  usual('cus', 'Czersk', 'w Czersku', { other_names: ['Miejsko-Gminny Ośrodek Pomocy Społecznej w Czersku'] }),
  usual('mops', 'Ostrów Mazowiecka', 'w Ostrowi Mazowieckiej'),
  organisation('cus-gmina-slupsk', 'cus', 'Centrum Usług Społecznych Gminy Słupsk', 'CUS Gminy Słupsk', {
    places: ['Redzikowo', 'Słupsk']
  }),
  organisation('cus-gmina-debica', 'cus', 'Centrum Usług Społecznych w Gminie Dębica', 'CUS w Gminie Dębica', {
    places: ['Dębica']
  }),
  organisation('cus-gmina-wiazowna', 'cus', 'Centrum Usług Społecznych Gminy Wiązowna', 'CUS Gminy Wiązowna', {
    places: ['Wiązowna']
  }),
  organisation('cus-gmina-czarnia', 'cus', 'Centrum Usług Społecznych w Gminie Czarnia', 'CUS w Gminie Czarnia', {
    places: ['Czarnia']
  }),
  organisation('luw', 'voivodeship_office', 'Lubelski Urząd Wojewódzki w Lublinie', 'LUW', { places: ['Lublin'] }),
  organisation(
    'luw-wps',
    'department',
    'Wydział Polityki Społecznej Lubelskiego Urzędu Wojewódzkiego w Lublinie',
    'WPS LUW',
    { places: ['Lublin'] }
  ),
  organisation(
    'umwl-dwefs',
    'department',
    'Departament Wdrażania Europejskiego Funduszu Społecznego (UMWL)',
    'DW EFS UMWL'
  ),
  organisation(
    'mrips-dwefs',
    'department',
    'Departament Wdrażania Europejskiego Funduszu Społecznego (MRiPS)',
    'DW EFS MRiPS'
  ),
  organisation(
    'fundacja-kkcis',
    'foundation',
    'Fundacja Konwent Klubów i Centrów Integracji Społecznej',
    'Fundacja KKiCIS'
  ),
  organisation('obserwatorium-cus', 'observatory', 'Obserwatorium Centrów Usług Społecznych', 'Obserwatorium CUS', {
    places: ['Lublin']
  }),
  organisation('konwent-cus', 'convention', 'Konwent Centrów Usług Społecznych', 'Konwent CUS', {
    other_names: ['Konwent Centrum Usług Społecznych']
  }),
  organisation('gmina-belzyce', 'gmina', 'Gmina Bełżyce', 'Gmina Bełżyce', { places: ['Bełżyce'] }),
  organisation('gmina-swidnik', 'gmina', 'Miasto Świdnik', 'Świdnik', { places: ['Świdnik'] }),
  organisation('gmina-wojciechow', 'gmina', 'Gmina Wojciechów', 'Gmina Wojciechów', { places: ['Wojciechów'] })
]
const HOMONYMS = new Set(['debica', 'slupsk', 'hrubieszow', 'chelm', 'tomaszow lubelski', 'ostrow mazowiecka'])
const PREPARED = prepareTargets(ORGANISATIONS)
const match = (name: string) => matchName(name, PREPARED, HOMONYMS)
const among = (name: string, ...targets: MatchTarget[]) => matchName(name, targets, HOMONYMS)

t.test('matchName(): a printed name selects its organisation', async (t) => {
  for (const [name, slug, reason] of [
    ['CUS w Swidniku', 'cus-swidnik', 'kind_and_place'],
    ['Centrum Usług Społecznych w Żabiej Woli', 'cus-zabia-wola', 'exact_name'],
    ['GOPS Hrubieszów', 'gops-hrubieszow', 'exact_name'],
    ['MOPS Hrubieszów', 'mops-hrubieszow', 'exact_name'],
    ['cus opole lubelskie', 'cus-opole-lubelskie', 'exact_name'],
    ['Centrum Uslug Spolecznych w Opolu Lubelskim', 'cus-opole-lubelskie', 'exact_name'],
    ['CUS w Belzycach', 'cus-belzyce', 'kind_and_place'],
    ['MOPR w Chełmie', 'mopr-chelm', 'kind_and_place'],
    ['Gminny Ośrodek Pomocy Społecznej w Hrubieszowie', 'gops-hrubieszow', 'exact_name'],
    ['GOPS w Hrubieszowie', 'gops-hrubieszow', 'kind_and_place'],
    ['ROPS w Lublinie', 'rops-lublin', 'kind_and_place'],
    ['PCPR w Lublinie', 'pcpr-lublin', 'kind_and_place'],
    ['CUS w Gminie Kramsk', 'cus-kramsk', 'kind_and_place'],
    ['CUS Gminy Kramsk', 'cus-kramsk', 'kind_and_place'],
    ['Ośrodka Pomocy Społecznej w Józefowie nad Wisłą', 'ops-jozefow-nad-wisla', 'kind_and_place'],
    ['OPS Józefów n. Wisłą', 'ops-jozefow-nad-wisla', 'kind_and_place'],
    ['Centra Usług Społecznych w Bełżycach', 'cus-belzyce', 'kind_and_place'],
    ['Centrum Usług Społecznych (CUS) w Bełżycach', 'cus-belzyce', 'kind_and_place'],
    ['C.U.S. Bełżyce', 'cus-belzyce', 'kind_and_place'],
    ['CUS-u w Świdniku', 'cus-swidnik', 'kind_and_place'],
    ['cusem Alwernia', 'cus-alwernia', 'kind_and_place'],
    ['Beł\u00adżyce – CUS', 'cus-belzyce', 'kind_and_place'],
    ['Gminny OPS w Krzywdzie', 'gops-krzywda', 'kind_and_place'],
    ['GOPS Gminy Hrubieszów', 'gops-hrubieszow', 'kind_and_place'],
    ['MOPS w Mieście Hrubieszów', 'mops-hrubieszow', 'kind_and_place'],
    ['CUS Opola Lubelskiego', 'cus-opole-lubelskie', 'kind_and_place'],
    ['MOPS Ostrowi Mazowieckiej', 'mops-ostrow-mazowiecka', 'kind_and_place'],
    ['CUS z siedzibą w Adamówce', 'cus-adamowka', 'kind_and_place'],
    ['WPS LUW', 'luw-wps', 'exact_name'],
    ['Fundacja KKiCIS', 'fundacja-kkcis', 'exact_name'],
    ['Gmina Wojciechow', 'gmina-wojciechow', 'exact_name'],
    ['DW EFS MRiPS', 'mrips-dwefs', 'exact_name'],
    ['Konwent Centrum Usług Społecznych', 'konwent-cus', 'exact_name'],
    ['OBSERWATORIUM CUS', 'obserwatorium-cus', 'exact_name'],
    ['CUS 🏛️ Bełżyce', 'cus-belzyce', 'exact_name']
  ] as const) {
    const found = match(name)
    t.strictSame({ chosen: found.chosen, reason: found.reason }, { chosen: slug, reason }, name)
    t.equal(found.candidates[0]?.slug, slug, `${name}: the selected organisation is the first candidate`)
  }
})

t.test('matchName(): a former name selects the organisation, in full or abbreviated', async (t) => {
  t.match(match('Ośrodek Pomocy Społecznej w Stawiskach'), {
    chosen: 'cus-stawiski',
    reason: 'exact_name',
    candidates: [{ score: 0.98, matched_on: 'other_name' }]
  })
  for (const [name, slug] of [
    ['OPS Stawiski', 'cus-stawiski'],
    ['M-GOPS Czersk', 'cus-czersk'],
    ['Miejski i Gminny Ośrodek Pomocy Społecznej w Czersku', 'cus-czersk'],
    ['MOPS Świdnik', 'cus-swidnik']
  ] as const) {
    t.match(
      match(name),
      { chosen: slug, reason: 'kind_and_place', candidates: [{ slug, matched_on: 'other_name' }] },
      name
    )
  }
  const successor = usual('cus', 'Stawiski', 'w Stawiskach', { other_names: ['OPS w Stawiskach'] })
  t.match(
    among('OPS w Stawiskach', successor, usual('ops', 'Stawiski', 'w Stawiskach')),
    { chosen: null, reason: 'ambiguous' },
    'the predecessor is also on record'
  )
})

t.test('matchName(): another kind is not selected', async (t) => {
  t.strictSame(match('OPS Krzywda'), {
    candidates: [{ id: 'id-gops-krzywda', slug: 'gops-krzywda', score: 0.71, matched_on: 'place', differs: ['kind'] }],
    chosen: null,
    reason: 'kind_differs'
  })
  t.match(match('OPS Hrubieszów'), {
    chosen: null,
    reason: 'ambiguous',
    candidates: [{ slug: 'gops-hrubieszow' }, { slug: 'mops-hrubieszow' }]
  })
  t.match(match('OPS Gminy Hrubieszów'), {
    chosen: null,
    reason: 'kind_differs',
    candidates: [{ slug: 'gops-hrubieszow', differs: ['kind'] }, { slug: 'mops-hrubieszow' }]
  })
  t.match(match('CUS Hrubieszów'), { chosen: null, reason: 'kind_differs' }, 'two kinds of another family')
  t.match(match('MOPS Krzywda'), { chosen: null, reason: 'kind_differs', candidates: [{ slug: 'gops-krzywda' }] })
  t.match(match('Gminny Ośrodek Pomocy Społecznej w Chełmie'), {
    chosen: null,
    reason: 'kind_differs',
    candidates: [{ slug: 'mopr-chelm' }]
  })
  t.match(
    match('CUS GOPS Krzywda'),
    { chosen: null, reason: 'kind_differs', candidates: [{ slug: 'gops-krzywda' }] },
    'two kinds in one name'
  )
  t.match(match('GOPS CUS Krzywda'), { chosen: null, reason: 'kind_differs' }, 'two kinds, the right one first')
  t.equal(match('CUS Obserwatorium').chosen, null, 'an observatory of CUS is not a CUS')
  t.match(match('MOPS Gminy Hrubieszów'), { chosen: null, reason: 'kind_differs' }, 'a town office of a rural gmina')
})

t.test('matchName(): without a kind nothing is selected', async (t) => {
  t.match(match('Alwernia'), {
    chosen: null,
    reason: 'kind_missing',
    candidates: [{ slug: 'cus-alwernia', score: 0.57, matched_on: 'place', differs: ['kind'] }]
  })
  t.match(match('w Bełżycach'), {
    chosen: null,
    reason: 'kind_missing',
    candidates: [{ slug: 'cus-belzyce' }, { slug: 'gmina-belzyce' }]
  })
  t.match(match('Świdnik'), { chosen: null, reason: 'kind_missing' }, 'although it is the short name of a gmina')
  t.match(match('DPS Bełżyce'), { chosen: null, reason: 'kind_missing' }, 'an unknown kind')
})

t.test('matchName(): another place is not selected', async (t) => {
  const wojciechow = match('CUS Wojciechów')
  t.match(wojciechow, { chosen: null, reason: 'place_differs' })
  t.strictSame(
    wojciechow.candidates.map(({ slug }) => slug),
    ['cus-wojcieszkow', 'gmina-wojciechow']
  )
  for (const [name, candidate] of [
    ['CUS Opole', 'cus-opole-lubelskie'],
    ['CUS w Opolu', 'cus-opole-lubelskie'],
    ['OPS Józefów', 'ops-jozefow-nad-wisla'],
    ['MOPS Tomaszów Mazowiecki', 'mops-tomaszow-lubelski'],
    ['CUS Adamów', 'cus-adamowka'],
    ['CUS w Adamowie', 'cus-adamowka'],
    ['CUS Czarna', 'cus-gmina-czarnia'],
    ['CUS Kramsko', 'cus-kramsk'],
    ['CUS Bukowsk', 'cus-bukowsko'],
    ['MOPS Ostrów Mazowiecki', 'mops-ostrow-mazowiecka'],
    ['CUS Bełżce', 'cus-belzyce'],
    ['CUS Bełżyce, ul. Fabryczna 2b', 'cus-belzyce'],
    ['Dyrektor CUS Bełżyce', 'cus-belzyce'],
    ['CUS Miasta Słupsk', 'cus-gmina-slupsk'],
    ['Miejskie Centrum Usług Społecznych w Słupsku', 'cus-gmina-slupsk'],
    ['Fundacja KKCIS', 'fundacja-kkcis']
  ] as const) {
    t.match(match(name), { chosen: null, reason: 'place_differs', candidates: [{ slug: candidate }] }, name)
  }
  for (const name of ['CUS Bełżyce Alwernia', 'CUS Bełżyce i CUS Alwernia', 'CUS Alwernia w Bełżycach']) {
    const { chosen, candidates } = match(name)
    t.equal(chosen, null, name)
    t.strictSame(
      new Set(candidates.map(({ slug }) => slug)),
      new Set(['cus-alwernia', 'cus-belzyce']),
      `${name}: both are candidates`
    )
  }
})

// Pairs of existing gminas, of which the registry has one each.
t.test('matchName(): an inflected place is not confused with the name of another place', async (t) => {
  for (const [name, target] of [
    ['OPS Łukowa', usual('ops', 'Łuków', 'w Łukowie')],
    ['OPS w Łukowie', usual('ops', 'Łukowa', 'w Łukowej')],
    ['OPS w Łukowie', organisation('x', 'ops', 'OPS Gminy Łukowa', 'OPS Łukowa', { places: ['Łukowa'] })],
    ['OPS Borowie', usual('ops', 'Borów', 'w Borowie')],
    ['OPS w Borowiu', organisation('x', 'ops', 'OPS Borów', 'OPS Borów', { places: ['Borów'] })],
    ['OPS Rudnik', usual('ops', 'Rudniki', 'w Rudnikach')],
    ['OPS w Rudniku', usual('ops', 'Rudniki', 'w Rudnikach')],
    ['OPS Bielawy', usual('ops', 'Bielawa', 'w Bielawie')],
    ['OPS Kowala', usual('ops', 'Kowal', 'w Kowalu')],
    ['OPS w Kowali', organisation('x', 'ops', 'OPS Kowal', 'OPS Kowal', { places: ['Kowal'] })],
    ['OPS Siedlec', usual('ops', 'Siedlce', 'w Siedlcach')],
    ['OPS w Zatorach', usual('ops', 'Zator', 'w Zatorze')],
    ['OPS Bobowo', usual('ops', 'Bobowa', 'w Bobowej')],
    ['OPS w Dobrem', usual('ops', 'Dobra', 'w Dobrej')],
    ['OPS Nowe Miasto', usual('ops', 'Nowe', 'w Nowem')],
    ['OPS w Wiązownej', usual('ops', 'Wiązowna', 'w Wiązownie')]
  ] as const) {
    t.equal(among(name, target).chosen, null, `${name} is not ${target.short_name}`)
  }
  t.equal(
    among('CUS w Stare Miasto', usual('cus', 'Miasto', 'w Mieście')).chosen,
    null,
    'the town in a name is not a qualifier'
  )
  t.equal(among('OPS w Starym Mieście', usual('ops', 'Stare Miasto', 'w Starym Mieście')).chosen, 'ops-stare-miasto')
})

t.test('matchName(): qualifiers of gminas with the same name', async (t) => {
  for (const name of ['CUS Słupsk', 'CUS w Słupsku', 'CUS Dębica', 'CUS w Dębicy']) {
    t.match(
      match(name),
      { chosen: null, reason: 'homonymous_gmina', candidates: [{ score: 0.86, differs: ['qualifier'] }] },
      name
    )
  }
  const town = usual('cus', 'Chełm', 'w Chełmie')
  t.match(among('CUS Gminy Chełm', town), { chosen: null, reason: 'homonymous_gmina' }, 'printed but not on record')
  for (const [name, slug] of [
    ['CUS Gminy Słupsk', 'cus-gmina-slupsk'],
    ['CUS w Gminie Słupsk', 'cus-gmina-slupsk'],
    ['Gminne Centrum Usług Społecznych w Dębicy', 'cus-gmina-debica'],
    ['CUS gm. Dębica', 'cus-gmina-debica'],
    ['CUS Redzikowo', 'cus-gmina-slupsk'],
    ['CUS Wiązowna', 'cus-gmina-wiazowna'],
    ['CUS w Wiązownie', 'cus-gmina-wiazowna'],
    ['CUS w Czarni', 'cus-gmina-czarnia'],
    ['CUS Gminy Bełżyce', 'cus-belzyce']
  ] as const) {
    t.equal(match(name).chosen, slug, name)
  }
  const both = [usual('cus', 'Słupsk', 'w Słupsku'), ...ORGANISATIONS.filter(({ slug }) => slug === 'cus-gmina-slupsk')]
  t.equal(among('CUS w Słupsku', ...both).chosen, 'cus-slupsk', 'if both are on record, each name selects its own')
  t.equal(among('CUS w Gminie Słupsk', ...both).chosen, 'cus-gmina-slupsk')
  const wiazowna = [
    usual('cus', 'Wiązowna', 'w Wiązownie'),
    ...ORGANISATIONS.filter(({ slug }) => slug === 'cus-gmina-wiazowna')
  ]
  t.equal(among('CUS w Wiązownie', ...wiazowna).chosen, 'cus-wiazowna', 'the one that matches exactly')
})

t.test('matchName(): a seat or a former place is not sufficient', async (t) => {
  const ops = organisation('x', 'ops', 'OPS Gminy Nowinka', 'OPS Nowinka', { places: ['Nowinka', 'Augustów'] })
  t.match(among('OPS Augustów', ops), {
    chosen: null,
    reason: 'place_differs',
    candidates: [{ matched_on: 'place', differs: ['place'] }]
  })
  t.match(among('OPS w Augustowie', ops), {
    chosen: null,
    reason: 'place_differs',
    candidates: [{ matched_on: 'place', differs: ['place'] }]
  })
})

t.test('matchName(): of two organisations with one name none is selected', async (t) => {
  const [a, b] = [
    usual('gops', 'Brzeziny', 'w Brzezinach', { slug: 'a' }),
    usual('gops', 'Brzeziny', 'w Brzezinach', { slug: 'b' })
  ]
  for (const name of ['GOPS Brzeziny', 'GOPS w Brzezinach', 'Gminny Ośrodek Pomocy Społecznej w Brzezinach']) {
    const { chosen, reason, candidates } = among(name, b, a)
    t.strictSame(
      { chosen, reason, slugs: candidates.map(({ slug }) => slug) },
      { chosen: null, reason: 'ambiguous', slugs: ['a', 'b'] },
      name
    )
  }
  const c = organisation('c', 'gops', 'Gminny Ośrodek Pomocy Społecznej w Brzezinach', 'GOPS Brzeziny (łódzkie)', {
    places: ['Brzeziny']
  })
  t.match(
    among('GOPS Brzeziny', a, c),
    { chosen: null, reason: 'ambiguous' },
    'the short name of one, the kind and place of both'
  )
  const departments = ['x', 'y'].map((slug) => organisation(slug, 'department', 'Wydział Zdrowia', slug))
  t.match(among('wydział zdrowia', ...departments), { chosen: null, reason: 'ambiguous' })
})

t.test('matchName(): names without a kind and place', async (t) => {
  for (const name of [
    '',
    ' \n\t',
    '–.,;!?',
    'w',
    'we w z',
    'CUS',
    'CUS CUS',
    'CUS w',
    'Centrum Usług Społecznych',
    'CUS Gminy',
    'Gmina',
    'i',
    '%',
    '🦊🦊',
    '\0',
    '\ud800',
    "'; DROP TABLE organisation; --",
    "' OR 1=1",
    '__proto__',
    'constructor',
    'toString',
    'CUS constructor',
    'CUS 🦊',
    'null',
    'CUS Przemyśl'
  ]) {
    t.strictSame(match(name), { candidates: [], chosen: null, reason: 'no_candidate' }, JSON.stringify(name))
  }
  t.match(
    match('ROPS'),
    { chosen: null, reason: 'place_differs', candidates: [{ slug: 'rops-lublin', score: 0.3, differs: ['place'] }] },
    'the only one of its kind'
  )
  const nameless = organisation('x', 'gops', 'Gminny Ośrodek Pomocy Społecznej', 'GOPS Czarnia', {
    places: ['Czarnia']
  })
  t.match(
    among('Gminny Ośrodek Pomocy Społecznej', nameless),
    { chosen: null, candidates: [{ slug: 'x' }] },
    'a kind without a place is not a name'
  )
  t.equal(among('GOPS w Czarni', nameless).chosen, 'x')
  t.strictSame(matchName('CUS Bełżyce', [], HOMONYMS), { candidates: [], chosen: null, reason: 'no_candidate' })
  t.doesNotThrow(() => among('CUS x', organisation('', '', '', '', { places: [''], other_names: ['', '–'] })))
})

t.test('matchName(): names of 2,000 characters are processed in time', async (t) => {
  for (const part of [
    'x',
    'CUS ',
    'Bełżyce ',
    'CUS Bełżyce ',
    'c.u.',
    'm ',
    '🦊',
    'gminny ',
    'miejski i gminny ',
    '\'"',
    'ą\u0328'
  ]) {
    const started = performance.now()
    t.equal(match(part.repeat(Math.ceil(2000 / part.length))).chosen, null, part)
    t.ok(performance.now() - started < 60_000, `${part}: it ends in time`)
  }
})

t.test('matchName(): names of more than 300 characters match only exactly', async (t) => {
  const long = organisation('x', 'department', 'Wydział '.repeat(50), 'W')
  t.equal(among('wydzial '.repeat(50), long).chosen, 'x')
  t.match(match(`CUS ${'w '.repeat(200)} Bełżycach`), { chosen: null, reason: 'no_candidate' })
})

t.test('matchName(): candidates are sorted and at most five', async (t) => {
  for (const name of [
    ...ORGANISATIONS.flatMap((one) => [one.name, one.short_name]),
    'Lublin',
    'CUS Lublin',
    'MOPS',
    'OPS Krzywda'
  ]) {
    const { candidates } = match(name)
    t.ok(candidates.length <= 5, `${name}: at most five`)
    t.ok(
      candidates.every(({ score }) => score >= 0.3 && score <= 1 && score === Number(score.toFixed(2))),
      `${name}: scores`
    )
    const sorted = [...candidates].sort((a, b) => b.score - a.score || (a.slug < b.slug ? -1 : 1))
    t.strictSame(candidates, sorted, `${name}: best first, then by slug`)
  }
})

t.test('matchName(): one wrong character never selects another organisation', async (t) => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647
    return seed % below
  }
  const letters = 'abcdefghijklmnoprstuwyząćęłńóśźż .-'
  const folded = new Set(
    ORGANISATIONS.flatMap(({ name, short_name, other_names }) => [name, short_name, ...other_names]).map(fold)
  )
  const wrong: string[] = []
  for (const { slug, name, short_name } of ORGANISATIONS) {
    for (const text of [name, short_name]) {
      for (let round = 0; round < 60; round++) {
        const at = random(text.length)
        const typo =
          text.slice(0, at) +
          [letters[random(letters.length)], ''][round % 2] +
          text.slice(at + (round % 3 === 0 ? 0 : 1))
        const { chosen } = match(typo)
        if (chosen !== null && chosen !== slug && !folded.has(fold(typo))) wrong.push(`${typo} -> ${chosen}`)
      }
    }
  }
  t.strictSame(wrong, [])
})

t.test('matchName(): among 3,000 organisations', async (t) => {
  const roots = [
    'Beł',
    'Opol',
    'Wojciesz',
    'Świd',
    'Krzyw',
    'Hrub',
    'Tomasz',
    'Józef',
    'Żyrard',
    'Dęb',
    'Wiąz',
    'Kram',
    'Czer',
    'Stawi',
    'Adam',
    'Redz',
    'Cheł',
    'Alw',
    'Łuk',
    'Zam'
  ]
  const endings = ['ów', 'ica', 'ice', 'owo', 'ówka', 'sko', 'nia', 'nik', 'niki', 'owa', 'iec', 'ina', 'in', 'y', 'ka']
  const rests = [
    '',
    ' Wielki',
    ' Mała',
    ' Lubelski',
    ' Mazowiecka',
    ' nad Wisłą',
    ' Dolny',
    ' Górna',
    '-Zdrój',
    ' Śląskie'
  ]
  const many = roots.flatMap((root) =>
    endings.flatMap((ending) =>
      rests.map((rest) => usual('cus', root + ending + rest, `w Gminie ${root}${ending}${rest}`))
    )
  )
  const prepared = prepareTargets(many)
  t.equal(many.length, 3000)
  for (const name of ['CUS Bełów', 'CUS Opulica Wielki', 'Stawinik Górna', 'CUS w Tomaszowie Lubelskim']) {
    for (let round = 0; round < 20; round++) matchName(name, prepared, HOMONYMS)
    const started = performance.now()
    for (let round = 0; round < 20; round++) matchName(name, prepared, HOMONYMS)
    const each = (performance.now() - started) / 20
    t.comment(`${name}: ${each.toFixed(2)} ms`)
    t.ok(matchName(name, prepared, HOMONYMS).candidates.length > 0, `${name} is found among them`)
  }
})
