// Texts for constraints: the property of the body that is invalid, and which values are valid. A text about a duplicate
// value reveals nothing about the record that has it.
import type { Rule, Rules } from '../../http/errors.ts'
import { dayOutOfBounds, FIRST_DAY, momentOutOfBounds } from '../bounds.ts'

/** `pointer` names the invalid property. If several contradict each other, it names the one most likely to be wrong. */
export const rule = (pointer: string, pl: string, en: string): Rule => ({ pointer, pl, en })

export const uncertainDate = (property: string): Rule =>
  rule(
    `/${property}`,
    `Pole «${property}» musi podawać albo dokładny dzień («on»), albo granice, ` +
      'z których «not_before» nie jest późniejsza niż «not_after».',
    `«${property}» must have either the exact day («on») or bounds. ` +
      '«not_before» must not be later than «not_after».'
  )

export const dayWithin = (property: string, first = FIRST_DAY): Rule => ({
  pointer: `/${property}`,
  ...dayOutOfBounds(property, first)
})
export const momentWithin = (property: string): Rule => ({ pointer: `/${property}`, ...momentOutOfBounds(property) })

/** For a reference to a record that another transaction has just deleted. */
export const gone = (pointer: string): Rule =>
  rule(
    pointer,
    'Rekordu, do którego odwołuje się to pole, nie ma już w rejestrze.',
    'The record to which this property refers is no longer in the registry.'
  )

export const notBlank = (pointer: string, pl: string, en: string): Rule =>
  rule(
    pointer,
    `${pl} nie może być pustym tekstem ani zaczynać się lub kończyć odstępem.`,
    `${en} must not be empty and must not begin or end with white space.`
  )

/** For lists whose next number the registry assigns. */
export const positionTaken = rule(
  '/no',
  'Ta pozycja na liście jest już zajęta. Należy podać inną albo pominąć «no»: rejestr nada kolejny numer.',
  'This position in the list is already taken. State another one, or omit «no»: the registry assigns the next number.'
)

export const webAddress = (pointer: string): Rule =>
  rule(
    pointer,
    'Adres musi zaczynać się od http:// albo https:// i nie może zawierać odstępów.',
    'The address must begin with http:// or https:// and must not contain white space.'
  )

/** Rules of the column `slug` of a table. */
export const slugRules = (table: string): Rules => ({
  [`${table}_slug_shape`]: rule(
    '/slug',
    'Slug musi składać się z małych liter od a do z i cyfr, w słowach połączonych łącznikami. ' +
      'Może mieć najwyżej 80 znaków i nie może mieć postaci UUID.',
    'The slug must consist of words joined by hyphens, with the letters a to z and digits. It may have at most 80 ' +
      'characters and must not look like a UUID.'
  ),
  [`${table}_slug_key`]: rule(
    '/slug',
    'Ten slug jest już zajęty albo prowadzi do innego rekordu. Jeśli to ten sam rekord, należy zmienić istniejący; ' +
      'jeśli inny, należy podać inny slug.',
    'This slug is already in use or is redirected to another record. If it is the same record, change the existing ' +
      'one; otherwise send another slug.'
  )
})
