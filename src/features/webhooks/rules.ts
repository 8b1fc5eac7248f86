// Rules about webhook endpoints. They do not query the database.
import { ApiError, type Text } from '../../http/errors.ts'
import { ruleBroken } from '../../records/write/transaction.ts'
import { readTarget, type UrlFault } from './sending/addresses.ts'

/** Endpoints per key holder. */
export const MAX_ENDPOINTS = 10
/** Changes that one replay may send again. */
export const MAX_REPLAYED = 10_000

const urlFaults: Record<UrlFault, Text> = {
  not_a_url: { pl: 'nie jest poprawnym adresem', en: 'is not a valid address' },
  not_https: { pl: 'musi zaczynać się od https://', en: 'must begin with https://' },
  other_port: { pl: 'nie może wskazywać portu innego niż 443', en: 'must not have a port other than 443' },
  with_credentials: {
    pl: 'nie może zawierać nazwy użytkownika ani hasła',
    en: 'must not contain a user name or a password'
  },
  with_fragment: { pl: 'nie może zawierać fragmentu po znaku #', en: 'must not contain a fragment after #' },
  not_public: {
    pl: 'musi wskazywać serwer dostępny publicznie, a nie adres w sieci wewnętrznej',
    en: 'must have a publicly reachable host, not one in an internal network'
  }
}

/** Throws 422 for an address to which webhooks must not be sent. */
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

/** Throws 422 for types that are neither in the change log nor `application`. */
export function checkTypes(journaled: readonly string[], types: readonly string[] | null | undefined): void {
  const known = [...journaled, 'application'].sort()
  const list = known.join(', ')
  const faults = (types ?? [])
    .map((type, i) => ({ i, subject: type.split('.')[0] as string }))
    .filter(({ subject }) => !known.includes(subject))
  if (faults.length === 0) return
  throw ruleBroken(
    ...faults.map(({ i, subject }) => ({
      pointer: `/types/${i}`,
      code: 'unknown_type',
      detail: {
        pl: `Nie ma typu rekordów «${subject}». Dostępne: ${list}.`,
        en: `There is no record type «${subject}». Available: ${list}.`
      }
    }))
  )
}

export const tooManyEndpoints = () =>
  ruleBroken({
    code: 'too_many_webhook_endpoints',
    detail: {
      pl:
        `Posiadacz klucza może mieć najwyżej ${MAX_ENDPOINTS} odbiorców webhooków. Najpierw należy usunąć jednego ` +
        'z nich.',
      en: `A key holder can have at most ${MAX_ENDPOINTS} webhook endpoints. Delete one of them first.`
    }
  })

export const tooLongReplay = () =>
  ruleBroken({
    pointer: '/after',
    code: 'replay_too_long',
    detail: {
      pl:
        `Po tej pozycji jest więcej niż ${MAX_REPLAYED} zmian. Należy podać późniejszą pozycję albo zbudować kopię ` +
        'od nowa, zaczynając od /v1/snapshot.',
      en:
        `There are more than ${MAX_REPLAYED} changes after this position. Provide a later position, or rebuild the ` +
        'copy from /v1/snapshot.'
    }
  })

export type Status = 'active' | 'paused' | 'disabled'

const wrongState = (detail: Text) => new ApiError('wrong_state', detail)

/** Throws 409 unless the endpoint has one of the allowed statuses. */
export function requireStatus(status: Status, allowed: readonly Status[]): void {
  if (allowed.includes(status)) return
  const texts: Record<Status, Text> = {
    active: { pl: 'Odbiorca webhooków jest czynny.', en: 'The webhook endpoint is active.' },
    paused: {
      pl: 'Odbiorca webhooków jest wstrzymany. Najpierw należy go wznowić.',
      en: 'The webhook endpoint is paused. Resume it first.'
    },
    disabled: {
      pl: 'Odbiorca webhooków jest wyłączony. Najpierw należy go wznowić.',
      en: 'The webhook endpoint is disabled. Resume it first.'
    }
  }
  throw wrongState(texts[status])
}
