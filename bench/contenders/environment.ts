/** What a contender is told by bench/contenders.ts, which starts it; throws where it is not told. */
export function given(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: contenders are started by bench/run.ts`)
  return value
}
