/**
 * Folds many calls into few runs: the first call starts the work after a short rest, calls until it begins are the same
 * run, and calls while it runs make one more. For work that reads the newest state, such as after a storm of events.
 */
export function coalesce(work: () => Promise<void>, restMilliseconds = 200): () => void {
  let state: 'idle' | 'resting' | 'running' | 'wanted' = 'idle'
  const run = async (): Promise<void> => {
    state = 'running'
    try {
      await work()
    } finally {
      const isWanted = (state as string) === 'wanted'
      state = 'idle'
      if (isWanted) rest()
    }
  }
  const rest = (): void => {
    state = 'resting'
    setTimeout(() => void run(), restMilliseconds).unref()
  }
  return () => {
    if (state === 'idle') rest()
    else if (state === 'running') state = 'wanted'
  }
}
