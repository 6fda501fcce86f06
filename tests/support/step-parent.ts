import { spawn } from 'node:child_process'
import { isolationOf } from '#systems/automations/effects/isolation.ts'
import { withStepFolder } from '#systems/automations/effects/step-folder.ts'
import { startTicksOf } from '#systems/automations/runtime/leftover-processes.ts'

/** Starts a process as a step does, says which one once it is up, and waits to be killed. */
await withStepFolder(async (folder) => {
  const [program, ...args] = (await isolationOf()).wrap(['/bin/sh', '-c', 'echo up; sleep 300; :'], folder)
  const child = spawn(program!, args, { cwd: folder.path, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const startTicks = startTicksOf(child.pid!)
  child.stdout.once('data', () => process.stdout.write(JSON.stringify({ pid: child.pid, startTicks })))
  await new Promise((resolve) => child.once('exit', resolve))
})
