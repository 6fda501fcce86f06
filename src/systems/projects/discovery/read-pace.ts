import { setImmediate } from 'node:timers/promises'

/** Longest stretch of blocking reads, in milliseconds. Small reads are several times faster without the thread pool. */
const stretch = 5

let started = performance.now()

/** Lets the event loop turn when blocking reads have gone on for a stretch. Call it between small reads. */
export async function pause(): Promise<void> {
  if (performance.now() - started < stretch) return
  await setImmediate()
  started = performance.now()
}
