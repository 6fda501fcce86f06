import type { Dbos } from './dbos.ts'

/**
 * Gives up the run's place in its queue on this node until the answer is called. Without it parents that wait for
 * their children would fill a queue and the children never get in. The library counts places by the queue name in
 * its table of running workflows; should that table be gone one day, places are simply kept.
 */
export function freePlace({ executor }: Dbos, run: string): () => void {
  const entries = executor.globalInstance?.systemDatabase.runningWorkflowMap?.get(run) ?? []
  const queues = entries.map((entry) => entry.queueName)
  for (const entry of entries) entry.queueName = undefined
  return () => entries.forEach((entry, index) => (entry.queueName = queues[index]))
}
