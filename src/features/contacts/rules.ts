// Telephone numbers: only E.164 is stored, and nothing is rewritten; whoever sends another form is told the right one.
import { createRequire } from 'node:module'
import type { Fault } from '../../http/errors.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { phoneKind } from './vocabularies.ts'

const kinds: Partial<Record<string, Term<typeof phoneKind>>> = { FIXED_LINE: 'fixed', MOBILE: 'mobile' }

type Numbers = typeof import('libphonenumber-js/max')
let numbers: Numbers | undefined
/** The numbering plans of the world, read when the first number comes: they take as long as a third of the start. */
const plans = (): Numbers => {
  numbers ??= createRequire(import.meta.url)('libphonenumber-js/max') as Numbers
  return numbers
}

/** What a number means when it is read in Poland: its E.164 form, and its kind where the numbering plan tells; undefined when there is no such number. */
export function readPhone(text: string): { e164: string; national: string; kind?: Term<typeof phoneKind> } | undefined {
  const number = plans().parsePhoneNumberFromString(text, 'PL')
  if (!number?.isValid()) return undefined
  const kind = kinds[number.getType() ?? '']
  return { e164: number.number, national: number.nationalNumber, ...(kind && { kind }) }
}

/** What is wrong with the telephone number of a contact and its kind; nothing where there is none. */
export function phoneFaults({ phone, phone_kind }: Record<string, unknown>): Fault[] {
  if (typeof phone !== 'string') return []
  const read = readPhone(phone)
  if (!read) {
    return [
      {
        pointer: '/phone',
        code: 'phone_unknown',
        detail: {
          pl: 'Nie ma takiego numeru telefonu. Numer podaje się w postaci E.164, na przykład +48818272694.',
          en: 'There is no such telephone number. A number is given in the form E.164, such as +48818272694.'
        }
      }
    ]
  }
  if (read.e164 !== phone) {
    return [
      {
        pointer: '/phone',
        code: 'phone_not_e164',
        detail: {
          pl: `Numer telefonu należy podać w postaci E.164: ${read.e164}.`,
          en: `The telephone number must be given in the form E.164: ${read.e164}.`
        }
      }
    ]
  }
  if (!read.kind || !phone_kind || phone_kind === read.kind) return []
  const named = { fixed: { pl: 'stacjonarny', en: 'fixed' }, mobile: { pl: 'komórkowy', en: 'mobile' } }[read.kind]
  return [
    {
      pointer: '/phone_kind',
      code: 'phone_kind_differs',
      detail: {
        pl: `Według planu numeracji jest to numer ${named.pl}: pole «phone_kind» powinno mieć wartość «${read.kind}» albo być puste.`,
        en: `By the numbering plan the number is ${named.en}: «phone_kind» should be «${read.kind}» or empty.`
      }
    }
  ]
}
