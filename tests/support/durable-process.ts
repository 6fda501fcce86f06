import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Host } from '#kernel/kernel.ts'
import { startNode, testHost } from './durable-node.ts'
import { world } from './durable-workflows.ts'

interface Settings {
  readonly url: string
  readonly host: Host
  readonly ticks: string | null
}

/** A node of the engine in a process of its own, which a test may kill. */
export interface NodeProcess {
  readonly id: string
  readonly pid: number
  signal(signal: NodeJS.Signals): void
  /** Resolves with the exit code, or the signal's name. */
  readonly gone: Promise<string>
}

interface Test {
  after(work: () => Promise<void> | void): void
}

/** Starts this very file as a program; resolves once the node takes work. It is killed when the test ends. */
export async function spawnNode(
  t: Test,
  url: string,
  { host = testHost, ticks = null }: { host?: Host; ticks?: string | null } = {},
): Promise<NodeProcess> {
  const settings: Settings = { url, host, ticks }
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => void child.kill('SIGKILL'))
  const gone = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? String(code))))
  const id = await firstLine(child, gone)
  return { id, pid: child.pid!, signal: (signal) => void child.kill(signal), gone }
}

async function firstLine(child: ChildProcess, gone: Promise<string>): Promise<string> {
  const lines = createInterface({ input: child.stdout! })
  const line = new Promise<string>((resolve) => lines.once('line', resolve))
  const ended = gone.then((how) => Promise.reject(new Error(`The node ended before it was ready: ${how}.`)))
  return Promise.race([line, ended])
}

async function main(settings: Settings): Promise<void> {
  const node = await startNode({
    url: settings.url,
    systems: [world(settings.ticks)],
    host: settings.host,
    onFenced: () => process.exit(99),
  })
  process.once('SIGTERM', () => void node.stop(300).then(() => process.exit(0)))
  // The test's end closes the pipe: no node outlives it.
  process.stdin.once('end', () => process.exit(1)).resume()
  console.log(node.id)
}

if (process.argv[1] === import.meta.filename) await main(JSON.parse(process.argv[2]!) as Settings)
