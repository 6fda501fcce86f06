import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { SeedResult } from './run-seed.ts'
import type { Summary } from './summary.ts'
import type { Task } from './worker.ts'

const mostWorkers = 4

/** Runs every scenario on every seed, spread over the cores; the results do not depend on how many. */
export async function runAll(scenarioNames: readonly string[], seeds: readonly number[]): Promise<Summary[]> {
  const tasks = scenarioNames.flatMap((scenario) => seeds.map((seed): Task => ({ scenario, seed })))
  const results: SeedResult[] = new Array(tasks.length)
  let next = 0
  const claim = () => (next < tasks.length ? next++ : undefined)
  const count = Math.min(mostWorkers, availableParallelism(), tasks.length)
  await Promise.all(Array.from({ length: count }, () => drain(tasks, results, claim)))
  return scenarioNames.map((scenario, index) => ({
    scenario,
    results: results.slice(index * seeds.length, (index + 1) * seeds.length),
  }))
}

/** One worker takes tasks until none is left. */
async function drain(tasks: readonly Task[], results: SeedResult[], claim: () => number | undefined): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 64 } })
  try {
    for (let index = claim(); index !== undefined; index = claim()) {
      results[index] = await answerOf(worker, tasks[index]!)
    }
  } finally {
    await worker.terminate()
  }
}

async function answerOf(worker: Worker, task: Task): Promise<SeedResult> {
  const answer = once(worker, 'message')
  worker.postMessage(task)
  const [result] = (await answer) as [SeedResult]
  return result
}
