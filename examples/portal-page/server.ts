// Starts the page. In place of a mail program, it prints each mail.
import { createPortal } from './portal.ts'

const { REGISTRY_URL = 'http://127.0.0.1:3000', REGISTRY_KEY, PORT = '8080' } = process.env
if (!REGISTRY_KEY) throw new Error('REGISTRY_KEY must be a key with the scope applications:submit')

createPortal({
  registry: REGISTRY_URL,
  key: REGISTRY_KEY,
  mail: async (to, text) => console.log(`Do: ${to}\n${text}\n`)
}).listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}/`))
