// The official register of territories (TERC): imports the full file quickly, stores the validity of names, and reports
// everything that disappears.
import t from 'tap'
import { type Connection, connect } from '../src/db/connect.ts'
import { RefusedFile } from '../src/features/imports/file/refused-file.ts'
import { loadRegisters, seed } from '../src/features/seed/seed.ts'
import { readTerc } from '../src/features/territories/terc.ts'
import { applyTerc, previewTerc } from '../src/features/territories/terc-queries.ts'
import { command, write } from '../src/records/write/transaction.ts'
import { declared } from './declared.ts'
import { database, setup } from './helper.ts'
import { type TercLine, tercFile, tercLines, tercUnits } from './terc-file.ts'

const FULL = tercLines()
/** Returns the full file with changed rows. `null` removes a row. */
const fileOf = (day: string, changes: Record<string, Partial<TercLine> | null> = {}, more: TercLine[] = []) =>
  tercFile(
    [
      ...FULL.flatMap((line) => {
        const change = changes[line.woj + line.pow + line.gmi + line.rodz]
        return change === null ? [] : [{ ...line, ...change }]
      }),
      ...more
    ],
    day
  )
const apply = ({ db }: Pick<Connection, 'db'>, bytes: Buffer) =>
  write(db, command, async (tx) => applyTerc(tx, await readTerc(bytes)))
const rowsOf = async ({ pool }: Connection, statement: string) =>
  (await pool.query({ text: statement, rowMode: 'array' })).rows
/** Returns all data that an import could change. */
const stateOf = (connection: Connection) =>
  rowsOf(
    connection,
    `select 'unit', to_jsonb(x)::text from territory x
      union all select 'name', to_jsonb(x)::text from territory_name x
      union all select 'state', to_jsonb(x)::text from territory_register_state x
     union all select 'citation', to_jsonb(x)::text from citation x where territory_code is not null
     union all select 'change', count(*)::text from change
     union all select 'audit', count(*)::text from audit order by 1, 2`
  )
const namesOf = (connection: Connection, code: string) =>
  rowsOf(
    connection,
    `select name, lower(valid)::text, upper(valid)::text from territory_name
      where territory_code = '${code}' order by valid`
  )

/** Returns the errors of the file as `line column code`. */
async function refusal(work: () => unknown): Promise<string[]> {
  try {
    await work()
  } catch (error) {
    if (error instanceof RefusedFile) return error.faults.map(({ line, column, code }) => `${line} ${column} ${code}`)
    throw error
  }
  return []
}

/** Lets files of any day be imported, as before the first register. */
const forgetState = ({ pool }: Connection) => pool.query('delete from territory_register_state')
const UNITS = tercUnits()

t.test('The registry has all units of data/terc, and the file of the same state changes nothing', async (t) => {
  const { connection, get } = await setup(t)
  t.strictSame(
    await rowsOf(
      connection,
      `select level::text, gmina_kind::text, count(*)::int from territory
        group by level, gmina_kind order by territory.level, territory.gmina_kind`
    ),
    [
      ['voivodeship', null, 16],
      ['powiat', null, 314],
      ['city_county', null, 66],
      ['gmina', 'urban', 302],
      ['gmina', 'rural', 1453],
      ['gmina', 'urban_rural', 724]
    ]
  )
  t.strictSame(await rowsOf(connection, 'select code, name from territory order by code'), [
    ...UNITS.map(({ code, name }) => [code, name])
  ])
  t.strictSame(
    await rowsOf(
      connection,
      `select count(distinct territory_code)::int from citation c join source s on s.id = c.source_id
        where s.slug = 'teryt' union all select count(latitude)::int from territory
      union all select count(*)::int from citation c join source s on s.id = c.source_id
        join territory t on t.code = c.territory_code
        where s.slug = 'geonames' and c.field = 'coordinates' and t.latitude is not null`
    ),
    [[2875], [2261], [2261]],
    'each unit cites the TERC, and each pair of coordinates GeoNames'
  )
  const { names, former_kinds, sources, latitude } = (
    await get('territories/060105?include=names,former_kinds,sources')
  ).json
  t.strictSame(
    [names, former_kinds, sources.map(({ source }: { source: string }) => source), latitude],
    [
      [],
      [{ gmina_kind: 'rural', until: { on: null, not_before: '2023-01-01', not_after: '2026-01-01' } }],
      ['teryt', 'geonames'],
      52.19398
    ]
  )

  const after = await stateOf(connection)
  const bytes = fileOf('2026-01-01')
  const plain = Buffer.from(bytes.toString().replace('\ufeff', '').replaceAll('\r\n', '\n'))
  for (const file of [bytes, plain]) {
    const plan = await apply(connection, file)
    t.strictSame(
      [plan.create, plan.update, plan.unchanged, plan.missing, plan.parts],
      [[], [], 2875, [], 1485],
      'with and without byte order mark and CR'
    )
  }
  t.strictSame(await stateOf(connection), after, 'no entry in change log or audit')
  t.strictSame(
    await refusal(async () => previewTerc(connection.db, await readTerc(fileOf('2025-12-31')))),
    ['2 STAN_NA older_file'],
    'the registry has a later state from its first start'
  )
})

