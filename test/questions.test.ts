// The questions of the three groups of users. Each is one request to the running service, with the exact expected data.
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { setup } from './helper.ts'

// biome-ignore lint/suspicious/noExplicitAny: bodies have many shapes and were already validated against the contract
type Json = any
interface Question {
  question: string
  path: string
  status?: number
  /** Extracts the answer from the body of the response. */
  read: (body: Json) => unknown
  answer: unknown
}

const { app, contract } = await setup(t)
await app.listen({ port: 0, host: '127.0.0.1' })
const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1/`

async function fetchAnswer(t: Test, path: string, status = 200): Promise<Json> {
  const response = await fetch(base + path)
  const text = await response.text()
  const json = JSON.parse(text)
  t.equal(response.status, status, path)
  t.strictSame(
    contract.check('get', `/v1/${path}`, { status, headers: Object.fromEntries(response.headers), text, json }),
    [],
    'follows the contract'
  )
  return json
}

const slugs = ({ data }: Json) => data.map(({ slug }: Json) => slug)
/** Returns where a citation points: the source and the line. */
const place = ({ source, locator }: Json) => `${source}:${locator}`
const shortNames = ({ data }: Json) => data.map((record: Json) => record.short_name)
const counts = ({ groups }: Json) =>
  Object.fromEntries(groups.map((group: Json) => [group.key, [group.certain, group.possible]]))
const ambiguity = ({ errors, candidates }: Json) => [errors.map(({ code }: Json) => code), candidates]
const signatures = (signatories: Json[], role: string) =>
  signatories
    .filter((signatory) => signatory.role === role)
    .map(
      ({ person, printed_post, organisation }) => `${person.display_name} – ${printed_post}, ${organisation.short_name}`
    )

const questions: Question[] = [
  {
    question: 'How many organisations belong to the Convention, by tier?',
    path: 'statistics/memberships?as_of=2026-11-21',
    read: ({ groups, total }) => ({
      ...Object.fromEntries(groups.map((group: Json) => [group.key, group.certain])),
      total: total.certain
    }),
    answer: { ordinary: 23, supporting: 3, honorary: 0, total: 26 }
  },
  {
    question: 'Who signed the founding declaration of 16 Sept 2021, for whom, in printed order?',
    path: 'declarations/deklaracja-2021-09-16',
    read: ({ signed, signatories }) => ({
      signed_on: signed.on,
      founding_ordinary: signatures(signatories, 'founding_ordinary'),
      founding_supporting: signatures(signatories, 'founding_supporting')
    }),
    answer: {
      signed_on: '2021-09-16',
      founding_ordinary: [
        'Anna Ostasz – Dyrektor, CUS Bełżyce',
        'dr Ewelina Szkutnicka – Dyrektor, CUS Opole Lubelskie',
        'Zofia Mikusek – p.o. Dyrektora, CUS Wojcieszków',
        'Andrzej Mańka – Dyrektor, CUS Świdnik',
        'Małgorzata Kubica – Dyrektor, CUS Alwernia',
        'Anna Szalast – Dyrektor, MOPR Chełm',
        'Adam Skorniewski – Dyrektor, MOPS Tomaszów Lubelski',
        'Tomasz Ciężki – Kierownik, GOPS Krzywda',
        'Justyna Kozłowska – Kierownik, GOPS Hrubieszów',
        'Anna Ciempiel – Dyrektor, OPS Józefów nad Wisłą'
      ],
      founding_supporting: [
        'Małgorzata Romanko – Dyrektor, ROPS Lublin',
        'Mariusz Kidaj – Zastępca Dyrektora Wydziału, WPS LUW',
        'Jacek Figarski – Dyrektor, PCPR Lublin'
      ]
    }
  },
  {
    question: 'Who chairs the Council, in what capacity, appointed by whom and until when; how to contact?',
    path: 'organisations/rada-konwentu/appointments?role=chair&include=contacts',
    read: ({ data }) =>
      data.map(
        ({ person, post, capacity, printed_post, appointed_by_printed, started, until_event, contacts }: Json) => ({
          person: person.display_name,
          office: post.title,
          capacity,
          printed: printed_post,
          appointed_by: appointed_by_printed,
          appointed_on: started.on,
          until: until_event.title,
          until_date: until_event.date,
          contacts: contacts.map(({ email, phone }: Json) => ({ email, phone }))
        })
      ),
    answer: [
      {
        person: 'dr Ewelina Szkutnicka',
        office: 'Przewodnicząca Rady Konwentu',
        capacity: 'acting',
        printed: 'p.o. Przewodniczącej Rady Konwentu',
        appointed_by: 'Zarząd Fundacji Konwent Klubów i Centrów Integracji Społecznej',
        appointed_on: null,
        until: 'Zjazd wyborczy',
        until_date: { on: null, not_before: null, not_after: null },
        contacts: [{ email: 'dyrektor@cusopolelubelskie.pl', phone: '+48818272694' }]
      }
    ]
  },
  {
    question: 'Who headed CUS Wojcieszków on 2021-09-16 and on 2022-11-21? When did it change?',
    path: 'organisations/cus-wojcieszkow?include=appointments,memberships',
    read: ({ appointments, memberships }) => {
      const heads = appointments.filter(({ post }: Json) => post.role === 'head')
      const on = (day: string) => {
        const { person, printed_post, capacity } = heads.find(({ attested_on }: Json) => attested_on.includes(day))
        return { person: person.display_name, printed_post, capacity }
      }
      const successor = heads.find(({ predecessor }: Json) => predecessor !== null)
      return {
        '2021-09-16': on('2021-09-16'),
        '2022-11-21': on('2022-11-21'),
        changed_on: successor.started.on,
        changed_between: [successor.predecessor.last_attested_on, successor.attested_on[0]],
        memberships_of_organisation: memberships.length
      }
    },
    answer: {
      '2021-09-16': { person: 'Zofia Mikusek', printed_post: 'p.o. Dyrektora', capacity: 'acting' },
      '2022-11-21': { person: 'Justyna Banasiewicz', printed_post: 'Dyrektor', capacity: 'substantive' },
      changed_on: null,
      changed_between: ['2021-09-16', '2022-11-21'],
      memberships_of_organisation: 1
    }
  },
  {
    question: 'How many ordinary members are in each voivodeship?',
    path: 'statistics/memberships?group_by=voivodeship&tier=ordinary&as_of=2026-11-21',
    read: ({ groups }) =>
      Object.fromEntries(groups.map((group: Json) => [group.label_pl.replace('województwo ', ''), group.certain])),
    answer: {
      lubelskie: 10,
      mazowieckie: 5,
      podkarpackie: 3,
      pomorskie: 2,
      małopolskie: 1,
      podlaskie: 1,
      wielkopolskie: 1
    }
  },
  {
    question: 'Which members are seated in Hrubieszów and how do they differ?',
    path: 'organisations?member=true&seat=Hrubiesz%C3%B3w&include=appointments,memberships',
    read: ({ data }) =>
      data.map(({ name, kind, territory, appointments, memberships }: Json) => ({
        organisation: name,
        kind,
        teryt7: territory.teryt7,
        heads: appointments.map(({ person, printed_post }: Json) => [person.display_name, printed_post]),
        founder: memberships.map(({ founder }: Json) => founder)
      })),
    answer: [
      {
        organisation: 'Gminny Ośrodek Pomocy Społecznej w Hrubieszowie',
        kind: 'gops',
        teryt7: '0604042',
        heads: [['Justyna Kozłowska', 'Kierownik']],
        founder: [true]
      },
      {
        organisation: 'Miejski Ośrodek Pomocy Społecznej w Hrubieszowie',
        kind: 'mops',
        teryt7: '0604011',
        heads: [['Aldona Malińska-Margol', 'Kierownik']],
        founder: [false]
      }
    ]
  },
  {
    question: 'Who is recorded as acting (p.o.)?',
    path: 'appointments?capacity=acting',
    read: ({ data }) =>
      data.map(({ person, organisation, printed_post, attested_on }: Json) => ({
        person: person.display_name,
        organisation: organisation.short_name,
        printed: printed_post,
        attested_on: attested_on[0] ?? null
      })),
    answer: [
      {
        person: 'Zofia Mikusek',
        organisation: 'CUS Wojcieszków',
        printed: 'p.o. Dyrektora',
        attested_on: '2021-09-16'
      },
      {
        person: 'Łukasz Budyńczuk',
        organisation: 'DW EFS UMWL',
        printed: 'p.o. Dyrektora Departamentu Wdrażania Europejskiego Funduszu Społecznego',
        attested_on: '2022-11-21'
      },
      {
        person: 'dr Ewelina Szkutnicka',
        organisation: 'Rada Konwentu',
        printed: 'p.o. Przewodniczącej Rady Konwentu',
        attested_on: null
      }
    ]
  },
  {
    question: 'List the 14 persons of the "Członkowie Konwentu" list by surname in Polish alphabetical order.',
    path: 'people?membership_list=czlonkowie-konwentu&fields=family_name',
    read: ({ data }) => data.map(({ family_name }: Json) => family_name),
    answer: [
      'Banasiewicz',
      'Bielawska-Jutrzenka',
      'Dylewska-Dercz',
      'Gwardiak',
      'Korycka-Żymuła',
      'Kwiatkowska',
      'Łoś',
      'Łysik',
      'Malińska-Margol',
      'Misiąg',
      'Roszyk',
      'Sieradzka',
      'Stępska',
      'Wasilewska'
    ]
  },
  {
    question: 'When, where, in what form and by whom was the pilot-results conference held? Who was the host?',
    path: 'events/konferencja-2022-11-21',
    read: ({ date, venue, form, participants, title, titles }) => {
      const inRole = (role: string) => participants.filter((participant: Json) => participant.role === role)
      return {
        date: date.on,
        venue: venue.name,
        form,
        organiser: inRole('organiser').map(({ organisation }: Json) => organisation.name),
        host: inRole('host').map(({ person, printed_post }: Json) => `${person.display_name} (${printed_post})`),
        title,
        title_on_screen: titles.map(({ title }: Json) => title)
      }
    },
    answer: {
      date: '2022-11-21',
      venue: 'Centrum Spotkania Kultur w Lublinie',
      form: 'hybrid',
      organiser: ['Regionalny Ośrodek Polityki Społecznej w Lublinie'],
      host: ['Jarosław Stawiarski (Marszałek Województwa Lubelskiego)'],
      title:
        'Centrum Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. ' +
        'Prezentacja wyników pilotażu',
      title_on_screen: [
        'Centra Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. Prezentacja wyników pilotażu'
      ]
    }
  },
  {
    question: 'Which CUS were presented at the conference, by whom, under which title?',
    path: 'events/konferencja-2022-11-21',
    read: ({ programme }) =>
      programme
        .filter(({ kind }: Json) => kind === 'presentation')
        .map(({ about, speakers, title }: Json) => ({
          cus: about.short_name,
          presenter: speakers.map(({ person }: Json) => person.display_name),
          title
        })),
    answer: [
      { cus: 'CUS Bełżyce', presenter: ['Anna Ostasz'], title: 'Model Usług Społecznych w Gminie Bełżyce' },
      { cus: 'CUS Opole Lubelskie', presenter: ['Magdalena Ciozda'], title: null },
      { cus: 'CUS Wojcieszków', presenter: ['Justyna Banasiewicz'], title: null },
      { cus: 'CUS Świdnik', presenter: ['Andrzej Mańka'], title: null }
    ]
  },
  {
    question: 'The page says "19 units". Does the registry confirm it, and for which date?',
    path: 'statistics/memberships?as_of=2021-09-16&tier=ordinary',
    read: ({ assertions, total }) => {
      const { value, families, as_of, certain, possible, verdict, unknown_joining_dates } = assertions.find(
        ({ slug }: Json) => slug === '19-jednostek'
      )
      return {
        claim: value,
        claim_scope: families,
        claim_as_of: as_of.on,
        claim_bounds: [as_of.not_before, as_of.not_after],
        registry_ordinary_founders: certain,
        registry_ordinary_all: possible,
        confirmable: verdict === 'confirmed',
        contradicted: verdict === 'contradicted',
        later_members_without_a_joining_date: unknown_joining_dates,
        on_the_first_day: total
      }
    },
    answer: {
      claim: 19,
      claim_scope: ['cus', 'ops'],
      claim_as_of: null,
      claim_bounds: ['2021-09-16', '2022-08-31'],
      registry_ordinary_founders: 10,
      registry_ordinary_all: 23,
      confirmable: false,
      contradicted: false,
      later_members_without_a_joining_date: 13,
      on_the_first_day: { certain: 10, possible: 23 }
    }
  },
  // Statements of the sources about the Konwent, the Observatory, the Act and a CUS.
  {
    question: 'What is the mission of the Konwent, and where is it printed?',
    path: 'objectives?kind=mission&include=sources',
    read: ({ data }) =>
      data.map(({ text_en, organisation, sources }: Json) => [text_en, organisation.slug, ...sources.map(place)]),
    answer: [
      ['Members learn from one another by sharing experience.', 'konwent-cus', 's000:7', 's001:7'],
      [
        'Help with professional services for everyone, first of all for people at risk or excluded.',
        'konwent-cus',
        's000:7',
        's001:7'
      ],
      ['Cooperation with the social economy as a partner in services and support.', 'konwent-cus', 's000:7', 's001:7']
    ]
  },
  {
    question: 'Which lines of action does the Konwent have?',
    path: 'objectives?kind=line_of_action&include=sources',
    read: ({ data }) => data.map(({ slug, sources }: Json) => [slug, ...sources.map(place)]),
    answer: [
      ['kierunek-partnerstwo-instytucji', 's000:58', 's001:11'],
      ['kierunek-wiedza-o-ustawie', 's000:59', 's001:12'],
      ['kierunek-cus-i-ngo', 's000:60', 's001:13'],
      ['kierunek-lokalne-modele', 's000:61', 's001:14']
    ]
  },
  {
    question: 'What do the Konwent and the Observatory do, and whom does the Konwent represent?',
    path: 'objectives?kind=konwent_task,representation,observatory_task&include=sources',
    read: ({ data }) =>
      data.map(({ kind, slug, organisation, sources }: Json) => [kind, slug, organisation.slug, ...sources.map(place)]),
    answer: [
      ['konwent_task', 'konwent-miejsce-wymiany', 'konwent-cus', 's002:7'],
      ['konwent_task', 'konwent-wspolne-stanowiska', 'konwent-cus', 's002:7'],
      ['konwent_task', 'konwent-zmiany-systemowe', 'konwent-cus', 's002:7'],
      ['konwent_task', 'konwent-wspolpraca-z-wykonawcami', 'konwent-cus', 's002:7'],
      ['representation', 'reprezentacja-wykonawcow', 'konwent-cus', 's002:7'],
      ['representation', 'partner-w-konsultacjach', 'konwent-cus', 's002:7'],
      ['observatory_task', 'obserwatorium-wzmacnianie-ngo', 'obserwatorium-cus', 's002:5'],
      ['observatory_task', 'obserwatorium-informowanie', 'obserwatorium-cus', 's002:5'],
      ['observatory_task', 'obserwatorium-promowanie', 'obserwatorium-cus', 's002:5'],
      ['observatory_task', 'obserwatorium-badania', 'obserwatorium-cus', 's002:5'],
      ['observatory_task', 'obserwatorium-portal', 'obserwatorium-cus', 's002:5']
    ]
  },
  {
    question: 'What is the aim of the Act, and what are the tasks of a CUS?',
    path: 'objectives?kind=act_aim,cus_task&include=sources',
    read: ({ data }) =>
      data.map(({ text_en, legal_act, sources }: Json) => [text_en, legal_act, ...sources.map(place)]),
    answer: [
      [
        'Residents get services of several sectors at one counter of an integrated local system.',
        'ustawa-cus-2019',
        's000:5',
        's001:5'
      ],
      ['Residents obtain different services at one address.', null, 's004:11'],
      ['Services answer local needs and are coordinated.', null, 's004:12'],
      ['Services reach residents effectively, in the scale and form needed.', null, 's004:13']
    ]
  },
  {
    question: 'What does the Observatory offer, to whom, how, and is it free of charge?',
    path: 'offers?include=sources',
    read: ({ data }) =>
      data.map(({ name_en, provider, audiences, channel, link, free_of_charge, sources }: Json) => [
        name_en,
        provider.short_name,
        audiences,
        channel,
        link?.url ?? null,
        free_of_charge,
        sources.map(place)
      ]),
    answer: [
      [
        'Advice of a lawyer',
        'Obserwatorium CUS',
        ['gmina_planning_cus', 'cus'],
        'portal',
        'https://cusy.pl',
        true,
        ['s002:7']
      ],
      [
        'Advice of an expert in social services',
        'Obserwatorium CUS',
        ['gmina_planning_cus', 'cus'],
        'portal',
        'https://cusy.pl',
        true,
        ['s002:7']
      ],
      [
        'Visit of experts with an educational part, on the invitation of self-government',
        'Obserwatorium CUS',
        ['self_government'],
        'visit',
        null,
        true,
        ['s002:7']
      ],
      ['Research on social services and CUS', 'Obserwatorium CUS', [], null, null, true, ['s002:5', 's002:7']],
      [
        'Portal CUSY.PL, a collection of knowledge about CUS',
        'Obserwatorium CUS',
        ['everyone'],
        'portal',
        'https://cusy.pl',
        true,
        ['s002:5', 's002:7']
      ]
    ]
  },
  {
    question: 'Which offers are for gminas that plan a CUS or for self-government?',
    path: 'offers?audience=gmina_planning_cus,self_government',
    read: slugs,
    answer: ['porada-prawnika', 'porada-eksperta', 'wizyta-ekspertow']
  },
  {
    question: 'For whom does a CUS provide services?',
    path: 'target-groups?include=sources',
    read: ({ data }) => data.map(({ name_en, sources }: Json) => [name_en, ...sources.map(place)]),
    answer: [
      ['all residents of the gmina', 's004:15'],
      ['people with disabilities', 's004:15'],
      ['older people', 's004:15'],
      ['large families', 's004:15']
    ]
  },
  {
    question: 'Who provides the services of a CUS?',
    path: 'service-providers?include=sources',
    read: ({ data }) => data.map(({ name_en, sources }: Json) => [name_en, ...sources.map(place)]),
    answer: [
      ['self-government units', 's004:7'],
      ['local businesses', 's004:7'],
      ['social economy entities', 's004:7'],
      ['non-governmental organisations', 's004:7']
    ]
  },
  {
    question: 'How are the four ways to create a CUS called, and who may use them?',
    path: 'creation-modes',
    read: ({ data }) => data.map(({ name_en, available_to_en }: Json) => [name_en, available_to_en]),
    answer: [
      ['transformation of the social assistance centre', 'a single gmina'],
      ['agreement of gminas', 'two or more gminas'],
      ['new unit beside the social assistance centre', 'a gmina with more than 100,000 inhabitants'],
      [
        'transformation of the municipal family assistance centre',
        'a city with powiat rights that is not the capital of a voivodeship'
      ]
    ]
  },
  {
    question: 'How does one join: which statements are needed, who decides, who receives the declaration?',
    path: 'membership-tiers',
    read: ({ data }) =>
      data.map(({ code, joining }: Json) => [
        code,
        joining.statements,
        joining.decided_by.slug,
        joining.submitted_to.slug
      ]),
    answer: [
      ['ordinary', ['assistance_centre_becoming_cus'], 'konwent-cus', 'obserwatorium-cus'],
      ['supporting', ['other_in_social_services'], 'konwent-cus', 'obserwatorium-cus'],
      ['honorary', [], 'konwent-cus', 'obserwatorium-cus']
    ]
  },
  {
    question: 'Which pages are there about the conference? A source prints no address of two of them.',
    path: 'events/konferencja-2022-11-21',
    read: ({ links }) => links.map(({ kind, url }: Json) => [kind, url]),
    answer: [
      ['report', 'https://niepelnosprawnilublin.pl/relacja-z-konferencji-cus-w-lublinie/'],
      ['recording', null],
      ['gallery', null]
    ]
  },
  {
    question: 'Where is the report on the founding of the Konwent?',
    path: 'events/inauguracja-2021-09-16',
    read: ({ links }) => links.find(({ kind }: Json) => kind === 'report').url,
    answer: 'https://cusy.pl/powolanie-konwentu-centrow-uslug-spolecznych-w-lublinie/'
  },
  {
    question: 'What did the coordinator from Opole Lubelskie present?',
    path: 'events/konferencja-2022-11-21',
    read: ({ programme }) =>
      programme
        .filter(({ speakers }: Json) => speakers.some(({ person }: Json) => person.slug === 'magdalena-ciozda'))
        .map(({ title, subject, about }: Json) => [title, subject, about.slug]),
    answer: [[null, 'Świetlica Edukacyjno-Terapeutyczna i Klub Międzypokoleniowy', 'cus-opole-lubelskie']]
  },
  {
    question: 'On whose initiative was the Act made?',
    path: 'legal-acts/ustawa-cus-2019?include=sources',
    read: ({ initiator, sources }) => [
      initiator.name,
      sources.filter(({ field }: Json) => field === 'initiator').map(place)
    ],
    answer: ['Prezydent Rzeczypospolitej Polskiej', ['s003:24']]
  },
  {
    question: 'In which project was the report on the conference made, and who paid for it?',
    path: 'sources/s003',
    read: ({ project, project_from, project_to, project_by, funded_by }) => [
      project,
      project_from,
      project_to,
      project_by,
      funded_by
    ],
    answer: [
      'Promowanie aktywności osób niepełnosprawnych w różnych dziedzinach życia społecznego i zawodowego',
      '2022-09-01',
      '2022-12-10',
      'Lubelskie Forum Organizacji Osób Niepełnosprawnych – Sejmik Wojewódzki',
      'Województwo Lubelskie'
    ]
  },
  {
    question: 'Is the Konwent the largest organisation of CUS in Poland?',
    path: 'assertions/najwieksza-organizacja-cus?include=sources',
    read: ({ claim_en, value, organisation, as_of, sources }) => [
      claim_en,
      value,
      organisation.slug,
      as_of.not_after,
      sources.map(place)
    ],
    answer: [
      'No other organisation in Poland has as many CUS as the Konwent.',
      null,
      'konwent-cus',
      '2022-08-31',
      ['s002:7']
    ]
  },
  {
    question: 'What is the address of the portal of the Observatory?',
    path: 'links/portal-cusy-pl',
    read: ({ url, printed_domain, run_by }) => [url, printed_domain, run_by.slug],
    answer: ['https://cusy.pl', 'CUSY.PL', 'obserwatorium-cus']
  },
  {
    question: 'Which publications can be found by an address or a DOI?',
    path: 'publications',
    read: ({ data }) =>
      data
        .filter(({ url, doi, isbn }: Json) => url ?? doi ?? isbn)
        .map(({ slug, url, doi, isbn }: Json) => [slug, url, doi, isbn]),
    answer: [
      [
        'modele-wielosektorowej-polityki-spolecznej',
        'https://mpra.ub.uni-muenchen.de/69210/',
        '10.15678/ZP.2015.32.2.04',
        null
      ],
      [
        'uslugi-spoleczne-i-socjalne',
        'http://ekonomiaspoleczna.msap.pl/index.php/pl/spis-numerow/numer-3-2013?id=62',
        null,
        null
      ]
    ]
  },
  {
    question: 'Which areas of services does the page about CUS name?',
    path: 'service-areas?include=sources',
    read: ({ data }) =>
      data
        .filter(({ sources }: Json) => sources.some((source: Json) => place(source) === 's004:5'))
        .map(({ code }: Json) => code),
    answer: [
      'pro_family_policy',
      'social_assistance',
      'health_promotion_and_protection',
      'disability_support',
      'public_education',
      'culture'
    ]
  },
  // More questions of this kind.
  {
    question: 'For whom is no post printed?',
    path: 'appointments?post_printed=false',
    read: ({ data }) =>
      data.map(({ person, organisation, post, capacity }: Json) => [
        person.display_name,
        organisation.short_name,
        post.title,
        capacity
      ]),
    answer: [['Sylwia Korycka-Żymuła', 'CUS w Gminie Dębica', null, 'unknown']]
  },
  {
    question: 'For whom is it not known in what capacity the post is held?',
    path: 'appointments?capacity=unknown',
    read: ({ data }) =>
      data.map(({ person, organisation, printed_post }: Json) => [
        person.display_name,
        organisation.short_name,
        printed_post
      ]),
    answer: [
      ['Sylwia Korycka-Żymuła', 'CUS w Gminie Dębica', null],
      ['Edyta Filipczak', 'ROPS Lublin', 'Dyrekcja'],
      ['Małgorzata Romanko', 'ROPS Lublin', 'Dyrekcja']
    ]
  },
  {
    question: 'What is known about the day on which CUS Stawiski joined?',
    path: 'organisations/cus-stawiski/memberships',
    read: ({ data }) => data.map(({ joined, ended, tier, tier_basis }: Json) => ({ joined, ended, tier, tier_basis })),
    answer: [
      {
        joined: { on: null, not_before: '2021-09-16', not_after: '2026-11-21' },
        ended: { on: null, not_before: null, not_after: null },
        tier: 'ordinary',
        tier_basis: 'inferred'
      }
    ]
  },
  {
    question: 'How many memberships have an exact day of joining, and which days are these?',
    path: 'memberships?joined_known=true&count=exact',
    read: ({ data, meta }) => [meta.total, [...new Set(data.map(({ joined }: Json) => joined.on))]],
    answer: [13, ['2021-09-16']]
  },
  {
    question: 'Which powiat is meant by "opolski"?',
    path: 'organisations?powiat=opolski',
    status: 400,
    read: ambiguity,
    answer: [
      ['ambiguous_value'],
      [
        { parameter: 'powiat', value: '0612', label: 'powiat opolski, województwo lubelskie' },
        { parameter: 'powiat', value: '1609', label: 'powiat opolski, województwo opolskie' }
      ]
    ]
  },
  {
    question: 'Which gmina is meant by "Hrubieszów"?',
    path: 'memberships?gmina=Hrubiesz%C3%B3w',
    status: 400,
    read: ambiguity,
    answer: [
      ['ambiguous_value'],
      [
        {
          parameter: 'gmina',
          value: '060401',
          label: 'gmina Hrubieszów (gmina miejska), powiat hrubieszowski, województwo lubelskie'
        },
        {
          parameter: 'gmina',
          value: '060404',
          label: 'gmina Hrubieszów (gmina wiejska), powiat hrubieszowski, województwo lubelskie'
        }
      ]
    ]
  },
  {
    question: 'Which gmina is meant by "Słupsk", the former name of Redzikowo too?',
    path: 'statistics/memberships?gmina=slupsk',
    status: 400,
    read: ambiguity,
    answer: [
      ['ambiguous_value'],
      [
        {
          parameter: 'gmina',
          value: '221208',
          label: 'gmina Redzikowo (gmina wiejska), powiat słupski, województwo pomorskie'
        },
        {
          parameter: 'gmina',
          value: '226301',
          label: 'gmina Słupsk (gmina miejska), powiat Słupsk, województwo pomorskie'
        }
      ]
    ]
  },
  {
    question: 'Who is in województwo opolskie, a name that only one voivodeship bears?',
    path: 'organisations?voivodeship=opolskie',
    read: shortNames,
    answer: []
  },
  {
    question: 'Who is in the powiat opolski of województwo lubelskie?',
    path: 'organisations?powiat=0612',
    read: shortNames,
    answer: ['CUS Opole Lubelskie', 'OPS Józefów nad Wisłą']
  },
  {
    question: 'Which founders are outside województwo lubelskie?',
    path: 'organisations?founder=true',
    read: ({ data }) => [
      data.length,
      data
        .filter(({ territory }: Json) => territory.voivodeship.name !== 'lubelskie')
        .map(({ short_name, territory }: Json) => [short_name, territory.voivodeship.name])
    ],
    answer: [10, [['CUS Alwernia', 'małopolskie']]]
  },
  {
    question: 'What is the gmina of CUS Gminy Słupsk called today, and what was it called?',
    path: 'territories?q=slupsk&level=gmina&gmina_kind=rural&include=names',
    read: ({ data }) => data.map(({ code, name, names }: Json) => ({ code, name, names })),
    answer: [
      {
        code: '221208',
        name: 'Redzikowo',
        names: [
          { name: 'Słupsk', valid_from: null, valid_to: '2024-01-01' },
          { name: 'Redzikowo', valid_from: '2024-01-01', valid_to: null }
        ]
      }
    ]
  },
  {
    question: 'Which organisation is found by the present name of its gmina?',
    path: 'organisations?q=redzikowie',
    read: ({ data }) => data.map(({ short_name, territory }: Json) => [short_name, territory.name]),
    answer: [['CUS Gminy Słupsk', 'Redzikowo']]
  },
  {
    question: 'Which organisation serves the gmina Redzikowo, named by its present name alone?',
    path: 'organisations?gmina=Redzikowo',
    read: shortNames,
    answer: ['CUS Gminy Słupsk']
  },
  {
    question: 'What was the predecessor of CUS Świdnik, and since when is there a CUS?',
    path: 'organisations/cus-swidnik/lineage',
    read: ({ data }) =>
      data.map(({ predecessor_name, predecessor_kind, happened }: Json) => [
        predecessor_name,
        predecessor_kind,
        happened.on
      ]),
    answer: [['Miejski Ośrodek Pomocy Społecznej w Świdniku', 'mops', '2021-05-01']]
  },
  {
    question: 'Which documents does the membership of CUS Wojcieszków rest on?',
    path: 'organisations/cus-wojcieszkow/memberships?include=sources&fields=organisation',
    read: ({ data }) =>
      data.map(({ sources }: Json) => sources.map(({ source, locator }: Json) => `${source} l.${locator}`)),
    answer: [['s000 l.9', 's000 l.13', 's000 l.32']]
  },
  {
    question: 'Does a search for people find a telephone number?',
    path: 'people?q=8272694',
    read: ({ data }) => data,
    answer: []
  },
  {
    question: 'Does a search for people find an e-mail address?',
    path: 'people?q=dyrektor%40cusopolelubelskie.pl',
    read: ({ data }) => data,
    answer: []
  }
]

for (const { question, path, status, read, answer } of questions) {
  t.test(question, async (t) => t.strictSame(read(await fetchAnswer(t, path, status)), answer))
}

t.test('Search without diacritics and with inflected forms must find the same organisation.', async (t) => {
  const found = {
    zyrardow: ['CUS Żyrardów'],
    swidniku: ['CUS Świdnik'],
    debica: ['CUS w Gminie Dębica'],
    'zabia wola': ['CUS Żabia Wola'],
    'Żabiej Woli': ['CUS Żabia Wola'],
    Bełżyce: ['CUS Bełżyce'],
    BELZYCACH: ['CUS Bełżyce'],
    jozefow: ['OPS Józefów nad Wisłą'],
    opole: ['CUS Opole Lubelskie'],
    hrubieszow: ['GOPS Hrubieszów', 'MOPS Hrubieszów'],
    slupsk: ['CUS Gminy Słupsk'],
    'w Słupsku': ['CUS Gminy Słupsk']
  }
  for (const [q, answer] of Object.entries(found))
    t.strictSame(shortNames(await fetchAnswer(t, `organisations?member=true&q=${encodeURIComponent(q)}`)), answer, q)
})

t.test('How many members were there on a day, certainly and possibly?', async (t) => {
  // The founders joined on 16 Sept 2021. The other 13 joined between then and the day on which the list was imported.
  const days = {
    '2021-09-15': { ordinary: [0, 0], supporting: [0, 0], honorary: [0, 0] },
    '2021-09-16': { ordinary: [10, 23], supporting: [3, 3], honorary: [0, 0] },
    '2022-08-31': { ordinary: [10, 23], supporting: [3, 3], honorary: [0, 0] },
    '2026-11-20': { ordinary: [10, 23], supporting: [3, 3], honorary: [0, 0] },
    '2026-11-21': { ordinary: [23, 23], supporting: [3, 3], honorary: [0, 0] }
  }
  for (const [day, answer] of Object.entries(days))
    t.strictSame(counts(await fetchAnswer(t, `statistics/memberships?as_of=${day}`)), answer, day)
})

t.test('Which organisation does a printed name mean?', async (t) => {
  const names: [name: string, chosen: string | null][] = [
    ['CUS w Swidniku', 'cus-swidnik'],
    ['Centrum Usług Społecznych w Żabiej Woli', 'cus-zabia-wola'],
    ['GOPS Hrubieszów', 'gops-hrubieszow'],
    ['MOPS Hrubieszów', 'mops-hrubieszow'],
    ['Miejski Ośrodek Pomocy Społecznej w Świdniku', 'cus-swidnik'],
    ['OPS Hrubieszów', null],
    ['CUS Wojciechów', null],
    ['Słupsk', null]
  ]
  for (const [name, chosen] of names) {
    const body = await fetchAnswer(t, `organisations/match?name=${encodeURIComponent(name)}`)
    t.strictSame([body.name, body.chosen], [name, chosen], name)
    if (chosen)
      t.equal(body.candidates[0].organisation.slug, chosen, `${name}: the selected one is the first candidate`)
  }
})

t.test('Each address in docs/sources.md returns records.', async (t) => {
  const page = await readFile(new URL('../docs/sources.md', import.meta.url), 'utf8')
  const addresses = [...new Set([...page.matchAll(/`\/v1\/([^`]+)`/g)].map(([, path]) => path as string))]
  t.ok(addresses.length > 30)
  for (const path of addresses) {
    const { data } = await fetchAnswer(t, path)
    if (data) t.not(data.length, 0, path)
  }
})
