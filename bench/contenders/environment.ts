/** Returns an environment variable that bench/contenders.ts sets for a contender. Throws if it is not set. */
export function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: contenders are started by bench/run.ts`)
  return value
}