t.test('konwent import of the full register creates the units that the registry lacks', async (t) => {
  const { connection, get } = await setup(t)
  await connection.pool.query(`delete from territory t where level = 'gmina'
    and not exists (select from organisation o where o.territory_code = t.code)`)
  await connection.pool.query(`delete from territory t where level <> 'gmina' and code like '0%'
    and not exists (select from territory g where g.parent_code = t.code)
    and not exists (select from organisation o where o.territory_code = t.code)`)
  const filters = ['powiat=%C5%82ukowski', 'gmina=belzyce', 'voivodeship=lubelskie&kind=cus', 'gmina=redzikowo']
  const found = async () => Promise.all(filters.map(async (filter) => (await get(`organisations?${filter}`)).text))
  const before = await found()
  const known = Number((await rowsOf(connection, 'select count(*) from territory'))[0]?.[0])
  const head = Number((await rowsOf(connection, 'select max(seq) from change'))[0]?.[0])

  const bytes = fileOf('2026-01-01')
  const preview = await previewTerc(connection.db, await readTerc(bytes))
  t.strictSame(
    [preview.create.length, preview.update, preview.unchanged, preview.missing, preview.parts],
    [2875 - known, [], known, [], 1485],
    'the preview describes the result'
  )
  t.strictSame(await apply(connection, bytes), preview, 'the application has the same result')
  t.strictSame(
    await rowsOf(
      connection,
      `select type, op::text, subject_type, subject_version, count(*)::int, count(distinct subject_id)::int
        from change where seq > ${head} group by 1, 2, 3, 4`
    ),
    [['territory.created', 'upsert', 'territory', 1, 2875 - known, 2875 - known]],
    'one entry in the change log per new unit'
  )
  t.strictSame(
    (await get('territories/140101?include=sources')).json.sources.map(({ source }: { source: string }) => source),
    ['teryt'],
    'a new unit has its source'
  )
  const capital = (await get('territories/146501')).json
  t.strictSame(
    [capital.level, capital.gmina_kind, capital.teryt7, capital.powiat.code],
    ['gmina', 'urban', '1465011', '1465']
  )
  t.equal((await get('territories/06')).json.name, 'lubelskie', 'names of voivodeships in lower case')
  t.strictSame(await found(), before, 'filters by name find the same as before')

  const after = await stateOf(connection)
  const again = await apply(connection, bytes)
  t.strictSame([again.create, again.update, again.unchanged, again.missing], [[], [], 2875, []])
  t.strictSame(await stateOf(connection), after, 'no entry in change log or audit')
})

t.test('A registry of an earlier version gets the register at the start', async (t) => {
  const { connection, get } = await setup(t)
  const { pool, db } = connection
  const statements = [
    `delete from territory t where level = 'gmina'
      and not exists (select from organisation o where o.territory_code = t.code)`,
    'delete from territory_kind',
    `delete from citation c using source s where s.id = c.source_id and c.territory_code is not null
      and s.slug = 'geonames'`,
    'update territory set latitude = null, longitude = null',
    `update territory set name = 'Bełżyce Stare', gmina_kind = 'rural' where code = '060901'`,
    `update territory_register_state set stated_on = '2025-01-01'`
  ]
  for (const statement of statements) await pool.query(statement)
  t.ok((await loadRegisters(db, declared.datasets)) > 2000)
  const { name, gmina_kind, latitude, names, former_kinds } = (
    await get('territories/060901?include=names,former_kinds')
  ).json
  t.strictSame(
    [name, gmina_kind, latitude, names.length],
    ['Bełżyce', 'urban_rural', 51.17415, 2],
    'an earlier state is brought up to date'
  )
  t.strictSame(former_kinds, [
    { gmina_kind: 'rural', until: { on: null, not_before: '2025-01-02', not_after: '2026-01-01' } }
  ])
  t.equal((await get('territories/060105?include=former_kinds')).json.former_kinds.length, 1)
  t.strictSame(await rowsOf(connection, 'select count(*)::int, count(latitude)::int from territory'), [[2875, 2261]])
  const after = await stateOf(connection)
  t.equal(await loadRegisters(db, declared.datasets), 0)
  t.equal(await seed(db, declared.datasets), 0)
  t.strictSame(await stateOf(connection), after, 'and a second time nothing changes')

  await pool.query(`update territory_register_state set stated_on = '2026-02-01'`)
  await pool.query(`update territory set latitude = null, longitude = null`)
  await pool.query(`update territory set name = 'Bełżyce Nowsze' where code = '060901'`)
  await pool.query(`delete from territory where code = '140101'`)
  t.equal(await loadRegisters(db, declared.datasets), 2260)
  t.strictSame(
    await rowsOf(connection, `select name, latitude::float from territory where code in ('060901', '140101')`),
    [['Bełżyce Nowsze', 51.17415]],
    'a later state stays, and gets the coordinates'
  )
})

