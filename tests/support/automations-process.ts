import { spawn, type ChildProcess } from 'node:child_process'
import { startKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { automations } from '#systems/automations/system.ts'
import { identity } from '#systems/identity/system.ts'
import { clockAt } from './set-clock.ts'

interface Settings {
  readonly url: string
  readonly home: string
  /** The present without it. */
  readonly now?: string
}

/** A node in a process of its own, and at a time of its own where one is given; for tests that kill it. */
export function spawnAutomationsNode(settings: Settings): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', import.meta.filename, JSON.stringify(settings)], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
}

async function main({ url, home, now }: Settings): Promise<void> {
  // The test's end closes the pipe: no node outlives it.
  process.stdin.once('end', () => process.exit(1)).resume()
  await startKernel({
    config: readConfig({ OPTIMUS_HOME: home, OPTIMUS_PROJECTS: home }),
    log: createLog('silent'),
    connectionString: url,
    systems: [...kernelSystems, identity, automations],
    ...(now === undefined ? {} : { clock: clockAt(now) }),
    onFenced: () => process.exit(99),
  })
}

if (process.argv[1] === import.meta.filename) await main(JSON.parse(process.argv[2]!) as Settings)
