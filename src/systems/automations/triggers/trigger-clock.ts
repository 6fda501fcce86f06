import { program } from '#kernel/actor.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { sweepApprovals } from '../approvals/sweep-approvals.ts'
import { events } from '../events.ts'
import { closeEventData } from './event-data.ts'
import { runDueTriggers } from './due-triggers.ts'

/** The longest sleep: a clock that is set is noticed within it, and so is what another node saved. */
const longest = 5000
/** Decisions that are over are told within this. */
const sweepEvery = 5000

/**
 * Looks at what is due on every node. Whoever locks a trigger first starts it and moves it on in one transaction, so it
 * needs no election, and a node that dies leaves nothing half done.
 */
export async function beginTriggerClock(kernel: Kernel): Promise<() => Promise<void>> {
  const ctx = kernel.context(program)
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> | null = null
  let stopped = false
  let sweptAt = 0

  const work = async (): Promise<void> => {
    let next: Date | null = null
    try {
      next = await runDueTriggers(ctx)
      if (performance.now() - sweptAt >= sweepEvery) {
        await sweepApprovals(ctx)
        sweptAt = performance.now()
      }
    } catch (error) {
      if (!stopped) kernel.log.warn({ err: error }, 'what is due could not be started; trying again')
    }
    if (stopped) return
    const wait = next === null ? longest : next.getTime() - kernel.clock.now().getTime()
    timer = setTimeout(wake, Math.min(longest, Math.max(50, wait)))
  }
  const wake = (): void => {
    clearTimeout(timer)
    if (!stopped) working ??= work().finally(() => (working = null))
  }
  const stopListening = kernel.live.listen((event) => {
    if (event.name === events.saved.name || event.name === events.changed.name) wake()
  })
  wake()
  return async () => {
    stopped = true
    stopListening()
    clearTimeout(timer)
    await working
    await closeEventData()
  }
}