t.test('A later file renames units and ends the old names on its day', async (t) => {
  const { connection, get } = await setup(t)
  await forgetState(connection)
  await apply(connection, fileOf('2024-06-01'))
  const head = Number((await rowsOf(connection, 'select max(seq) from change'))[0]?.[0])
  const bytes = fileOf(
    '2025-01-01',
    {
      '0609013': { nazwa: 'Bełżyce Nowe' },
      '0609014': { nazwa: 'Bełżyce Nowe' },
      '0609015': { nazwa: 'Bełżyce Nowe' },
      '0609132': { rodz: '3', dod: 'gmina miejsko-wiejska' },
      '2212082': { nazwa: 'Redzikowo Wielkie' },
      '0609': { nazwa: 'bełżycki' },
      '0611042': null,
      '0611102': null
    },
    ['4', '5'].map((rodz) => ({
      woj: '06',
      pow: '09',
      gmi: '13',
      rodz,
      nazwa: 'Wojciechów',
      dod: rodz === '4' ? 'miasto' : 'obszar wiejski'
    }))
  )
  await connection.pool.query(`update organisation set territory_code = '061110' where slug = 'cus-belzyce'`)
  const plan = await apply(connection, bytes)
  t.strictSame(
    plan.update.map(({ unit, changes, renamed }) => [unit.code, changes, renamed]),
    [
      ['0609', [{ field: 'name', before: 'lubelski', after: 'bełżycki' }], true],
      ['060901', [{ field: 'name', before: 'Bełżyce', after: 'Bełżyce Nowe' }], true],
      ['060913', [{ field: 'gmina_kind', before: 'rural', after: 'urban_rural' }], false],
      ['221208', [{ field: 'name', before: 'Redzikowo', after: 'Redzikowo Wielkie' }], true]
    ]
  )
  const [[serving]] = (await rowsOf(
    connection,
    `select count(*)::int from organisation where territory_code = '061110'`
  )) as [[number]]
  t.strictSame(
    plan.missing.map(({ code, name, organisations }) => [code, name, organisations > 0]),
    [
      ['061104', 'Krzywda', true],
      ['061110', 'Wojcieszków', true]
    ],
    'units missing in the file are reported, with the records that refer to them'
  )
  t.equal(plan.missing[1]?.organisations, serving)
  t.equal((await get('territories/061110')).status, 200, 'and stays')

  t.strictSame(await namesOf(connection, '060901'), [
    ['Bełżyce', null, '2025-01-01'],
    ['Bełżyce Nowe', '2025-01-01', null]
  ])
  t.strictSame(
    await namesOf(connection, '221208'),
    [
      ['Słupsk', null, '2024-01-01'],
      ['Redzikowo', '2024-01-01', '2025-01-01'],
      ['Redzikowo Wielkie', '2025-01-01', null]
    ],
    'a name with a known start gets an end'
  )
  t.equal((await get('territories/060913')).json.teryt7, '0609133', 'the kind is part of the seven-digit code')
  t.strictSame(
    await rowsOf(
      connection,
      `select type, subject_id, subject_version, fields from change
        where seq > ${head} and type = 'territory.updated' order by subject_id`
    ),
    [
      ['territory.updated', '0609', 2, ['name', 'names']],
      ['territory.updated', '060901', 2, ['name', 'names']],
      ['territory.updated', '060913', 2, ['former_kinds', 'gmina_kind']],
      ['territory.updated', '221208', 2, ['name', 'names']]
    ]
  )
  t.strictSame(
    await rowsOf(
      connection,
      `select count(*)::int > 0, bool_and(subject_id ~ '^(0609|2212)') from change
        where seq > ${head} and type = 'territory.refreshed'`
    ),
    [[true, true]],
    'records that show the names are refreshed'
  )
  t.strictSame(
    (await get('organisations?q=wielkie+redzikowo&fields=slug')).json.data,
    (await get('organisations?gmina=221208&fields=slug')).json.data
  )

  const after = await stateOf(connection)
  const again = await apply(connection, bytes)
  t.strictSame([again.update, again.create, again.missing.length], [[], [], 2])
  t.strictSame(await stateOf(connection), after)
  t.strictSame(
    await refusal(() => apply(connection, fileOf('2024-12-31'))),
    ['2 STAN_NA older_file'],
    'a file of an earlier day is refused'
  )
  t.strictSame(await refusal(async () => previewTerc(connection.db, await readTerc(fileOf('2999-01-01')))), [
    '2 STAN_NA future_file'
  ])
  t.strictSame(await stateOf(connection), after)
})

