// Rules for telephone numbers. Only E.164 is stored. A number in another form is an error that states the right form.
import { createRequire } from 'node:module'
import type { Fault } from '../../http/errors.ts'
import type { Term } from '../../records/vocabulary.ts'
import type { phoneKind } from './vocabularies.ts'

const kindsByType: Partial<Record<string, Term<typeof phoneKind>>> = { FIXED_LINE: 'fixed', MOBILE: 'mobile' }

type PhoneLibrary = typeof import('libphonenumber-js/max')
let phoneLibrary: PhoneLibrary | undefined
/** Loads the library with the numbering plans on first use, because loading takes a third of the start-up time. */
const loadPhoneLibrary = (): PhoneLibrary => {
  phoneLibrary ??= createRequire(import.meta.url)('libphonenumber-js/max') as PhoneLibrary
  return phoneLibrary
}

interface Phone {
  e164: string
  national: string
  extension?: string
  kind?: Term<typeof phoneKind>
}

/** Short numbers of the Polish numbering plan that services for people have: 116 xxx, and 19 xxx of a city. */
const SHORT_NUMBER = /^(?:\+48)?(116\d{3}|19\d{3})$/

/**
 * Parses a telephone number as dialled in Poland, also with the 0 that was dialled first until 2010. Returns its E.164
 * form and, if the numbering plan defines it, its kind. Returns undefined if there is no such number.
 */
export function readPhone(text: string): Phone | undefined {
  const [, short] = SHORT_NUMBER.exec(text.replace(/[\s-]/g, '')) ?? []
  if (short) return { e164: `+48${short}`, national: short }
  const number = loadPhoneLibrary().parsePhoneNumberFromString(text.replace(/\bwew\.?/i, 'ext.'), 'PL')
  if (!number?.isValid()) return /^\s*0/.test(text) ? readPhone(text.replace(/^\s*0\s*/, '')) : undefined
  const kind = kindsByType[number.getType() ?? '']
  return {
    e164: number.number,
    national: number.nationalNumber,
    ...(number.ext && { extension: number.ext }),
    ...(kind && { kind })
  }
}

/** Returns the validation errors of a contact's telephone number and of its kind. */
export function phoneFaults({ phone, phone_kind }: Record<string, unknown>): Fault[] {
  if (typeof phone !== 'string') return []
  const parsed = readPhone(phone)
  if (!parsed) {
    return [
      {
        pointer: '/phone',
        code: 'phone_unknown',
        detail: {
          pl: 'Nie ma takiego numeru telefonu. Numer należy podać w postaci E.164, np. +48818272694.',
          en: 'There is no such telephone number. State the number in the form E.164, such as +48818272694.'
        }
      }
    ]
  }
  if (parsed.extension) {
    return [
      {
        pointer: '/phone',
        code: 'phone_extension',
        detail: {
          pl: `Numer wewnętrzny wpisuje się w pole «phone_printed», a tutaj sam numer: ${parsed.e164}.`,
          en: `An extension belongs into «phone_printed», and the number alone here: ${parsed.e164}.`
        }
      }
    ]
  }
  if (parsed.e164 !== phone) {
    return [
      {
        pointer: '/phone',
        code: 'phone_not_e164',
        detail: {
          pl: `Numer telefonu należy podać w postaci E.164: ${parsed.e164}.`,
          en: `The telephone number must have the form E.164: ${parsed.e164}.`
        }
      }
    ]
  }
  if (!parsed.kind || !phone_kind || phone_kind === parsed.kind) return []
  const label = { fixed: { pl: 'stacjonarny', en: 'fixed' }, mobile: { pl: 'komórkowy', en: 'mobile' } }[parsed.kind]
  return [
    {
      pointer: '/phone_kind',
      code: 'phone_kind_differs',
      detail: {
        pl:
          `Według planu numeracji jest to numer ${label.pl}. ` +
          `Pole «phone_kind» musi mieć wartość «${parsed.kind}» albo pozostać puste.`,
        en:
          `According to the numbering plan, this is a ${label.en} number. ` +
          `«phone_kind» must be «${parsed.kind}» or empty.`
      }
    }
  ]
}
