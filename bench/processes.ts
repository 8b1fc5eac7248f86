// Starts the measured processes, reads their use of CPU and memory from /proc, and always stops them.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../src/db/embedded/free-port.ts'

export interface Program {
  /** Path relative to this folder. */
  file: string
  env: Record<string, string>
  /** Options of Node. */
  flags?: string[]
  /** Default: any free port. */
  port?: number
  /** Path that returns 200 as soon as the program is ready. */
  ready: string
}

export interface Running {
  pid: number
  origin: string
  /** Seconds from the start of the process to its first correct response. */
  seconds: number
  /** Standard output of the process. */
  stdout: Readable
  stop: () => Promise<void>
}

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 10_000
const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** Starts a Node process. `output` returns the last 4,000 characters that it wrote. */
export function launch(
  file: string,
  env: Record<string, string>,
  { flags = [], args = [] }: { flags?: string[]; args?: string[] } = {}
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [...flags, fileURLToPath(new URL(file, import.meta.url)), ...args], {
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

/** Starts a program on a free port and waits until it is ready. Otherwise throws an error with its output. */
export async function start({ file, env, flags = [], ready, port: chosen }: Program): Promise<Running> {
  const port = chosen ?? (await freePort())
  const origin = `http://127.0.0.1:${port}`
  const begun = performance.now()
  const { child, output } = launch(file, { ...env, PORT: String(port), HOST: '127.0.0.1' }, { flags })
  const stop = () => end(child)
  while (!(await isReady(origin + ready))) {
    if (child.exitCode !== null) throw new Error(`${file} ended at start:\n${output()}`)
    if (performance.now() - begun > START_TIMEOUT_MS) {
      await stop()
      throw new Error(`${file} does not respond:\n${output()}`)
    }
    await sleep(5)
  }
  const seconds = (performance.now() - begun) / 1000
  return { pid: child.pid as number, origin, seconds, stdout: child.stdout as Readable, stop }
}

/** Ends a process with SIGTERM, and after STOP_TIMEOUT_MS with SIGKILL. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await exited
  clearTimeout(timer)
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    return false
  }
}

// USER_HZ of Linux: /proc counts in hundredths of a second, whatever the frequency of the kernel's own clock.
const TICKS_PER_SECOND = 100

/**
 * Returns the processor time of a process in seconds: user and system, with the children it has waited for. Returns 0
 * for a process that has ended.
 */
export function processorTime(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  // The program name in parentheses may contain any character.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND || 0
}

/** Returns the processor time in seconds of a process and all its children. */
export const familyTime = (pid: number): number =>
  [pid, ...childrenOf(pid)].reduce((sum, each) => sum + processorTime(each), 0)

/** Returns the processor time in seconds of a process and all its descendants. */
export const treeTime = (pid: number): number =>
  childrenOf(pid).reduce((sum, child) => sum + treeTime(child), processorTime(pid))

const childrenOf = (pid: number): number[] =>
  tasksOf(pid)
    .flatMap((task) => read(`/proc/${pid}/task/${task}/children`).trim().split(' '))
    .filter(Boolean)
    .map(Number)

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/**
 * Returns the processor time in seconds that all processes of the machine have used, and that the hypervisor has given
 * to others. Interrupts are not included.
 */
export function machineTime(): number {
  const [, user, nice, system, , , , , steal] = (read('/proc/stat').split('\n')[0] ?? '').split(/\s+/).map(Number)
  return [user, nice, system, steal].reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0) / TICKS_PER_SECOND
}

const memory = (pid: number, field: string): number =>
  Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(read(`/proc/${pid}/status`))?.[1] ?? Number.NaN) / 1024

/** Resident memory now, in MiB. */
export const resident = (pid: number): number => memory(pid, 'VmRSS')

/** Peak of the resident memory since forgetPeak(), in MiB. */
export const peak = (pid: number): number => memory(pid, 'VmHWM')

export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
