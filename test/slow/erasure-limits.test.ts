// An erasure ends in bounded time for all names and texts.
import tap from 'tap'
import { patternsOf } from '../../src/features/privacy/search/patterns.ts'
import { setupErasure } from '../erasure-registry.ts'
import { setup } from '../helper.ts'

tap.test('Erasure patterns are fast on long texts', async (t) => {
  const { connection } = await setup(t)
  const names = [
    { given: 'Anna Maria', family: 'Ćwiąkałska-Żuk' },
    { given: 'Anna Maria', family: 'Świerszczykowska' }
  ]
  const { hints, erased, decision, weak, weakCased, inflected, inflectedCased } = patternsOf({
    emails: ['a.b@example.org'],
    phones: ['+48814440199'],
    names,
    slugs: ['anna-zuk'],
    others: [[{ given: 'Adam', family: 'Żuk' }]]
  })
  const long = ['a.', 'anna.anna_', 'https://a/', 'ćwiąkałska-', 'a@a.', '%C5%BB', '-', 'a. A. ']
  // The statement limit of the service, with a hundred times the usual amount of text.
  const client = await connection.pool.connect()
  await client.query(`set statement_timeout = '4s'`)
  for (const piece of long) {
    for (const pattern of [erased, decision, weak, weakCased, inflected, inflectedCased].flat())
      await t.resolves(
        client.query(`select length(regexp_replace(left(repeat($1, 20000), 20000), $2, '', 'gi'))`, [piece, pattern]),
        `${piece} ${pattern.length}`
      )
    for (const hint of [...hints.roots, ...hints.loose])
      await t.resolves(
        client.query('select left(repeat($1, 1000000), 1000000) ~* $2', [`${piece} `, hint]),
        `${piece}, a hint`
      )
  }
  await client.query('reset statement_timeout')
  client.release()
})

tap.test('POST /people/{person}/erasure ends in bounded time for all names', async (t) => {
  const { person, connection, addresses, locals, notes, storedNotes, erase } = await setupErasure(t)
  const id = await person({
    given_name: 'Żółć '.repeat(20).trim(),
    family_name: 'Ćwiąkałska-'.repeat(150).slice(0, -1)
  })
  await connection.pool.query(
    `insert into person_former_name
      select $1, 'Żaneta ' || chr(65 + n % 26) || 'nna',
        'Świerszczykowska-' || chr(66 + n % 25) || 'ąk' || repeat('ł', n / 25)
      from generate_series(1, 40) n`,
    [id]
  )
  await addresses(['b.cak'])
  await notes(['Żaneta Bnna Świerszczykowska-Cąk', 'Świerszczykowska-Cąk, Żaneta Bnna'])
  await erase(id)
  t.strictSame(await locals(), ['b.cak'])
  t.strictSame(await storedNotes(), ['[usunięto]', '[usunięto]'])
})
