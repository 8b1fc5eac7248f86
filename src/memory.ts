import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let known: NodeJS.GCFunction | undefined

function collector(): NodeJS.GCFunction {
  if (!known) {
    setFlagsFromString('--expose-gc')
    known = runInNewContext('gc') as NodeJS.GCFunction
  }
  return known
}

/** Gives back what was needed only once, such as by the start or for the contract: tens of megabytes that V8 would keep as long as nothing presses. */
export function giveBackMemory(): void {
  collector()({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

/** Bytes after which the buffers that they went through are freed. */
const STRETCH = 4 * 1024 * 1024
let passed = 0

/** Hears of bytes that pass through. V8 sees how small a buffer's handle is and not what it holds, and lets a stream pile up a hundred megabytes of them. */
export function passThrough(bytes: number): void {
  passed += bytes
  if (passed < STRETCH) return
  passed = 0
  collector()({ type: 'minor', execution: 'sync' })
}
