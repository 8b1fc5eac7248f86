/** A pause between the rounds of a loop that something else can end early. */
export class Alarm {
  #isRung = false
  #end = () => {}

  /** Ends the pause. If there is none at the moment, the next one does not begin. */
  ring = (): void => {
    this.#isRung = true
    this.#end()
  }

  /** Forgets what has rung so far. */
  reset(): void {
    this.#isRung = false
  }

  /** Resolves after the time, or earlier if the alarm rings or has rung since reset(). */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isRung) return resolve()
      const timer = setTimeout(resolve, ms).unref()
      this.#end = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
