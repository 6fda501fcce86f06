import { spawn } from 'node:child_process'
import { program } from '#kernel/actor.ts'
import { startKernel, type RunningKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import type { CompletionRequest } from '#systems/models/public.ts'
import { complete } from '#systems/models/public.ts'
import { models } from '#systems/models/system.ts'

interface Settings {
  readonly url: string
  /** The vault's key lies there. */
  readonly home: string
  /** What it asks; without one it only does the work that waits. */
  readonly request: CompletionRequest | null
}

interface Test {
  after(work: () => Promise<void> | void): void
}

/** A node with models and nothing else in a process of its own, for a test to kill in the middle. */
export function startModelsProcess(t: Test, settings: Settings): { kill(): Promise<void> } {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(settings)], { stdio: ['pipe', 'inherit', 'inherit'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = (): Promise<void> => {
    child.kill('SIGKILL')
    return gone
  }
  t.after(kill)
  return { kill }
}

/** The same node, in this process. */
export function startModelsKernel({ url, home }: Pick<Settings, 'url' | 'home'>): Promise<RunningKernel> {
  const config = readConfig({ OPTIMUS_HOME: home })
  const systems = [...kernelSystems, models]
  return startKernel({ config, log: createLog('silent'), connectionString: url, systems, onFenced: () => process.exit(99) })
}

async function main(settings: Settings): Promise<void> {
  // The test's end closes the pipe: no program outlives it.
  process.stdin.once('end', () => process.exit(1)).resume()
  const kernel = await startModelsKernel(settings)
  if (settings.request) await complete(kernel.context(program), settings.request)
}

if (process.argv[1] === import.meta.filename) await main(JSON.parse(process.argv[2]!) as Settings)
