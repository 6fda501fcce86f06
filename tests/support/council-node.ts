import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { program } from '#kernel/actor.ts'
import { startKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { Problem } from '#kernel/errors.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { council } from '#systems/council/system.ts'
import { models } from '#systems/models/system.ts'

/** The key of every vault in these tests, so that a test can seal what a node opens. */
export const vaultKey = Buffer.alloc(32, 9)

export interface CouncilNode {
  /** Calls an operation there; answers its output, the code of its problem, or null when the node died over it. */
  call(operation: string, input: unknown): Promise<Told | null>
  kill(): Promise<void>
}

export interface Told {
  readonly output?: unknown
  readonly problem?: string
}

interface Test {
  after(work: () => Promise<void> | void): void
}

/** A whole program with models and council in a process of its own, which a test may kill. It takes work at once. */
export async function spawnCouncilNode(t: Test, url: string): Promise<CouncilNode> {
  const home = mkdtempSync(join(tmpdir(), 'optimus-council-node-'))
  const child = spawn(process.execPath, [import.meta.filename], {
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      OPTIMUS_HOME: home,
      OPTIMUS_VAULT_KEY: vaultKey.toString('base64'),
      OPTIMUS_LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
      DATABASE_URL: url,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
    rmSync(home, { recursive: true, force: true })
  }
  t.after(kill)
  const { ready, call } = listen(child, gone)
  await ready
  return { kill, call }
}

/** The first line says that it is ready; each further one answers a call, in any order. */
function listen(child: ChildProcess, gone: Promise<void>): { ready: Promise<void>; call: CouncilNode['call'] } {
  const waiting = new Map<number, (told: Told) => void>()
  let calls = 0
  // A call that is written while the node dies finds no reader.
  child.stdin!.on('error', () => {})
  const lines = createInterface({ input: child.stdout! })
  const ready = new Promise<void>((resolve) =>
    lines.once('line', () => {
      lines.on('line', (line) => {
        const { id, ...told } = JSON.parse(line) as Told & { id: number }
        waiting.get(id)?.(told)
      })
      resolve()
    }),
  )
  return {
    ready: Promise.race([ready, gone.then(() => Promise.reject(new Error('The node ended before it was ready.')))]),
    call(operation, input) {
      const id = (calls += 1)
      const told = new Promise<Told>((resolve) => waiting.set(id, resolve))
      child.stdin!.write(`${JSON.stringify({ id, operation, input })}\n`)
      return Promise.race([told, gone.then(() => null)])
    },
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const systems = [...kernelSystems, models, council]
  const connectionString = process.env['DATABASE_URL']!
  const kernel = await startKernel({ config, log: createLog(config.logLevel), connectionString, systems, onFenced: () => process.exit(99) })
  // The test's end closes the pipe: no node outlives it.
  createInterface({ input: process.stdin })
    .on('line', (line) => void answer(kernel, line))
    .once('close', () => process.exit(1))
  console.log('ready')
}

async function answer(kernel: Kernel, line: string): Promise<void> {
  const { id, operation, input } = JSON.parse(line) as { id: number; operation: string; input: unknown }
  const told = await kernel
    .execute({
      operation,
      input,
      actor: program,
      surface: 'http',
      confirmed: true,
      approval: null,
      idempotencyKey: null,
      ifMatch: null,
      address: '127.0.0.1',
    })
    .then(
      ({ output }): Told => ({ output }),
      (error: unknown): Told => ({ problem: error instanceof Problem ? error.code : String(error) }),
    )
  console.log(JSON.stringify({ id, ...told }))
}

if (process.argv[1] === import.meta.filename) await main()
