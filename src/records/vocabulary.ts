// Vocabularies: enums of the contract with Polish and English labels. Each feature declares those of its records.
import type { TSchema } from '@sinclair/typebox'
import { StringEnum } from '../contract/components.ts'
import type { Text } from '../http/errors.ts'

/** An enum with the values `V`. A test compares it with the database enum of the same name. */
export interface Vocabulary<V extends string = string> {
  code: string
  name: Text
  terms: Record<V, Text>
}

/** The values of a vocabulary, as a type. */
export type Term<V extends Vocabulary> = keyof V['terms'] & string

export const vocabulary = <const V extends string>(
  code: string,
  name: Text,
  terms: Record<V, Text>
): Vocabulary<V> => ({ code, name, terms })

/** Returns the values of a vocabulary, in its order. */
export const termsOf = <V extends string>({ terms }: Vocabulary<V>) =>
  // The type of Object.keys() loses the keys.
  Object.keys(terms) as V[]

/** Key of the vocabulary in a schema. A symbol is no part of the contract, and copies of the schema have it too. */
const VOCABULARY = Symbol('vocabulary')

/** Returns the vocabulary of which a property has a value; undefined if it has none. */
export const vocabularyOf = (schema: TSchema): Vocabulary | undefined =>
  (schema as { [VOCABULARY]?: Vocabulary })[VOCABULARY]

/** Schema of a property with a value of a vocabulary. */
export const term = <V extends string>(vocabulary: Vocabulary<V>, description: string, example: NoInfer<V>) =>
  StringEnum(termsOf(vocabulary), {
    description: `${description} Vocabulary: ${vocabulary.code}.`,
    examples: [example],
    [VOCABULARY]: vocabulary
  })
