import { parentPort } from 'node:worker_threads'
import { runSeed } from './run-seed.ts'
import { scenarios } from './scenarios.ts'

export type Task = { readonly scenario: string; readonly seed: number }

parentPort!.on('message', ({ scenario, seed }: Task) => {
  parentPort!.postMessage(
    runSeed(
      scenarios.find(({ name }) => name === scenario)!,
      seed,
    ),
  )
})
