/** At most `size` holders at a time, first come first served. */
export interface Slots {
  /** Resolves with the function that gives the slot back; rejects with the signal's reason. */
  take(signal?: AbortSignal): Promise<() => void>
}

export function createSlots(size: number): Slots {
  let free = size
  const waiting: (() => void)[] = []

  function release(): void {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }

  return {
    take(signal) {
      if (signal?.aborted) return Promise.reject(signal.reason)
      if (free > 0) {
        free -= 1
        return Promise.resolve(once(release))
      }
      return new Promise((resolve, reject) => {
        const grant = (): void => {
          signal?.removeEventListener('abort', cancel)
          resolve(once(release))
        }
        const cancel = (): void => {
          waiting.splice(waiting.indexOf(grant), 1)
          reject(signal!.reason)
        }
        waiting.push(grant)
        signal?.addEventListener('abort', cancel, { once: true })
      })
    },
  }
}

function once(action: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    action()
  }
}
