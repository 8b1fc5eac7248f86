// Processes that are measured: started, watched through /proc, and stopped by their number whatever happens.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface Program {
  /** Relative to this folder. */
  file: string
  env: Record<string, string>
  /** Path that is answered with 200 once the program can be used. */
  ready: string
}

export interface Running {
  pid: number
  origin: string
  /** From the start of the process to its first right answer, in seconds. */
  seconds: number
  stop: () => Promise<void>
}

const STARTS = 60_000
const STOPS = 10_000
const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** A Node process of ours; the last lines that it writes are told when it ends too soon. */
export function launch(
  file: string,
  env: Record<string, string>,
  args: string[] = []
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, ...env }
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-4_000)
    })
  }
  return { child, output: () => text }
}

/** Starts a program on a free port and waits for its first right answer; throws with what it wrote when that does not come. */
export async function start({ file, env, ready }: Program): Promise<Running> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const begun = performance.now()
  const { child, output } = launch(file, { ...env, PORT: String(port), HOST: '127.0.0.1' })
  const stop = () => end(child)
  while (!(await answers(origin + ready))) {
    if (child.exitCode !== null) throw new Error(`${file} ended at start:\n${output()}`)
    if (performance.now() - begun > STARTS) {
      await stop()
      throw new Error(`${file} does not answer:\n${output()}`)
    }
    await sleep(5)
  }
  return { pid: child.pid as number, origin, seconds: (performance.now() - begun) / 1000, stop }
}

/** Ends a process, in the end by force. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), STOPS)
  await exited
  clearTimeout(late)
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

// The kernel counts in hundredths of a second, whatever its own clock does.
const TICKS = 100

/** Whether this machine tells what processes use. */
export const hasProc = existsSync('/proc/self/stat')

/** Seconds of processor time, user and system, that a process has used, with the children it has waited for; 0 for one that is gone. */
export function processorTime(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  // The name of the program, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS || 0
}

/** The same of a process and all its children together. */
export function familyTime(pid: number): number {
  const tasks = hasProc ? readdirSync(`/proc/${pid}/task`) : []
  const family = tasks.flatMap((task) => read(`/proc/${pid}/task/${task}/children`).trim().split(' ')).filter(Boolean)
  return [pid, ...family.map(Number)].reduce((sum, each) => sum + processorTime(each), 0)
}

const memory = (pid: number, field: string): number =>
  Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(read(`/proc/${pid}/status`))?.[1] ?? Number.NaN) / 1024

/** Resident memory now, in MiB. */
export const resident = (pid: number): number => memory(pid, 'VmRSS')

/** Most resident memory since forgetPeak(), in MiB. */
export const peak = (pid: number): number => memory(pid, 'VmHWM')

export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
