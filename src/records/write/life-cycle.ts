// Life cycles: the states of a record, and the steps that are allowed in each state.
import { ApiError, type Text } from '../../http/errors.ts'

export interface LifeCycle<State extends string, Step extends string> {
  /** Name of the record at the beginning of a sentence. */
  subject: Text
  states: Record<State, Text>
  /** Steps, by the last segment of their path. `from`: the states in which the step is allowed. */
  steps: Record<Step, { name: Text; from: readonly State[] }>
}

/** Throws 409 if the step is not allowed in the state. The message names the state and the allowed steps. */
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
    pl:
      `${subject.pl} ma stan: ${states[state].pl}. Nie pozwala on na: ${steps[step].name.pl}. ` +
      `Możliwe kroki: ${list('pl', 'brak')}.`,
    en:
      `${subject.en} has the state: ${states[state].en}. It does not allow: ${steps[step].name.en}. ` +
      `Possible steps: ${list('en', 'none')}.`
  }
  throw new ApiError('wrong_state', detail, { faults: [{ code: state, detail }] })
}
