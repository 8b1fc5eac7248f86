import type { SortKey } from '../../records/define.ts'

/** Sorts by the position in the printed list. */
export const byNo = (t: {
  sort: (name: 'no' | 'updated_at', type: SortKey['type']) => SortKey
}): { sorts: Record<string, SortKey>; defaultSort: string } => ({
  sorts: { no: { ...t.sort('no', 'integer'), nullable: true }, updated_at: t.sort('updated_at', 'timestamptz') },
  defaultSort: 'no'
})