t.test('The known validity of a name is not overwritten', async (t) => {
  const { connection } = await setup(t)
  await forgetState(connection)
  const known = await namesOf(connection, '221208')
  const early = await apply(connection, fileOf('2023-01-01', { '2212082': { nazwa: 'Słupsk' } }))
  t.strictSame(early.update, [], 'the file is of a day on which the old name was valid')
  t.strictSame(await rowsOf(connection, `select name from territory where code = '221208'`), [['Redzikowo']])

  t.strictSame(
    await refusal(async () =>
      previewTerc(connection.db, await readTerc(fileOf('2023-06-01', { '2212082': { nazwa: 'Inne' } })))
    ),
    [`${FULL.findIndex(({ woj, pow, gmi }) => woj + pow + gmi === '221208') + 2} NAZWA name_contradicts`],
    'a third name on such a day is an error'
  )
  const kind = await apply(
    connection,
    fileOf('2023-06-01', { '2212082': { nazwa: 'Słupsk', rodz: '1', dod: 'gmina miejska' } })
  )
  t.strictSame(
    kind.update.map(({ changes }) => changes),
    [[{ field: 'gmina_kind', before: 'rural', after: 'urban' }]]
  )
  t.strictSame(
    await rowsOf(connection, `select name, gmina_kind::text from territory where code = '221208'`),
    [['Redzikowo', 'urban']],
    'the later name stays'
  )

  await connection.pool.query(`update territory set name = 'Słupsk' where code = '221208'`)
  const late = await apply(connection, fileOf('2024-06-01'))
  t.strictSame(
    late.update.map(({ unit, renamed }) => [unit.name, renamed]),
    [['Redzikowo', false]]
  )
  t.strictSame(await namesOf(connection, '221208'), known, 'its day 2024-01-01 stays')
})

