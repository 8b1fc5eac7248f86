// The OpenAPI document as JSON, for the steps that shape it.

// biome-ignore lint/suspicious/noExplicitAny: JSON of many shapes, which linters check better than types would
export type Json = Record<string, any>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns the operations of a path. */
export const operationsOf = (item: Json): Json[] =>
  Object.values(item).filter((one): one is Json => isObject(one) && one.responses)
