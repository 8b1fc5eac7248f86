// What an endpoint may be: decisions without the database.
import { ApiError, type Text } from '../../http/errors.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { readTarget, type UrlFault } from './addresses.ts'

/** Endpoints that one holder of keys may have, and changes that one replay may send again. */
export const MOST_ENDPOINTS = 10
export const MOST_REPLAYED = 10_000

const urlFaults: Record<UrlFault, Text> = {
  not_a_url: { pl: 'nie jest poprawnym adresem', en: 'is not a valid address' },
  not_https: { pl: 'musi zaczynać się od https://', en: 'must begin with https://' },
  other_port: { pl: 'nie może wskazywać portu innego niż 443', en: 'must not name a port other than 443' },
  with_credentials: {
    pl: 'nie może zawierać nazwy użytkownika ani hasła',
    en: 'must hold no user name and no password'
  },
  with_fragment: { pl: 'nie może zawierać fragmentu po znaku #', en: 'must hold no fragment after a #' },
  not_public: {
    pl: 'musi wskazywać komputer dostępny publicznie, a nie adres sieci wewnętrznej',
    en: 'must lead to a host that everybody can reach, not to one of an inner network'
  }
}

/** Throws 422 for an address that webhooks must not be sent to. */
export function checkUrl(url: string | undefined, allowLoopback: boolean): void {
  if (url === undefined) return
  const target = readTarget(url, allowLoopback)
  if (typeof target !== 'string') return
  const { pl, en } = urlFaults[target]
  throw ruleBroken({
    pointer: '/url',
    code: `webhook_url_${target}`,
    detail: { pl: `Adres odbiorcy webhooków ${pl}.`, en: `The address of a webhook endpoint ${en}.` }
  })
}

/** Throws 422 for types of records that no change is of. */
export function checkTypes(journaled: readonly string[], types: readonly string[] | null | undefined): void {
  const list = journaled.join(', ')
  const faults = (types ?? [])
    .map((type, i) => ({ i, subject: type.split('.')[0] as string }))
    .filter(({ subject }) => !journaled.includes(subject))
  if (faults.length === 0) return
  throw ruleBroken(
    ...faults.map(({ i, subject }) => ({
      pointer: `/types/${i}`,
      code: 'unknown_type',
      detail: {
        pl: `Nie ma typu rekordów «${subject}». Dostępne: ${list}.`,
        en: `There is no type of records «${subject}». There are: ${list}.`
      }
    }))
  )
}

export const tooManyEndpoints = () =>
  ruleBroken({
    code: 'too_many_webhook_endpoints',
    detail: {
      pl: `Posiadacz klucza może mieć najwyżej ${MOST_ENDPOINTS} odbiorców webhooków.`,
      en: `The holder of a key may have ${MOST_ENDPOINTS} webhook endpoints at most.`
    }
  })

export const tooLongReplay = () =>
  ruleBroken({
    pointer: '/after',
    code: 'replay_too_long',
    detail: {
      pl:
        `Od tego miejsca zaszło więcej niż ${MOST_REPLAYED} zmian. Szybciej będzie zacząć kopię od nowa od ` +
        '/v1/snapshot.',
      en:
        `More than ${MOST_REPLAYED} changes have happened since. It is faster to begin the copy anew with ` +
        '/v1/snapshot.'
    }
  })

export type Status = 'active' | 'paused' | 'disabled'

const wrongState = (detail: Text) => new ApiError('wrong_state', detail)

/** Throws 409 unless an endpoint is in one of these states. */
export function requireStatus(status: Status, allowed: readonly Status[]): void {
  if (allowed.includes(status)) return
  const words: Record<Status, Text> = {
    active: { pl: 'Odbiorca webhooków jest czynny.', en: 'The webhook endpoint is active.' },
    paused: {
      pl: 'Odbiorca webhooków jest wstrzymany; najpierw należy go wznowić.',
      en: 'The webhook endpoint is paused; resume it first.'
    },
    disabled: {
      pl: 'Odbiorca webhooków jest wyłączony; najpierw należy go wznowić.',
      en: 'The webhook endpoint is disabled; resume it first.'
    }
  }
  throw wrongState(words[status])
}
