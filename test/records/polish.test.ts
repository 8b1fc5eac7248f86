import t from 'tap'
import { fold, mayBeLocative, searchTokens, stem } from '../../src/records/polish.ts'

// The searched texts: name, short name, the name of the gmina and its former name
const MEMBERS: Record<string, string> = {
  'cus-adamowka': 'Centrum Usług Społecznych w Adamówce CUS Adamówka Adamówka',
  'cus-alwernia': 'Centrum Usług Społecznych w Alwerni CUS Alwernia Alwernia',
  'cus-belzyce': 'Centrum Usług Społecznych w Bełżycach CUS Bełżyce Bełżyce',
  'cus-bukowsko': 'Centrum Usług Społecznych w Bukowsku CUS Bukowsko Bukowsko',
  'cus-czersk': 'Centrum Usług Społecznych w Czersku CUS Czersk Czersk',
  'cus-gmina-czarnia': 'Centrum Usług Społecznych w Gminie Czarnia CUS w Gminie Czarnia Czarnia',
  'cus-gmina-debica': 'Centrum Usług Społecznych w Gminie Dębica CUS w Gminie Dębica Dębica',
  'cus-gmina-slupsk': 'Centrum Usług Społecznych Gminy Słupsk CUS Gminy Słupsk Redzikowo Słupsk',
  'cus-gmina-wiazowna': 'Centrum Usług Społecznych Gminy Wiązowna CUS Gminy Wiązowna Wiązowna',
  'cus-kramsk': 'Centrum Usług Społecznych w Kramsku CUS Kramsk Kramsk',
  'cus-opole-lubelskie': 'Centrum Usług Społecznych w Opolu Lubelskim CUS Opole Lubelskie Opole Lubelskie',
  'cus-stawiski': 'Centrum Usług Społecznych w Stawiskach CUS Stawiski Stawiski',
  'cus-swidnik': 'Centrum Usług Społecznych w Świdniku CUS Świdnik Świdnik',
  'cus-wojcieszkow': 'Centrum Usług Społecznych w Wojcieszkowie CUS Wojcieszków Wojcieszków',
  'cus-zabia-wola': 'Centrum Usług Społecznych w Żabiej Woli CUS Żabia Wola Żabia Wola',
  'cus-zyrardow': 'Centrum Usług Społecznych w Żyrardowie CUS Żyrardów Żyrardów',
  'gops-hrubieszow': 'Gminny Ośrodek Pomocy Społecznej w Hrubieszowie GOPS Hrubieszów Hrubieszów',
  'gops-krzywda': 'Gminny Ośrodek Pomocy Społecznej w Krzywdzie GOPS Krzywda Krzywda',
  'luw-wps': 'Wydział Polityki Społecznej Lubelskiego Urzędu Wojewódzkiego w Lublinie WPS LUW',
  'mopr-chelm': 'Miejski Ośrodek Pomocy Rodzinie w Chełmie MOPR Chełm Chełm',
  'mops-hrubieszow': 'Miejski Ośrodek Pomocy Społecznej w Hrubieszowie MOPS Hrubieszów Hrubieszów',
  'mops-ostrow-mazowiecka':
    'Miejski Ośrodek Pomocy Społecznej w Ostrowi Mazowieckiej MOPS Ostrów Mazowiecka Ostrów Mazowiecka',
  'mops-tomaszow-lubelski':
    'Miejski Ośrodek Pomocy Społecznej w Tomaszowie Lubelskim MOPS Tomaszów Lubelski Tomaszów Lubelski',
  'ops-jozefow-nad-wisla': 'Ośrodek Pomocy Społecznej w Józefowie nad Wisłą OPS Józefów nad Wisłą Józefów nad Wisłą',
  'pcpr-lublin': 'Powiatowe Centrum Pomocy Rodzinie w Lublinie PCPR Lublin',
  'rops-lublin': 'Regionalny Ośrodek Polityki Społecznej w Lublinie ROPS Lublin'
}
const STORED = Object.entries(MEMBERS).map(([slug, text]) => ({ slug, words: fold(text).split(' ') }))

function search(q: string): string[] {
  const tokens = searchTokens(q)
  if (tokens.length === 0) return []
  const found = STORED.filter(({ words }) =>
    tokens.every(({ token, stem }) => words.some((word) => word.startsWith(token) || word.startsWith(stem)))
  )
  return found.map(({ slug }) => slug)
}

