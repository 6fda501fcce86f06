import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { council } from '#systems/council/system.ts'
import { models } from '#systems/models/system.ts'

/** The key of every vault in these tests, so that a test can seal what a node opens. */
export const vaultKey = Buffer.alloc(32, 9)

export interface CouncilNode {
  kill(): Promise<void>
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
  await readyLine(child, gone)
  return { kill }
}

function readyLine(child: ChildProcess, gone: Promise<void>): Promise<void> {
  const ready = new Promise<void>((resolve) => createInterface({ input: child.stdout! }).once('line', () => resolve()))
  return Promise.race([ready, gone.then(() => Promise.reject(new Error('The node ended before it was ready.')))])
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const systems = [...kernelSystems, models, council]
  const connectionString = process.env['DATABASE_URL']!
  await startKernel({ config, log: createLog(config.logLevel), connectionString, systems, onFenced: () => process.exit(99) })
  // The test's end closes the pipe: no node outlives it.
  process.stdin.once('end', () => process.exit(1)).resume()
  console.log('ready')
}

if (process.argv[1] === import.meta.filename) await main()
