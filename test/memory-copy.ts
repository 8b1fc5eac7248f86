// A portal's copy of the registry in memory, for the client package.
import type { Copy } from '../clients/typescript/src/sync.ts'

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
