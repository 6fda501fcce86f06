import type { Log } from './log.ts'

const longest = 10_000

/** On SIGTERM or SIGINT: ends one part after the other, all within ten seconds; a second signal ends at once. */
export function stopOnSignal(log: Log, steps: readonly (() => unknown)[]): void {
  let stopping = false
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(130)
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), longest).unref()
    void endAll(log, steps).then(() => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
}

async function endAll(log: Log, steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      log.error({ err: error }, 'a part did not stop cleanly')
    }
  }
}
