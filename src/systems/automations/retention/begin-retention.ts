import { program } from '#kernel/actor.ts'
import { Election } from '#kernel/election.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { deleteExpired } from './delete-expired.ts'

const every = 600_000

/** One node deletes, every ten minutes. */
export async function beginRetention(kernel: Kernel): Promise<() => Promise<void>> {
  const election = new Election(kernel, 'automations.retention')
  await election.begin()
  let working: Promise<void> | null = null
  const timer = setInterval(() => {
    if (!election.elected) return
    working ??= deleteExpired(kernel.context(program), kernel.engine)
      .catch((error: unknown) => kernel.log.warn({ err: error }, 'expired runs could not be deleted; the next round tries again'))
      .finally(() => (working = null))
  }, every)
  return async () => {
    clearInterval(timer)
    await working
    await election.stop()
  }
}
