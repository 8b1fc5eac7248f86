// The states that a record goes through, and which step leads on from which of them.
import { ApiError, type Text } from '../../http/errors.ts'

export interface LifeCycle<State extends string, Step extends string> {
  /** What the record is called at the beginning of a sentence. */
  subject: Text
  states: Record<State, Text>
  /** Steps by the last part of their address. */
  steps: Record<Step, { name: Text; from: readonly State[] }>
}

/** Throws 409 unless the step leads on from the state; the answer names the state and what is possible. */
export function requireState<State extends string, Step extends string>(
  { subject, states, steps }: LifeCycle<State, Step>,
  state: State,
  step: Step
): void {
  if (steps[step].from.includes(state)) return
  const possible = (Object.keys(steps) as Step[]).filter((each) => steps[each].from.includes(state))
  const list = (language: keyof Text, none: string) =>
    possible.map((each) => `${steps[each].name[language]} (/${each})`).join(', ') || none
  const detail = {
    pl: `${subject.pl} ma stan: ${states[state].pl}. Nie pozwala on na: ${steps[step].name.pl}. Możliwe kroki: ${list('pl', 'brak')}.`,
    en: `${subject.en} has the state: ${states[state].en}. It does not allow: ${steps[step].name.en}. Possible steps: ${list('en', 'none')}.`
  }
  throw new ApiError('wrong_state', detail, { faults: [{ code: state, detail }] })
}
