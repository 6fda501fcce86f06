import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { chown, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processScope } from '#kernel/process-identity.ts'
import type { Json } from '../expressions/json.ts'
import { failure } from '../interpreter/failure.ts'
import type { EffectResult } from '../interpreter/world.ts'
import { requireGone, startTicksOf } from '../runtime/leftover-processes.ts'
import { CollectedOutput } from './collected-output.ts'
import { isolationOf } from './isolation.ts'
import type { EffectTools } from './effect-tools.ts'
import { behindGate, firstProcess, gateOf } from './process-gate.ts'
import { followProcessorTime } from './processor-time.ts'
import { processResult } from './process-result.ts'
import { boundedBody } from './bounded-body.ts'
import { requestAddress } from './request-address.ts'
import { processEnvironment, withStepFolder, type StepFolder } from './step-folder.ts'

interface Process {
  readonly command?: string
  readonly language?: string
  readonly code?: string
  readonly source?: { readonly endpoint: string | { readonly uri: string } }
  readonly arguments?: Json[]
  readonly stdin?: Json
  readonly environment?: unknown
  readonly return: string
}

/** Time between the wish that a process ends and its being ended. */
const graceMilliseconds = 2000

/** Runs a command or code as a process of its own: limited, without our environment, and gone when this is over. */
export function runProcess(tools: EffectTools): Promise<EffectResult> {
  return withStepFolder(async (folder) => {
    const process = (await tools.withSecrets()) as unknown as Process
    const command = await commandOf(tools, process, folder)
    const output = new CollectedOutput((stream, text) => tools.parts.log.write(tools.place.key, stream, text))
    const { code, cpuMilliseconds } = await execute(tools, { command, process, folder, output })
    const result = processResult(process.return, { code, stdout: output.stdout, stderr: output.stderr })
    return { output: result, ...(cpuMilliseconds === null ? {} : { cpuMilliseconds }) }
  })
}

async function commandOf(tools: EffectTools, process: Process, folder: StepFolder): Promise<string[]> {
  const args = (process.arguments ?? []).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  if (tools.kind === 'shell') return ['/bin/sh', '-c', process.command ?? '', 'sh', ...args]
  const isPython = process.language === 'python'
  const file = join(folder.path, isPython ? 'script.py' : 'script.mjs')
  await writeFile(file, process.code ?? (await readSourceOf(tools, process)))
  if (folder.uid !== null) await chown(file, folder.uid, folder.uid)
  return isPython ? ['python3', file, ...args] : ['/proc/self/fd/3', '--disable-warning=ExperimentalWarning', file, ...args]
}

async function readSourceOf(tools: EffectTools, { source }: Process): Promise<string> {
  const endpoint = source?.endpoint
  const url = requestAddress(typeof endpoint === 'object' ? endpoint.uri : String(endpoint), tools.data, undefined)
  const response = await fetch(url, { signal: tools.signal }).catch((error: Error) => {
    throw failure('communication', `The script at ${url.href} could not be read: ${error.message}`, { status: 503 })
  })
  if (!response.ok) throw failure('communication', `The script at ${url.href} answered ${response.status}.`, { status: response.status })
  return (await boundedBody(response)).toString('utf8')
}

interface Execution {
  readonly command: readonly string[]
  readonly process: Process
  readonly folder: StepFolder
  readonly output: CollectedOutput
}

interface Ended {
  readonly code: number
  readonly cpuMilliseconds: number | null
}

async function execute(tools: EffectTools, { command, process: wanted, folder, output }: Execution): Promise<Ended> {
  const [program, ...args] = (await isolationOf()).wrap(behindGate(command), folder)
  if (tools.signal.aborted) throw failure('timeout', 'It was ended before it began.')
  // Scripts run on this very Node, handed over open: the step's user may not be able to reach where it lies.
  const node = openSync(process.execPath, 'r')
  const child = spawn(program!, args, {
    cwd: folder.path,
    env: processEnvironment(folder, wanted.environment),
    stdio: ['pipe', 'pipe', 'pipe', node, 'pipe'],
    detached: true,
  })
  closeSync(node)
  const ended = endOf(child)
  const ticks = child.pid === undefined ? null : startTicksOf(child.pid)
  const end = endOnAbort(child, tools.signal)
  const processorTime = followProcessorTime(child.pid)
  const gate = gateOf(child)
  try {
    output.follow(child)
    child.stdin?.on('error', () => {})
    child.stdin?.end(stdinOf(wanted.stdin))
    if (await gate.reached) {
      await remember(tools, firstProcess(child.pid!))
      if (tools.signal.aborted) gate.close()
      else gate.open()
    }
    const code = await ended
    return { code, cpuMilliseconds: processorTime() }
  } finally {
    end()
    processorTime()
    if (child.pid !== undefined && ticks !== null) await requireGone(child.pid, ticks)
    await forget(tools)
  }
}

function stdinOf(value: Json | undefined): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
}

/** Its exit code once its output is read; a signal counts as shells count it. */
function endOf(child: ChildProcess): Promise<number> {
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject(failure('runtime', `The process could not be started: ${error.message}`)))
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)))
  })
  ended.catch(() => {})
  return ended
}

function endOnAbort(child: ChildProcess, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined
  const send = (name: 'SIGTERM' | 'SIGKILL'): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // It has ended by itself.
    }
  }
  const end = (): void => {
    send('SIGTERM')
    timer = setTimeout(() => send('SIGKILL'), graceMilliseconds)
  }
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  return () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
}

/** Whoever takes the run over after a crash sees to it that this process is gone. */
async function remember({ parts, place }: EffectTools, pid: number): Promise<void> {
  const { step, run } = parts
  await step.ctx.query(
    `INSERT INTO automations.process (run, task, host, pid, start_ticks, scope, kind) VALUES ($1, $2, $3, $4, $5, $6, 'process')
     ON CONFLICT (run, task) DO UPDATE SET host = excluded.host, pid = excluded.pid, start_ticks = excluded.start_ticks, scope = excluded.scope,
       started_at = now()`,
    [run.id, place.key, step.ctx.host.id, pid, startTicksOf(pid) ?? '', processScope],
    'automations.process.remember',
  )
}

async function forget({ parts, place }: EffectTools): Promise<void> {
  await parts.step.ctx.query(
    'DELETE FROM automations.process WHERE run = $1 AND task = $2',
    [parts.run.id, place.key],
    'automations.process.forget',
  )
}
