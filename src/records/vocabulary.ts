// Vocabularies: the enums of the contract with Polish and English labels. A feature declares those of its own records.
import { StringEnum } from '../contract/components.ts'
import type { Text } from '../http/errors.ts'

/** An enum whose values are `V`. A test compares it with the enum type of the database of the same name. */
export interface Vocabulary<V extends string = string> {
  code: string
  name: Text
  terms: Record<V, Text>
}

/** A value of a vocabulary. */
export type Term<V extends Vocabulary> = keyof V['terms'] & string

export const vocabulary = <const V extends string>(
  code: string,
  name: Text,
  terms: Record<V, Text>
): Vocabulary<V> => ({ code, name, terms })

/** The values of a vocabulary, in its order. */
export const termsOf = <V extends string>({ terms }: Vocabulary<V>) =>
  // Object.keys() forgets which keys there are.
  Object.keys(terms) as V[]

/** Schema of a property that takes a value of a vocabulary. */
export const term = <V extends string>(vocabulary: Vocabulary<V>, description: string, example: NoInfer<V>) =>
  StringEnum(termsOf(vocabulary), {
    description: `${description} Vocabulary: ${vocabulary.code}.`,
    examples: [example]
  })
