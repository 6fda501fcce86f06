import type { Kernel } from '#kernel/kernel.ts'
import { beginRetention } from '../retention/begin-retention.ts'
import { beginFileWatch } from './file-watch.ts'
import { beginTriggerClock } from './trigger-clock.ts'

/** What starts automations by itself, and what cleans up after them. */
export async function beginTriggers(kernel: Kernel): Promise<() => Promise<void>> {
  const endings = [await beginTriggerClock(kernel), await beginFileWatch(kernel), await beginRetention(kernel)]
  return async () => {
    for (const end of endings.reverse()) await end()
  }
}
