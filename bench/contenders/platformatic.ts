// The likely alternative: @platformatic/db over the same tables, restricted to those that the benchmark requests.
import { create } from '@platformatic/db'
import { setting } from './environment.ts'

const app = await create(import.meta.dirname, {
  server: { hostname: '127.0.0.1', port: Number(setting('PORT')), logger: { level: 'warn' } },
  db: {
    connectionString: setting('DATABASE_URL'),
    poolSize: Number(setting('DATABASE_POOL')),
    graphql: false,
    openapi: true,
    include: { organisation: true, territory: true }
  },
  watch: false
})
await app.start({ listen: true })
