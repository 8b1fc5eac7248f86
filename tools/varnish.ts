// A real Varnish with the files of ops/ on free local ports, for tests and the benchmark.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const BINARY = ['/usr/sbin/varnishd', '/usr/local/sbin/varnishd'].find(existsSync)
const XKEY = globSync('/usr/{lib,local/lib}/{,*/}varnish/vmods/libvmod_xkey.so')[0]
const START_TIMEOUT_MS = 120_000

/** Reason to skip what needs Varnish. False if it is installed. */
export const noVarnish = BINARY && XKEY ? false : 'Varnish is not installed (Debian: varnish, varnish-modules)'

export interface Varnish {
  /** For clients. */
  port: number
  /** For reports of the service. */
  purgeUrl: string
  /** Process id of the worker. */
  pid: () => Promise<number>
  /** Starts the worker again, with an empty cache, on the same ports. */
  restart: () => Promise<void>
  stop: () => Promise<void>
}

const ops = (name: string): string => readFileSync(new URL(`../ops/${name}`, import.meta.url), 'utf8')

/** Returns the parameters of the installation, such as `-p timeout_idle=75`, as arguments. */
const parameters = (): string[] =>
  [...ops('varnish-service.conf').matchAll(/-p (\S+)/g)].flatMap(([, value]) => ['-p', value as string])

/**
 * Writes the VCL for processes of the service at these ports. `addition` follows it: subroutines of the same name run
 * after those of the file.
 */
function vclFor(ports: number[], addition: string): string {
  const vcl = ops('varnish.vcl')
  const block = /^backend one \{\n.*?^\}\n/ms.exec(vcl)?.[0]
  if (block === undefined) throw new Error('ops/varnish.vcl has no backend «one»')
  const blocks = ports.map((port, i) => block.replace('one', `process${i}`).replace('"3000"', `"${port}"`))
  const added = ports.map((_, i) => `    registry.add_backend(process${i});`)
  return `${vcl.replace(block, blocks.join('')).replace('    registry.add_backend(one);', added.join('\n'))}${addition}`
}

/** Starts Varnish in front of the service at these ports. The caller stops it. */
export async function startVarnish(servicePorts: number[], addition = ''): Promise<Varnish> {
  const folder = mkdtempSync(join(tmpdir(), 'konwent-varnish-'))
  const file = join(folder, 'registry.vcl')
  writeFileSync(file, vclFor(servicePorts, addition))
  const work = join(folder, 'work')
  const addresses = ['-a', 'http=127.0.0.1:0', '-a', 'purge=127.0.0.1:0']
  const settings = [...parameters(), '-p', 'vsl_space=16M', '-s', 'malloc,64m']
  const child = spawn(BINARY as string, ['-F', '-n', work, '-j', 'none', ...addresses, ...settings, '-f', file], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4_000)
    })
  const ended = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const command = async (...words: string[]) =>
    (await promisify(execFile)('varnishadm', ['-n', work, '-t', '30', ...words])).stdout
  /** Waits until the worker listens, and returns its ports by name. */
  const listening = async (): Promise<Map<string, number>> => {
    const begun = performance.now()
    while (child.exitCode === null && performance.now() - begun < START_TIMEOUT_MS) {
      const lines = (await command('debug.listen_address').catch(() => '')).trim().split('\n')
      const ports = lines.map((line) => line.split(' ')).map(([name, , port]) => [name, Number(port)] as const)
      if (ports.length === 2) return new Map(ports as [string, number][])
      await sleep(50)
    }
    await stop()
    throw new Error(`Varnish did not start: ${output}`)
  }
  const ports = await listening()
  return {
    port: ports.get('http') as number,
    purgeUrl: `http://127.0.0.1:${ports.get('purge')}`,
    pid: async () => Number(/Worker:\s+(\d+)/.exec(await command('pid'))?.[1]),
    restart: async () => {
      await command('stop')
      await command('start')
      await listening()
    },
    stop
  }
}
