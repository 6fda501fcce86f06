import { parentPort } from 'node:worker_threads'
import type { DependencyNote } from './graph.ts'
import { chunksOf, type Chunk } from './graph-rows.ts'
import type { ParseJob } from './parse-jobs.ts'
import { readPart } from './read-part.ts'

/** Main thread to worker: a job, then one `next` for each chunk it is ready to take. */
export type WorkerRequest = { kind: 'job'; projectDir: string; job: ParseJob } | { kind: 'next' }
export type WorkerReply = Chunk | { kind: 'end'; notes: DependencyNote[] }

let pending: Iterator<WorkerReply> | null = null

parentPort?.on('message', (request: WorkerRequest) => {
  if (request.kind === 'next') sendNext()
  else void start(request.projectDir, request.job)
})

async function start(projectDir: string, job: ParseJob): Promise<void> {
  const result = await readPart(projectDir, job)
  pending = replies(result)
  sendNext()
}

// Chunks queued together would be delivered in one go: each waits until the last was taken.
function sendNext(): void {
  const next = pending?.next()
  if (next && !next.done) parentPort?.postMessage(next.value)
}

function* replies({ graphs, notes }: Awaited<ReturnType<typeof readPart>>): Generator<WorkerReply> {
  for (const graph of graphs) yield* chunksOf(graph)
  yield { kind: 'end', notes }
}
