// Texts for constraints: what would be right, and which property of the body is at fault.
// A text for a value that is taken says nothing about the record that has it.
import type { Rule, Rules } from '../../http/errors.ts'
import { dayOutOfBounds, FIRST_DAY, momentOutOfBounds } from '../bounds.ts'

/** `pointer` leads to the property at fault: of several that do not fit together, to the one most likely to be changed. */
export const rule = (pointer: string, pl: string, en: string): Rule => ({ pointer, pl, en })

export const uncertainDate = (property: string): Rule =>
  rule(
    `/${property}`,
    `Pole «${property}» musi podawać albo dokładny dzień («on»), albo granice, z których «not_before» nie jest późniejsza niż «not_after».`,
    `«${property}» must give either the exact day («on») or bounds of which «not_before» is not later than «not_after».`
  )

export const dayWithin = (property: string, first = FIRST_DAY): Rule => ({
  pointer: `/${property}`,
  ...dayOutOfBounds(property, first)
})
export const momentWithin = (property: string): Rule => ({ pointer: `/${property}`, ...momentOutOfBounds(property) })

/** For a reference to a record that was deleted in the very moment. */
export const gone = (pointer: string): Rule =>
  rule(
    pointer,
    'Rekordu, do którego odwołuje się to pole, nie ma już w rejestrze.',
    'The record that this member refers to is no longer in the registry.'
  )

export const notBlank = (pointer: string, pl: string, en: string): Rule =>
  rule(
    pointer,
    `${pl} nie może być pustym tekstem ani zaczynać się lub kończyć odstępem.`,
    `${en} must not be an empty text, nor begin or end with white space.`
  )

export const webAddress = (pointer: string): Rule =>
  rule(
    pointer,
    'Adres musi zaczynać się od http:// albo https:// i nie może zawierać odstępów.',
    'The address must begin with http:// or https:// and hold no white space.'
  )

/** Rules of the column `slug` of a table. */
export const slugRules = (table: string): Rules => ({
  [`${table}_slug_shape`]: rule(
    '/slug',
    'Slug musi składać się z małych liter od a do z i cyfr, w słowach połączonych łącznikami, mieć najwyżej 80 znaków i nie mieć postaci UUID.',
    'The slug must be words of the letters a to z and digits, joined by hyphens, of at most 80 characters, and not of the shape of a UUID.'
  ),
  [`${table}_slug_key`]: rule(
    '/slug',
    'Ten slug jest już zajęty albo prowadzi do innego rekordu.',
    'This slug is taken, or leads to another record.'
  )
})
