// What the rules of the database say to people, by the names of their constraints, which are public error codes.
import type { Fault, Text } from '../../http/errors.ts'
import { type Rule, ruleTexts } from './rule-texts.ts'

const unnamed: Text & Partial<Rule> = { pl: 'Wartość narusza regułę rejestru.', en: 'A value breaks a rule of the registry.' }

/** The fault for a constraint that a write broke. */
export function constraintFault(constraint: string): Fault {
  const { pointer, ...detail } = ruleTexts[constraint] ?? unnamed
  return { ...(pointer !== undefined && { pointer }), code: constraint || 'rule_broken', detail }
}
