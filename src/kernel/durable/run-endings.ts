/** Wakes those on this node who wait for the end of a run. A lost notification costs them one poll. */
export class RunEndings {
  readonly #waiting = new Map<string, Set<() => void>>()

  tell(run: string): void {
    for (const wake of this.#waiting.get(run) ?? []) wake()
  }

  /** Resolves when the run may have ended, after the time at the latest, or when aborted. */
  next(run: string, milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        const others = this.#waiting.get(run)
        others?.delete(wake)
        if (others?.size === 0) this.#waiting.delete(run)
        resolve()
      }
      const timer = setTimeout(wake, milliseconds)
      signal.addEventListener('abort', wake, { once: true })
      this.#waiting.set(run, (this.#waiting.get(run) ?? new Set()).add(wake))
      if (signal.aborted) wake()
    })
  }
}
