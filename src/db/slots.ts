// Limits concurrent work, so that transactions that wait for locks do not take all connections.

interface Waiter {
  go: () => void
  timer: NodeJS.Timeout
}

/** A fixed number of slots. Work that finds none waits in the order of arrival. */
export class Slots {
  #free: number
  readonly #maxWaitMs: number
  readonly #queue: Waiter[] = []

  constructor(count: number, maxWaitMs: number) {
    this.#free = count
    this.#maxWaitMs = maxWaitMs
  }

  /** Runs the work in a slot. Throws like a lock timeout (55P03) if no slot becomes free within `maxWaitMs`. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    await this.#acquire()
    try {
      return await work()
    } finally {
      this.#release()
    }
  }

  async #acquire(): Promise<void> {
    if (this.#free > 0) {
      this.#free--
      return
    }
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        go: resolve,
        timer: setTimeout(() => {
          this.#queue.splice(this.#queue.indexOf(waiter), 1)
          reject(Object.assign(new Error('no slot became free in time'), { code: '55P03' }))
        }, this.#maxWaitMs)
      }
      this.#queue.push(waiter)
    })
  }

  #release(): void {
    const next = this.#queue.shift()
    if (!next) {
      this.#free++
      return
    }
    clearTimeout(next.timer)
    next.go()
  }
}
