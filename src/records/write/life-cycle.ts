// Life cycles: the states of a record, and the steps that are allowed in each state.
import { ApiError, type Text } from '../../http/errors.ts'

export interface LifeCycle<State extends string, Step extends string> {
  /** Name of the record at the beginning of a sentence. */
  subject: Text
  /** Path of one record, such as `/v1/memberships/{membership}`. */
  path: string
  states: Record<State, Text>
  /**
   * Steps. `from`: the states in which the step is allowed. `operation`: method and path; by default a POST to the
   * path of the record followed by the key of the step. A state without steps is final.
   */
  steps: Record<Step, { name: Text; from: readonly State[]; operation?: string }>
}

/** Returns the operation of a step, such as `POST /v1/memberships/{membership}/end`. */
export const operationOf = <Step extends string>({ path, steps }: LifeCycle<string, Step>, step: Step): string =>
  steps[step].operation ?? `POST ${path}/${step}`

/** Throws 409 if the step is not allowed in the state. The message names the state and the allowed operations. */
export function requireState<State extends string, Step extends string>(
  cycle: LifeCycle<State, Step>,
  state: State,
  step: Step
): void {
  const { subject, states, steps } = cycle
  if (steps[step].from.includes(state)) return
  const possible = (Object.keys(steps) as Step[]).filter((each) => steps[each].from.includes(state))
  const list = (language: keyof Text) =>
    possible.map((each) => `${steps[each].name[language]} (${operationOf(cycle, each)})`).join(', ')
  const [pl, en] =
    possible.length === 0
      ? ['To stan ostateczny.', 'The state is final.']
      : [`Pozwala na: ${list('pl')}.`, `It allows: ${list('en')}.`]
  const detail = {
    pl: `${subject.pl} ma stan: ${states[state].pl}. Nie pozwala on na: ${steps[step].name.pl}. ${pl}`,
    en: `${subject.en} has the state: ${states[state].en}. It does not allow: ${steps[step].name.en}. ${en}`
  }
  throw new ApiError('wrong_state', detail, { faults: [{ code: state, detail }] })
}
