// The steps that every generated client must be able to take against the service. Each program implements `Client` in
// the words of its generator and without casts, except that orval must be told the format of a list: its types are a
// union of all. `run` prints one line of JSON per step: its name, and the fault if there is one.
import { service } from './service'

/** One organisation, of which the steps read and change `website`. */
export const SLUG = 'cus-belzyce'

export interface Client {
  /** Lists the organisations with `kind` cus or gops: an array parameter of two values, sent as the generator does. */
  list: () => Promise<{ status: number; slugs: string[] }>
  /** Reads the organisation `SLUG`, with `If-None-Match` if there is an ETag. */
  record: (etag?: string) => Promise<{ status: number; etag: string | null; slug?: string }>
  /** Changes the organisation `SLUG` with `If-Match`. No other header is set by hand. */
  change: (etag: string, website: string) => Promise<{ status: number; website?: string | null }>
  /** Reads a list with `powiat=opolski`, which is the name of two powiats. */
  problem: () => Promise<{ status: number; code?: string; candidates?: string[] }>
}

/** Runs all steps. A step that fails does not stop the others. */
export async function run(client: Client): Promise<void> {
  const get = async (path: string) => (await fetch(`${service.url}/${path}`)).json()
  await step('list with two values of a parameter', async () => {
    const { data } = await get('organisations?kind=cus,gops&limit=500')
    const slugs = data.map(({ slug }: { slug: string }) => slug)
    return differs(await client.list(), { status: 200, slugs })
  })
  let etag = ''
  await step('one record', async () => {
    const { etag: found, ...rest } = await client.record()
    etag = found ?? ''
    return etag === '' ? 'no ETag' : differs(rest, { status: 200, slug: SLUG })
  })
  await step('304 for a current copy', async () => differs((await client.record(etag)).status, 304))
  await step('PATCH with If-Match', async () => {
    const website = `https://example.org/${Math.random()}`
    const changed = differs(await client.change(etag, website), { status: 200, website })
    return changed ?? differs((await get(`organisations/${SLUG}`)).website, website)
  })
  await step('problem', async () =>
    differs(await client.problem(), { status: 400, code: 'invalid_parameter', candidates: ['0612', '1609'] })
  )
}

async function step(name: string, work: () => Promise<string | undefined>): Promise<void> {
  const fault = await work().catch((error: unknown) => String(error))
  console.log(JSON.stringify({ step: name, ...(fault !== undefined && { fault }) }))
}

/** Returns what differs, or undefined. */
function differs(found: unknown, expected: unknown): string | undefined {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)]
  return a === b ? undefined : `${a?.slice(0, 300)} instead of ${b.slice(0, 300)}`
}
