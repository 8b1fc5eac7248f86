// A portal's copy of the registry in memory, for the client package.
import { isDeepStrictEqual } from 'node:util'
import type { Test } from 'tap'
import type { Copy } from '../clients/typescript/src/sync.ts'
import { declared } from './declared.ts'

/** A copy in memory. A change that throws is taken back. */
export function memoryCopy() {
  let state = {
    records: new Map<string, unknown>(),
    redirects: new Map<string, string>(),
    cursor: undefined as string | undefined
  }
  const copy: Copy = {
    cursor: () => state.cursor,
    async change(work) {
      const next = { ...state, records: new Map(state.records), redirects: new Map(state.redirects) }
      await work({
        clear: () => next.records.clear(),
        put: (type, id, data) => next.records.set(`${type} ${id}`, data),
        remove: (type, id) => next.records.delete(`${type} ${id}`),
        redirect: (type, id, successor) => next.redirects.set(`${type} ${id}`, successor),
        moveTo: (cursor) => {
          next.cursor = cursor
        }
      })
      state = next
    }
  }
  return { copy, read: () => state }
}

/** Compares every record of a copy with the lists of the registry. */
export async function compareWithLists(t: Test, base: string, records: Map<string, unknown>): Promise<void> {
  const { count, differences } = await differencesFromLists(base, records)
  t.ok(count > 300, `${count} records are equal`)
  t.strictSame(differences, [], 'the copy equals the registry')
}

/** Reads all lists of the registry. Yields each record with its type and its id or code, as one text. */
export async function* listedRecords(base: string): AsyncGenerator<[key: string, record: object]> {
  for (const { name, path } of declared.snapshotResources) {
    for (let link: string | undefined = `${base}/v1/${path}?limit=500`; link; ) {
      const response: Response = await fetch(link)
      const { data } = (await response.json()) as { data: { id?: string; code?: string }[] }
      for (const record of data) yield [`${name} ${record.id ?? record.code}`, record]
      const next: string | undefined = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1]
      link = next && base + next
    }
  }
}

/** Compares a copy with all lists of the registry. Returns the number of records and the names of those that differ in the copy. */
export async function differencesFromLists(
  base: string,
  records: Map<string, unknown>
): Promise<{ count: number; differences: string[] }> {
  const left = new Set(records.keys())
  const differences: string[] = []
  let count = 0
  for await (const [key, record] of listedRecords(base)) {
    if (!isDeepStrictEqual(records.get(key), record)) differences.push(key)
    count++
    left.delete(key)
  }
  return { count, differences: [...differences, ...[...left].map((key) => `${key} (only in the copy)`)] }
}
