import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { compileFunction } from 'node:vm'

// Runs real jq in a thread of its own, which the other side ends when it takes too much time.
// The build of jq is made for the browser: it reads and writes one byte at a time into a fresh array,
// and its memory lies outside of the limits of the thread. Both are put right here before it is loaded.

const MAX_MEMORY = 64 * 1_048_576
const MAX_USES = 200
const MIN_CAPACITY = 1_024

export interface ReferenceJob {
  readonly id: number
  readonly program: string
  readonly input: string
}

export type ReferenceAnswer =
  /** What the thread had used by then; only what comes after is the expression's. */
  | { id: number; outcome: 'started'; cpuMilliseconds: number }
  | { id: number; outcome: 'done'; output: string }
  | { id: number; outcome: 'failed'; message: string }

interface JqModule {
  raw(input: string, program: string, flags: string[]): Promise<string>
}

limitMemory()
const makeModule = loadJq()
let instance = freshJq()
let uses = 0
parentPort?.on('message', (job: ReferenceJob) => void answer(job))

function send(message: ReferenceAnswer): void {
  parentPort?.postMessage(message)
}

async function answer({ id, program, input }: ReferenceJob): Promise<void> {
  const jq = await instance
  const { user, system } = process.threadCpuUsage()
  send({ id, outcome: 'started', cpuMilliseconds: (user + system) / 1_000 })
  try {
    send({ id, outcome: 'done', output: await jq.raw(input, program, ['-c']) })
    uses += 1
  } catch (error) {
    send({ id, outcome: 'failed', message: error instanceof Error ? error.message : String(error) })
    uses = MAX_USES
  }
  // An instance that failed may be left in any state, and one that was used often has leaked memory.
  if (uses < MAX_USES) return
  instance = freshJq()
  uses = 0
}

/** The first evaluation of an instance compiles it, which is not the expression's fault. */
async function freshJq(): Promise<JqModule> {
  const fresh = await makeModule()
  await fresh.raw('null', '.', ['-c'])
  return fresh
}

function limitMemory(): void {
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength + pages * 65_536 > MAX_MEMORY) throw new RangeError('The memory limit is reached')
    return grow.call(this, pages)
  }
}

function loadJq(): () => Promise<JqModule> {
  const require = createRequire(import.meta.url)
  const file = require.resolve('jq-wasm').replace(/index\.js$/, 'build/jq.js')
  const source = [
    ['stdinBuffer = stdinBuffer.slice(1)', 'stdinBuffer = stdinBuffer.subarray(1)'],
    ['new Uint8Array(stdoutBuffer.length + 1)', 'append(stdoutBuffer, charCode)'],
    ['tmp.set(stdoutBuffer, 0);', ''],
  ].reduce(replaceOnce, readFileSync(file, 'utf8'))
  const module: { exports: unknown } = { exports: {} }
  const load = compileFunction(source, ['module', 'exports', 'require', '__filename', '__dirname', 'append'], { filename: file })
  load(module, module.exports, require, file, dirname(file), appendByte)
  return module.exports as () => Promise<JqModule>
}

function replaceOnce(source: string, [found, replacement]: string[]): string {
  const parts = source.split(found!)
  if (parts.length !== 2) throw new Error(`This build of jq is not the expected one: "${found}" is missing`)
  return parts.join(replacement)
}

/** A view one longer than `bytes`, on memory that doubles when it is full. */
function appendByte(bytes: Uint8Array<ArrayBuffer>, last: number): Uint8Array {
  const length = bytes.length + 1
  if (length <= bytes.buffer.byteLength && bytes.length > 0) return withLast(new Uint8Array(bytes.buffer, 0, length), last)
  const larger = new Uint8Array(new ArrayBuffer(Math.max(MIN_CAPACITY, length * 2)), 0, length)
  larger.set(bytes)
  return withLast(larger, last)
}

function withLast(bytes: Uint8Array, last: number): Uint8Array {
  bytes[bytes.length - 1] = last
  return bytes
}
