import type { QueueName } from '../context.ts'
import type { Dbos } from './dbos.ts'

interface QueueLimits {
  /** Runs of this queue that work at once on one node; those that only wait take no place. */
  readonly places: number
  readonly pollMilliseconds: number
}

/**
 * Somebody watches `interactive` work; `bulk` work shares two cores; `host` work is bound to this machine's disks and
 * processes. Polling only repairs: see queue-calls.ts.
 */
export const queueLimits: Readonly<Record<QueueName, QueueLimits>> = {
  interactive: { places: 16, pollMilliseconds: 5000 },
  bulk: { places: 4, pollMilliseconds: 5000 },
  host: { places: 8, pollMilliseconds: 5000 },
}

/** Where a run waits: on its host's own queue when it is bound to one. Host work that any host may do is bulk work. */
export function queueOf(queue: QueueName, host: string | null): string {
  if (host !== null) return hostQueue(host)
  return queue === 'host' ? 'bulk' : queue
}

/** The queues that a node of this host takes work from. */
export function queuesOfHost(host: string): string[] {
  return ['interactive', 'bulk', hostQueue(host)]
}

/** Stores the limits of this node's queues; from then on it takes work. The runner would find new ones a second later. */
export async function openQueues({ DBOS, executor, queueRunner }: Dbos, host: string): Promise<void> {
  await Promise.all(
    queuesOfHost(host).map((name) => {
      const { places, pollMilliseconds } = queueLimits[kindOf(name)]
      return DBOS.registerQueue(name, { workerConcurrency: places, minPollingIntervalMs: pollMilliseconds })
    }),
  )
  if (executor.globalInstance) await queueRunner.refreshDbQueues?.(executor.globalInstance, Date.now())
}

/** How many runs of a queue work at once on this node; the library has a queue of its own, without a limit. */
export function placesOf(name: string): number {
  const limits: QueueLimits | undefined = queueLimits[kindOf(name)]
  return limits?.places ?? Infinity
}

function hostQueue(host: string): string {
  return `host:${host}`
}

function kindOf(queue: string): QueueName {
  return queue.startsWith('host:') ? 'host' : (queue as QueueName)
}
