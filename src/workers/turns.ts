import { setImmediate } from 'node:timers/promises'

/** Longest time for which a loop keeps other requests waiting, in milliseconds. */
const TURN_MS = 10

/** Returns a function that long loops await at each step. After TURN_MS, it lets other requests have their turn. */
export function takeTurns(): () => Promise<void> {
  let begun = performance.now()
  return async () => {
    if (performance.now() - begun < TURN_MS) return
    await setImmediate()
    begun = performance.now()
  }
}
