// How many may do something at once, so that those who wait for locks do not hold every connection.

interface Waiting {
  go: () => void
  timer: NodeJS.Timeout
}

/** Lets so many through at a time, the others in the order in which they came. */
export class Slots {
  #free: number
  readonly #patience: number
  readonly #queue: Waiting[] = []

  /** `patience` is in milliseconds. */
  constructor(count: number, patience: number) {
    this.#free = count
    this.#patience = patience
  }

  /** Carries out the work when it is its turn; throws as for a lock that is not to be had (55P03) when that does not come in time. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    await this.#take()
    try {
      return await work()
    } finally {
      this.#give()
    }
  }

  async #take(): Promise<void> {
    if (this.#free > 0) {
      this.#free--
      return
    }
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        go: resolve,
        timer: setTimeout(() => {
          this.#queue.splice(this.#queue.indexOf(waiting), 1)
          reject(Object.assign(new Error('too many writes wait already'), { code: '55P03' }))
        }, this.#patience)
      }
      this.#queue.push(waiting)
    })
  }

  #give(): void {
    const next = this.#queue.shift()
    if (!next) {
      this.#free++
      return
    }
    clearTimeout(next.timer)
    next.go()
  }
}
