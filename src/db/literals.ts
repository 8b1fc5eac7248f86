// Compiles queries with literals instead of parameters. COPY allows no parameters, and the generic plan of a prepared
// statement ignores their values.
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder
} from 'kysely'
import pg from 'pg'

const quotedItem = (item: unknown): string => `"${textOf(item).replace(/[\\"]/g, '\\$&')}"`

/** Returns the text that the driver sends for a parameter. Throws for types that no query uses. */
function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `{${value.map((item) => (item === null ? 'NULL' : quotedItem(item))).join(',')}}`
  throw new Error(`a value of type ${typeof value} has no literal`)
}

/** Returns a parameter as a literal. Like a parameter, it has the type unknown, so the query means the same. */
function literalOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  const text = textOf(value)
  // In the protocol, NUL ends the statement.
  if (text.includes('\0')) throw new Error('a literal must not contain NUL')
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

/** Returns the text of a query, or of a part of a query, without parameters. */
export const withLiterals = (query: RawBuilder<unknown>): string => query.compile(literals).sql
