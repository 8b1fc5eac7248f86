// What the rules of the database say to people, by the names of their constraints, which are public error codes.
import type { Fault, Text } from './errors.ts'

interface Rule extends Text {
  /** JSON Pointer to the property at fault; absent where several together are. */
  pointer?: string
}

const rules: Record<string, Rule> = {}

const unnamed: Text = { pl: 'Wartość narusza regułę rejestru.', en: 'A value breaks a rule of the registry.' }

/** The fault for a constraint that a write broke. */
export function constraintFault(constraint: string): Fault {
  const { pointer, ...detail }: Rule = rules[constraint] ?? unnamed
  return { ...(pointer !== undefined && { pointer }), code: constraint || 'rule_broken', detail }
}
