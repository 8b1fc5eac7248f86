// What a user would pick instead: @platformatic/db over the same tables, with no more of them than the benchmark asks for.
import { create } from '@platformatic/db'
import { given } from './environment.ts'

const app = await create(import.meta.dirname, {
  server: { hostname: '127.0.0.1', port: Number(given('PORT')), logger: { level: 'warn' } },
  db: {
    connectionString: given('DATABASE_URL'),
    poolSize: Number(given('DATABASE_POOL')),
    graphql: false,
    openapi: true,
    include: { organisation: true, territory: true }
  },
  watch: false
})
await app.start({ listen: true })