t.test('Incomplete or invalid files are refused with line numbers', async (t) => {
  const url = await database(t)
  const connection = connect(url, { max: 2, timeoutFactor: 15 })
  t.teardown(connection.close)
  await forgetState(connection)
  const before = await stateOf(connection)
  const at = (key: string) => FULL.findIndex(({ woj, pow, gmi, rodz }) => woj + pow + gmi + rodz === key) + 2
  const [belzyce, town] = [at('0609013'), at('0609014')]
  const duplicate = FULL[at('0609132') - 2] as TercLine
  const cases: [what: string, bytes: Buffer, faults: string[]][] = [
    ['a gmina twice', fileOf('2024-06-01', {}, [duplicate]), [`${FULL.length + 2} GMI repeated_unit`]],
    [
      'a gmina of two kinds',
      fileOf('2024-06-01', {}, [{ ...duplicate, rodz: '1', dod: 'gmina miejska' }]),
      [`${FULL.length + 2} GMI repeated_unit`]
    ],
    [
      'a powiat without its voivodeship',
      fileOf('2024-06-01', {}, [{ woj: '98', pow: '01', gmi: '', rodz: '', nazwa: 'x', dod: 'powiat' }]),
      [`${FULL.length + 2} GMI unit_without_parent`]
    ],
    [
      'a gmina without its powiat',
      fileOf('2024-06-01', {}, [{ ...duplicate, pow: '99' }]),
      [`${FULL.length + 2} GMI unit_without_parent`]
    ],
    [
      'a town without its gmina',
      fileOf('2024-06-01', {}, [{ ...duplicate, gmi: '99', rodz: '4', dod: 'miasto' }]),
      [`${FULL.length + 2} GMI unit_without_parent`]
    ],
    [
      'a town in a rural gmina',
      fileOf('2024-06-01', {}, [{ ...duplicate, rodz: '4', dod: 'miasto' }]),
      [`${FULL.length + 2} GMI unit_without_parent`]
    ],
    [
      'a district outside a city',
      fileOf('2024-06-01', {}, [{ ...duplicate, gmi: '99', rodz: '8', dod: 'dzielnica' }]),
      [`${FULL.length + 2} GMI unit_without_parent`]
    ],
    ['a gmina without its rural area', fileOf('2024-06-01', { '0609015': null }), [`${belzyce} GMI incomplete_unit`]],
    ['a city without its gmina', fileOf('2024-06-01', { '0662011': null }), [`${at('0662')} GMI incomplete_unit`]],
    [
      'a kind that contradicts the name of the unit',
      fileOf('2024-06-01', { '0609014': { dod: 'obszar wiejski' } }),
      [`${town} NAZWA_DOD kind_mismatch`]
    ],
    [
      'a gmina called a powiat',
      fileOf('2024-06-01', { '0609132': { dod: 'powiat' } }),
      [`${at('0609132')} NAZWA_DOD kind_mismatch`]
    ],
    [
      'a gmina without a kind',
      fileOf('2024-06-01', { '0609132': { rodz: '' } }),
      [`${at('0609132')} NAZWA_DOD kind_mismatch`]
    ],
    [
      'a kind that does not exist',
      fileOf('2024-06-01', { '0609132': { rodz: '7' } }),
      [`${at('0609132')} RODZ invalid_value`]
    ],
    [
      'a symbol of three digits',
      fileOf('2024-06-01', { '0609132': { gmi: '013' } }),
      [`${at('0609132')} GMI invalid_value`]
    ],
    ['no name', fileOf('2024-06-01', { '0609132': { nazwa: '' } }), [`${at('0609132')} NAZWA invalid_value`]],
    [
      'a space around a name',
      fileOf('2024-06-01', { '0609132': { nazwa: 'Wojciechów ' } }),
      [`${at('0609132')} NAZWA invalid_value`]
    ],
    ['a day that does not exist', tercFile(FULL.slice(0, 1), '2024-02-30'), ['2 STAN_NA invalid_format']],
    [
      'two days',
      Buffer.concat([fileOf('2024-06-01'), Buffer.from('06;09;99;2;Inna;gmina wiejska;2024-06-02\r\n')]),
      [`${FULL.length + 2} STAN_NA mixed_dates`]
    ],
    [
      'only one voivodeship',
      tercFile(
        FULL.filter(({ woj }) => woj === '06'),
        '2024-06-01'
      ),
      Array.from({ length: 15 }, () => '1 WOJ incomplete_file')
    ],
    [
      'another register',
      Buffer.from('WOJ;POW;GMI;RODZ_GMI;RM;MZ;NAZWA;SYM;SYMPOD;STAN_NA\r\n06;09;01;4;96;1;Bełżyce;1;1;2024-06-01'),
      ['1 RODZ missing_header', '1 NAZWA_DOD missing_header']
    ]
  ]
  for (const [what, bytes, faults] of cases) t.strictSame(await refusal(() => apply(connection, bytes)), faults, what)
  t.strictSame(await stateOf(connection), before, 'nothing is written')
  t.strictSame(
    await readTerc(
      Buffer.from(
        fileOf('2024-06-01')
          .toString()
          .replace(/^(.*)\b0(\d);/gm, '$1$2;')
          .replaceAll('2024-06-01', '01.06.2024')
      )
    ),
    await readTerc(fileOf('2024-06-01')),
    'a file saved by Excel has the same content'
  )
})

t.test('Two imports at the same time run one after the other', async (t) => {
  const url = await database(t)
  const connection = connect(url, { max: 2, timeoutFactor: 15 })
  t.teardown(connection.close)
  const bytes = fileOf('2026-01-02', { '0609013': { nazwa: 'Bełżyce Nowe' } })
  const plans = await Promise.all([apply(connection, bytes), apply(connection, bytes)])
  t.strictSame(plans.map(({ unchanged }) => unchanged === 2875).sort(), [false, true])
})