t.test('fold() lower-cases text and removes diacritics and punctuation', async (t) => {
  for (const [text, folded] of [
    ['Bełżyce', 'belzyce'],
    ['Żabia Wola', 'zabia wola'],
    ['Józefów nad Wisłą', 'jozefow nad wisla'],
    ['Łoś', 'los'],
    ['Adamówka', 'adamowka'],
    ['ŻYRARDÓW', 'zyrardow'],
    ['Świdnik', 'swidnik'],
    ['Opole Lubelskie', 'opole lubelskie'],
    ['ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż', 'acelnoszz acelnoszz'],
    ['  CUS – „Bełżyce”,\tul. 3 Maja 7/9\n', 'cus belzyce ul 3 maja 7 9'],
    ['Zürich, Besançon, Åland', 'zurich besancon aland'],
    ['İstanbul', 'istanbul'],
    ['', ''],
    ['–!?🦊 %_\\', ''],
    ['Хрубешів 12', 'khrubeshiv 12'],
    ['Søren Ørsted, Þórður, Straße', 'soren orsted thordur strasse'],
    ['Ελευθερία', 'eleftheria'],
    ['王伟', '王 伟'],
    ['مُحمد', 'محمد']
  ] as const) {
    t.equal(fold(text), folded, text)
    t.equal(fold(text.normalize('NFD')), folded, `${text} decomposed`)
    t.equal(fold(folded), folded, `${folded} stays`)
  }
  t.doesNotThrow(() => fold('\ud800 lone surrogate \udfff'))
})

t.test('stem() removes Polish endings', async (t) => {
  const sameStem = [
    ['zyrardow', 'zyrardowa', 'zyrardowie', 'zyrardowem'],
    ['swidnik', 'swidnika', 'swidniku', 'swidnikiem', 'swidnikowi'],
    ['stawiski', 'stawisk', 'stawiskach', 'stawiskami'],
    ['ostrow', 'ostrowi'],
    ['mazowiecka', 'mazowieckiej'],
    ['lubelskie', 'lubelskiego', 'lubelskim', 'lubelskiemu'],
    ['opole', 'opola', 'opolu', 'opolem'],
    ['redzikowo', 'redzikowa', 'redzikowie'],
    ['osrodek', 'osrodka', 'osrodkiem'],
    ['centrum', 'centra', 'centrow']
  ]
  for (const words of sameStem) for (const word of words) t.equal(stem(word), stem(words[0] ?? ''), word)

  // Words too short to lose an ending, or without an ending
  for (const word of ['', 'w', 'cus', 'wola', 'woli', 'radom', 'zyrardow', 'wojciechow', '2021'])
    t.equal(stem(word), word, `"${word}"`)
  t.equal(stem('zabiej'), 'zabi', 'a shorter ending is removed if the long one would leave three letters')
  for (const { words } of STORED)
    for (const word of words) t.ok(word.startsWith(stem(word)) && stem(word).length >= Math.min(4, word.length), word)
})

