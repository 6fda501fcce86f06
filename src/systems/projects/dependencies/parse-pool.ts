import { Worker } from 'node:worker_threads'
import { assembleGraphs, type GraphAssembly } from './graph-rows.ts'
import type { ParseJob } from './parse-jobs.ts'
import type { ParseResult } from './parse-sources.ts'
import type { WorkerReply, WorkerRequest } from './parse-worker.ts'

export type ParsePoolOptions = {
  /** Most workers at once. */
  size?: number
  /** A worker without work ends after this time, and its memory is given back; milliseconds. */
  idleAfter?: number
  /** A job that takes longer is given up and noted; milliseconds. */
  deadline?: number
  /** Most memory of a worker's heap, MB; a file that needs more is noted. */
  memory?: number
}

/** Reads and parses dependency files on threads of their own, so that the event loop stays free. */
export type ParsePool = {
  /** Never fails for what a file holds or for a worker that dies: that becomes a note. Rejects if aborted or closed. */
  parse: (projectDir: string, job: ParseJob, signal?: AbortSignal) => Promise<ParseResult>
  workers: () => number
  close: () => Promise<void>
  [Symbol.asyncDispose]: () => Promise<void>
}

export function startParsePool(options: ParsePoolOptions = {}): ParsePool {
  const pool: Pool = {
    options: { size: 1, idleAfter: 10_000, deadline: 60_000, memory: 768, ...options },
    waiting: [],
    slots: new Set(),
    isClosed: false,
  }
  const close = async () => {
    pool.isClosed = true
    const reason = new Error('The parse pool was closed.')
    for (const task of pool.waiting.splice(0)) task.reject(reason)
    await Promise.all([...pool.slots].map((slot) => end(pool, slot, (task) => task.reject(reason))))
  }
  return {
    parse: (projectDir, job, signal) => submit(pool, { projectDir, job, signal }),
    workers: () => pool.slots.size,
    close,
    [Symbol.asyncDispose]: close,
  }
}

type Pool = { options: Required<ParsePoolOptions>; waiting: Task[]; slots: Set<Slot>; isClosed: boolean }
type Wanted = { projectDir: string; job: ParseJob; signal: AbortSignal | undefined }
type Task = Wanted & { resolve: (result: ParseResult) => void; reject: (reason: unknown) => void; assembly: GraphAssembly }

/** One worker and what it is busy with; the timer is its deadline while busy, its rest while idle. */
type Slot = { worker: Worker; task: Task | null; timer: NodeJS.Timeout | null }

async function submit(pool: Pool, wanted: Wanted): Promise<ParseResult> {
  wanted.signal?.throwIfAborted()
  if (pool.isClosed) throw new Error('The parse pool was closed.')
  const { promise, resolve, reject } = Promise.withResolvers<ParseResult>()
  const task: Task = { ...wanted, resolve, reject, assembly: assembleGraphs() }
  const onAbort = () => cancel(pool, task)
  wanted.signal?.addEventListener('abort', onAbort, { once: true })
  pool.waiting.push(task)
  assign(pool)
  try {
    return await promise
  } finally {
    wanted.signal?.removeEventListener('abort', onAbort)
  }
}

function cancel(pool: Pool, task: Task): void {
  const at = pool.waiting.indexOf(task)
  if (at >= 0) pool.waiting.splice(at, 1)
  const slot = [...pool.slots].find((one) => one.task === task)
  if (slot) void end(pool, slot, () => {})
  task.reject(task.signal?.reason)
  assign(pool)
}

function assign(pool: Pool): void {
  while (pool.waiting.length > 0 && !pool.isClosed) {
    const free = [...pool.slots].find((slot) => slot.task === null) ?? (pool.slots.size < pool.options.size ? hire(pool) : null)
    if (!free) return
    begin(pool, free, pool.waiting.shift()!)
  }
}

function hire(pool: Pool): Slot {
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    // Parsers need no secrets: the worker gets no environment.
    env: {},
    name: 'dependencies',
    resourceLimits: { maxOldGenerationSizeMb: pool.options.memory, maxYoungGenerationSizeMb: 16 },
  })
  const slot: Slot = { worker, task: null, timer: null }
  pool.slots.add(slot)
  worker.on('message', (reply: WorkerReply) => receive(pool, slot, reply))
  worker.on('error', (error) => void end(pool, slot, (task) => give(task, sentenceOf(error, pool.options))))
  worker.on('exit', () => void end(pool, slot, (task) => give(task, 'Could not be read: its reader stopped unexpectedly.')))
  return slot
}

function begin(pool: Pool, slot: Slot, task: Task): void {
  slot.task = task
  slot.worker.ref()
  if (slot.timer) clearTimeout(slot.timer)
  const seconds = pool.options.deadline / 1000
  slot.timer = setTimeout(
    () => void end(pool, slot, (late) => give(late, `Took longer than ${seconds} s to read and was given up.`)),
    pool.options.deadline,
  )
  send(slot, { kind: 'job', projectDir: task.projectDir, job: task.job })
}

function receive(pool: Pool, slot: Slot, reply: WorkerReply): void {
  const { task } = slot
  if (!task) return
  if (reply.kind === 'end') {
    rest(pool, slot)
    void complete(task, reply.notes)
    return assign(pool)
  }
  task.assembly.add(reply)
  // Other work comes first: the next chunk is asked for in a turn of its own.
  setImmediate(() => send(slot, { kind: 'next' }))
}

async function complete(task: Task, notes: ParseResult['notes']): Promise<void> {
  const steps = task.assembly.finish()
  for (;;) {
    const step = steps.next()
    if (step.done) return task.resolve({ graphs: step.value, notes })
    await new Promise((turn) => setImmediate(turn))
  }
}

function rest(pool: Pool, slot: Slot): void {
  slot.task = null
  if (slot.timer) clearTimeout(slot.timer)
  slot.timer = setTimeout(() => void end(pool, slot, () => {}), pool.options.idleAfter)
  slot.timer.unref()
  slot.worker.unref()
}

/** Ends a worker for good; `settle` answers the task it was busy with. */
async function end(pool: Pool, slot: Slot, settle: (task: Task) => void): Promise<void> {
  if (!pool.slots.delete(slot)) return
  if (slot.timer) clearTimeout(slot.timer)
  const { task } = slot
  slot.task = null
  if (task) settle(task)
  assign(pool)
  await slot.worker.terminate()
}

function give(task: Task, sentence: string): void {
  task.resolve({ graphs: [], notes: [{ file: task.job.files[0] ?? task.job.format, sentence }] })
}

function sentenceOf(error: Error, { memory }: Required<ParsePoolOptions>): string {
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return isMemory
    ? `Needs more than ${memory} MB of memory to read; it was given up.`
    : `Could not be read (${error.message.slice(0, 200)}).`
}

function send(slot: Slot, request: WorkerRequest): void {
  slot.worker.postMessage(request)
}
