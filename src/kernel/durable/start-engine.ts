import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { openSession } from '../database.ts'
import type { Machinery } from '../executor/context.ts'
import type { Engine } from '../kernel.ts'
import type { Log } from '../log.ts'
import { migrate } from '../migrations.ts'
import type { Registry } from '../registry.ts'
import { cancelRun, carryOutCancel, settleCancelled } from './cancel-run.ts'
import { noteFailure } from './connection-loss.ts'
import { launchDbos, loadDbos } from './dbos.ts'
import { openEnginePool } from './engine-pool.ts'
import { Executions } from './execution.ts'
import { Heartbeat, registerNode } from './heartbeat.ts'
import { NodeSession } from './node-session.ts'
import type { EngineParts, RegisteredWorkflow } from './parts.ts'
import { QueueCalls } from './queue-calls.ts'
import { openQueues, queuesOfHost } from './queues.ts'
import { carryOutResume, resumeRun } from './resume-run.ts'
import { deleteExpired, forgetRuns } from './retention.ts'
import { runDefinition } from './run-definition.ts'
import { RunEndings } from './run-endings.ts'
import { ScheduleTicker, schedulesOf, type NamedSchedule } from './schedule-ticker.ts'
import { sendToRun } from './send-to-run.ts'
import { startRuns } from './start-runs.ts'
import { stopEngine } from './stop-engine.ts'
import { sweep } from './sweep.ts'
import { releaseStranded, sessionName, takeOver } from './takeover.ts'

export interface EngineOptions {
  readonly machinery: Machinery
  readonly registry: Registry
  /** This boot's id, never used twice. */
  readonly node: string
  readonly connectionString: string
  /** Another node took this one for dead and does its work: the process has to end at once. */
  readonly onFenced: () => void
}

export type RunningEngine = Engine

const sweepMilliseconds = 2000
const retentionSeconds = 600
/** One node launches at a time. */
const launchLock = 7_218_404

/** Starts the durable engine: from here on this node beats, takes work from its queues, and takes over from dead nodes. */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const { machinery, node, connectionString } = options
  const log = machinery.log.child({ part: 'durable' })
  const pool = openEnginePool(connectionString, node)
  const workflows = new Map<string, RegisteredWorkflow>()
  const dbos = loadDbos()
  const parts: EngineParts = {
    machinery,
    node,
    log,
    workflows,
    dbos,
    session: new NodeSession({
      connectionString,
      applicationName: sessionName(node),
      log,
      hear: (message) => hear(parts, message),
      returned: () => parts.queueCalls.callAll(),
    }),
    executions: new Executions(),
    endings: new RunEndings(),
    queueCalls: new QueueCalls(dbos),
  }
  registerWorkflows(parts, options.registry, workflows)
  await parts.session.open()
  await registerNode(parts)
  // Beats come before any work, or others would take the claims of this node for those of an unknown one.
  let launched = false
  const heartbeat = new Heartbeat(parts, {
    onBeat: async () => (launched ? afterBeat(parts) : undefined),
    onFenced: () => fence(parts, options.onFenced),
  })
  heartbeat.begin()
  await onlyOneNode(connectionString, async (session) => {
    await launchDbos(dbos, { node, connectionString, pool, queues: queuesOfHost(machinery.host.id), log })
    await followWorkflows(session, log)
  })
  launched = true
  await afterBeat(parts).catch(noteFailure(log, 'the work of nodes that are gone was not taken over yet'))
  await openQueues(parts.dbos, machinery.host.id)
  parts.queueCalls.begin()
  const ticker = new ScheduleTicker(parts, [...schedulesOf(options.registry.systems), retention(parts)])
  await ticker.begin()
  const sweepAll = () => releaseStranded(parts).then(() => sweep(parts))
  const sweeper = setInterval(() => void sweepAll().catch(noteFailure(log, 'a sweep broke off')), sweepMilliseconds)
  return engineOf(parts, async (drain) => {
    clearInterval(sweeper)
    await stopEngine(parts, { pool, heartbeat, ticker, drain })
  })
}

function registerWorkflows(parts: EngineParts, registry: Registry, workflows: Map<string, RegisteredWorkflow>): void {
  for (const definition of registry.workflows.values()) {
    const execute = parts.dbos.DBOS.registerWorkflow((run: string) => runDefinition(parts, definition, run), { name: definition.name })
    workflows.set(definition.name, { definition, execute })
  }
}

/**
 * The library's first launch on a database creates its tables and indexes, which two nodes must not do at once. Who
 * waits asks again and again: a waiting statement would itself be in the way of an index being built.
 */
async function onlyOneNode(connectionString: string, work: (session: Client) => Promise<void>): Promise<void> {
  const session = await openSession(connectionString)
  try {
    const mine = async () => (await session.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [launchLock])).rows[0]!.mine
    while (!(await mine())) await delay(50)
    await work(session)
  } finally {
    await session.end()
  }
}

/** Lets `kernel.run` follow the library's tables, and sets right what may have changed before it did. */
async function followWorkflows(session: Client, log: Log): Promise<void> {
  await migrate(session, [{ system: 'dbos', folder: join(import.meta.dirname, 'migrations') }], log)
  await session.query(
    `SELECT kernel.follow_workflow(w.workflow_uuid, w.status, w.executor_id) FROM kernel.run r JOIN dbos.workflow_status w ON w.workflow_uuid = r.id::text
     WHERE r.state IN ('waiting', 'running') AND w.status IN ('SUCCESS', 'ERROR')`,
  )
}

async function afterBeat(parts: EngineParts): Promise<void> {
  await takeOver(parts)
  await settleCancelled(parts)
}

function fence(parts: EngineParts, onFenced: () => void): void {
  parts.log.error({ node: parts.node }, 'another node took this one for dead; it ends now')
  parts.executions.endAll(new parts.dbos.LostOwnership(parts.node))
  onFenced()
}

/** Words of the run channel: `ended <run>`, `cancel <run>`, `resume <run>`, `queued <queue>`. */
function hear(parts: EngineParts, message: string): void {
  const [word, run = ''] = message.split(' ')
  if (word === 'queued') return parts.queueCalls.call(run)
  const note = noteFailure(parts.log, `"${message}" was not carried out yet`)
  if (word === 'ended') parts.endings.tell(run)
  else if (word === 'cancel') carryOutCancel(parts, run).catch(note)
  else if (word === 'resume') carryOutResume(parts, run).catch(note)
}

function retention(parts: EngineParts): NamedSchedule {
  return {
    id: 'kernel.retention',
    name: 'retention',
    every: { seconds: retentionSeconds },
    where: 'anywhere',
    run: () => deleteExpired(parts),
  }
}

/** Calls leave the workflow's own context first: an operation inside a step may start, cancel and send like any other. */
function engineOf(parts: EngineParts, stop: (drain: number) => Promise<void>): RunningEngine {
  const outside = AsyncLocalStorage.snapshot()
  return {
    start: (runs) => outside(() => startRuns(parts, runs)),
    cancel: (run) => outside(() => cancelRun(parts, run)),
    resume: (run) => outside(() => resumeRun(parts, run)),
    send: (run, topic, message, key) => outside(() => sendToRun(parts, run, { topic, message, key })),
    forget: (runs) => outside(() => forgetRuns(parts, runs)),
    stop,
  }
}
