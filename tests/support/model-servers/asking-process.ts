import { spawn } from 'node:child_process'
import { program } from '#kernel/actor.ts'
import { startKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import type { CompletionRequest } from '#systems/models/public.ts'
import { complete } from '#systems/models/public.ts'
import { models } from '#systems/models/system.ts'

interface Settings {
  readonly url: string
  readonly home: string
  readonly request: CompletionRequest
}

interface Test {
  after(work: () => Promise<void> | void): void
}

/** A program of its own that asks a model, for a test to kill in the middle. The vault's key is that of `home`. */
export function askInProcess(t: Test, settings: Settings): { kill(): Promise<void> } {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(settings)], { stdio: ['pipe', 'inherit', 'inherit'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = (): Promise<void> => {
    child.kill('SIGKILL')
    return gone
  }
  t.after(kill)
  return { kill }
}

async function main({ url, home, request }: Settings): Promise<void> {
  // The test's end closes the pipe: no program outlives it.
  process.stdin.once('end', () => process.exit(1)).resume()
  const config = readConfig({ OPTIMUS_HOME: home })
  const systems = [...kernelSystems, models]
  const kernel = await startKernel({
    config,
    log: createLog('silent'),
    connectionString: url,
    systems,
    onFenced: () => process.exit(99),
  })
  await complete(kernel.context(program), request)
  await kernel.stop(100)
}

if (process.argv[1] === import.meta.filename) await main(JSON.parse(process.argv[2]!) as Settings)