t.test('searchTokens() find records despite diacritics, case and inflection', async (t) => {
  const expected: [string, ...string[]][] = [
    ['zyrardow', 'cus-zyrardow'],
    ['swidniku', 'cus-swidnik'],
    ['swidnikiem', 'cus-swidnik'],
    ['debica', 'cus-gmina-debica'],
    ['debicy', 'cus-gmina-debica'],
    ['zabia wola', 'cus-zabia-wola'],
    ['Żabiej Woli', 'cus-zabia-wola'],
    ['Żabią Wolą', 'cus-zabia-wola'],
    ['Bełżyce', 'cus-belzyce'],
    ['BELZYCACH', 'cus-belzyce'],
    ['Bełżyc', 'cus-belzyce'],
    ['jozefow', 'ops-jozefow-nad-wisla'],
    ['Józefowa', 'ops-jozefow-nad-wisla'],
    ['opole', 'cus-opole-lubelskie'],
    ['Opola Lubelskiego', 'cus-opole-lubelskie'],
    ['hrubieszow', 'gops-hrubieszow', 'mops-hrubieszow'],
    ['Hrubieszowa', 'gops-hrubieszow', 'mops-hrubieszow'],
    ['Hrubieszowie', 'gops-hrubieszow', 'mops-hrubieszow'],
    ['Wojcieszkowem', 'cus-wojcieszkow'],
    ['Alwernię', 'cus-alwernia'],
    ['Kramska', 'cus-kramsk'],
    ['Czerska', 'cus-czersk'],
    ['Stawisk', 'cus-stawiski'],
    ['Adamówki', 'cus-adamowka'],
    ['Wiązownej', 'cus-gmina-wiazowna'],
    ['Ostrowi Mazowieckiej', 'mops-ostrow-mazowiecka'],
    ['Ostrów Mazowiecka', 'mops-ostrow-mazowiecka'],
    ['Chełma', 'mopr-chelm'],
    ['Krzywdy', 'gops-krzywda'],
    ['Słupska', 'cus-gmina-slupsk'],
    ['Redzikowa', 'cus-gmina-slupsk'],
    ['CUS w Słupsku', 'cus-gmina-slupsk'],
    ['Gminnego Ośrodka Pomocy Społecznej w Hrubieszowie', 'gops-hrubieszow'],
    ['żyrar', 'cus-zyrardow'],
    ['Wojciechów'],
    ['Wojciechowie'],
    ['elzyce'],
    ['Lublin Świdnik'],
    ["'; DROP TABLE organisation; --"]
  ]
  for (const [q, ...slugs] of expected) t.strictSame(search(q), slugs, q)
})

t.test('searchTokens() skips prepositions and repetitions', async (t) => {
  t.strictSame(searchTokens('Żabiej Woli'), [
    { token: 'zabiej', stem: 'zabi' },
    { token: 'woli', stem: 'woli' }
  ])
  t.strictSame(searchTokens(' –!? '), [], 'no letters, no tokens')
  t.strictSame(
    searchTokens('CUS we Wrocławiu cus').map(({ token }) => token),
    ['cus', 'wroclawiu'],
    'no prepositions and no repetitions'
  )
  t.strictSame(searchTokens('w'), [{ token: 'w', stem: 'w' }], 'a single preposition is used')
  t.strictSame(
    searchTokens(Array.from({ length: 500 }, (_, index) => `x${index}`).join(' ')).map(({ token }) => token),
    ['x0', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7', 'x8', 'x9']
  )
})

t.test('mayBeLocative() recognises locatives of place names', async (t) => {
  for (const [form, name] of [
    ['belzycach', 'belzyce'],
    ['zabiej woli', 'zabia wola'],
    ['opolu lubelskim', 'opole lubelskie'],
    ['jozefowie nad wisla', 'jozefow nad wisla'],
    ['krzywdzie', 'krzywda'],
    ['adamowce', 'adamowka'],
    ['alwerni', 'alwernia'],
    ['chelmie', 'chelm'],
    ['chelmnie', 'chelmno'],
    ['kramsku', 'kramsk'],
    ['bukowsku', 'bukowsko'],
    ['stawiskach', 'stawiski'],
    ['ostrowi mazowieckiej', 'ostrow mazowiecka'],
    ['mielcu', 'mielec'],
    ['lodzi', 'lodz'],
    ['bydgoszczy', 'bydgoszcz'],
    ['toruniu', 'torun'],
    ['lancucie', 'lancut'],
    ['zatorze', 'zator'],
    ['mragowie', 'mragowo'],
    ['lomzy', 'lomza'],
    ['pile', 'pila'],
    ['ryglicach', 'ryglice'],
    ['nowej wsi leborskiej', 'nowa wies leborska'],
    ['nowym miescie nad warta', 'nowe miasto nad warta'],
    ['krasnymstawie', 'krasnystaw']
  ] as const) {
    t.ok(mayBeLocative(form, name), `w ${form}`)
  }
  for (const [form, name] of [
    ['lukowie', 'lukowa'],
    ['borowiu', 'borow'],
    ['rudniku', 'rudniki'],
    ['rudnikach', 'rudnik'],
    ['zawadach', 'zawada'],
    ['wojciechowie', 'wojcieszkow'],
    ['zabiej', 'zabia wola'],
    ['jozefowie nad wisle', 'jozefow nad wisla'],
    ['', 'opole'],
    ['opolu', '']
  ] as const) {
    t.notOk(mayBeLocative(form, name), `${name} does not match "w ${form}"`)
  }
})
