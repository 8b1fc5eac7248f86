// Queries with their values in the text. COPY takes no parameters, and the plan of a prepared statement does not know them.
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder
} from 'kysely'
import pg from 'pg'

/** The text that the driver sends for a parameter; throws for what no query has as one. */
function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value))
    return `{${value.map((item) => (item === null ? 'NULL' : `"${textOf(item).replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`
  throw new Error(`no literal can be made of ${typeof value}`)
}

/** A parameter as a literal. It is of unknown type as a parameter is, so it means the same. */
function literalOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  const text = textOf(value)
  // The protocol ends the statement there.
  if (text.includes('\0')) throw new Error('no literal holds NUL')
  return pg.escapeLiteral(text)
}

class LiteralCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    this.append(literalOf(value))
  }
}

const literals = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new LiteralCompiler()
  }
})

/** The text of a query, or of a part of one, without parameters. */
export const withLiterals = (query: RawBuilder<unknown>): string => query.compile(literals).sql
