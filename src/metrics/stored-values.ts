// Reads the measures that are in the database: with one statement, at most every few seconds, and bounded in time.
import { sql } from 'kysely'
import type { Database, Db } from '../db/connect.ts'
import { probing } from '../db/transaction.ts'
import type { Reading, StoredMeasure } from './measure.ts'

/** Time for which values are used again. Several monitoring servers cost no more than one. */
const CACHED_MS = 2_000
/** Longest wait. The connection for readiness has a shorter time limit for the statement itself. */
const WAIT_MS = 3_000

/** The values by name; undefined if the database did not return them in time. */
export type StoredValues = ReadonlyMap<string, Reading> | undefined

/** Makes the function that reads the values. `failed` is called with the first error of an outage. */
export function storedValuesOf(
  db: Database,
  measures: readonly StoredMeasure[],
  failed: (error: Error) => void
): () => Promise<StoredValues> {
  let current: Promise<StoredValues> | undefined
  let isOut = false

  const read = async (): Promise<StoredValues> => {
    try {
      const values = await inTime(probing(db, (tx) => query(tx, measures)))
      isOut = false
      return values
    } catch (error) {
      if (!isOut) failed(error as Error)
      isOut = true
      return undefined
    }
  }
  return () => {
    if (!current) {
      current = read()
      // From the end of the query, so that a slow one is not repeated at once.
      current.then(() => {
        setTimeout(() => {
          current = undefined
        }, CACHED_MS).unref()
      })
    }
    return current
  }
}

async function query(db: Db, measures: readonly StoredMeasure[]): Promise<Map<string, Reading>> {
  const columns = measures.map(({ name, value }) => sql`(${value}) as ${sql.id(name)}`)
  const { rows } = await sql<Record<string, unknown>>`select ${sql.join(columns)}`.execute(db)
  return new Map(measures.map(({ name }) => [name, readingOf(rows[0]?.[name])]))
}

function readingOf(value: unknown): Reading {
  if (value === null || value === undefined) return undefined
  if (typeof value !== 'object') return Number(value)
  return new Map(Object.entries(value).map(([label, number]) => [label, Number(number)]))
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the database did not respond in time')), WAIT_MS)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
