import { createRequire } from 'node:module'
import type * as Sdk from '@dbos-inc/dbos-sdk'
import type * as SdkReceiver from '@dbos-inc/dbos-sdk/eventreceiver'
import type * as SdkContext from '@dbos-inc/dbos-sdk/internal/context'
import type * as SdkExecutor from '@dbos-inc/dbos-sdk/internal/dbos-executor'
import type * as SdkErrors from '@dbos-inc/dbos-sdk/internal/error'
import type * as SdkUtils from '@dbos-inc/dbos-sdk/internal/utils'
import type * as SdkManagement from '@dbos-inc/dbos-sdk/internal/workflow_management'
import type { Pool } from '../database.ts'
import type { Log } from '../log.ts'
import { jsonSerializer } from './json-serializer.ts'
import { quickenDatabase } from './quick-database.ts'

/**
 * Version of what running workflows rely on: the port and the wrapper around it. A node takes up only runs of its
 * own version, so it is raised only by a change that recorded histories do not survive.
 */
export const workflowVersion = '1'

/** The parts of the DBOS library that are used. */
export interface Dbos {
  readonly DBOS: typeof Sdk.DBOS
  readonly executor: typeof SdkExecutor.DBOSExecutor
  readonly Cancelled: typeof SdkErrors.DBOSWorkflowCancelledError
  readonly LostOwnership: typeof SdkErrors.DBOSWorkflowConflictError
  readonly queueRunner: QueueRunner
  /** What it offers to those who receive events: rows for its queues, and settings of its own queues. */
  readonly receiver: typeof SdkReceiver
  /** The token by which the execution that asks owns the workflow. */
  readonly ownerOf: typeof SdkContext.currentOwnerXid
}

/** What is used of the library's queue runner; it does not promise these to anybody. */
interface QueueRunner {
  readonly isRunning: boolean
  readonly states?: ReadonlyMap<string, { readonly queue: object }>
  readonly refreshDbQueues?: (executor: SdkExecutor.DBOSExecutor, now: number) => Promise<void>
  readonly pollQueue?: (executor: SdkExecutor.DBOSExecutor, queue: object) => Promise<boolean>
}

/** Loads the library at the start of the engine, not of the program. */
export function loadDbos(): Dbos {
  const require = createRequire(import.meta.url)
  const { DBOS } = require('@dbos-inc/dbos-sdk') as typeof Sdk
  const inner = <T>(name: string): T => require(`@dbos-inc/dbos-sdk/internal/${name}`) as T
  const errors = inner<typeof SdkErrors>('error')
  const { wfQueueRunner } = inner<{ wfQueueRunner: QueueRunner }>('wfqueue')
  const receiver = require('@dbos-inc/dbos-sdk/eventreceiver') as typeof SdkReceiver
  // After an outage of the database the library may not wait a minute, as it would by itself.
  Object.assign(inner<typeof SdkUtils>('utils').dbRetryConfig, { initialBackoffSec: 0.2, maxBackoffSec: 2 })
  askSeldom(inner, wfQueueRunner, receiver)
  return {
    DBOS,
    queueRunner: wfQueueRunner,
    executor: inner<typeof SdkExecutor>('dbos-executor').DBOSExecutor,
    Cancelled: errors.DBOSWorkflowCancelledError,
    LostOwnership: errors.DBOSWorkflowConflictError,
    receiver,
    ownerOf: inner<typeof SdkContext>('context').currentOwnerXid,
  }
}

const seldom = 60_000

/**
 * The library asks every second for what nobody here has: queues that change while a node runs, delayed runs, runs with
 * a time limit, runs in its own queue.
 */
function askSeldom(inner: <T>(name: string) => T, runner: QueueRunner, receiver: typeof SdkReceiver): void {
  Object.assign(runner.constructor, { reconcileIntervalMs: seldom, transitionIntervalMs: seldom })
  Object.assign(inner<typeof SdkManagement>('workflow_management').workflowTimeoutConfig, { pollingIntervalMs: seldom })
  receiver.registerInternalQueue(inner<typeof SdkUtils>('utils').INTERNAL_QUEUE_NAME, { minPollingIntervalMs: seldom })
}

export interface Launch {
  readonly node: string
  readonly connectionString: string
  readonly pool: Pool
  readonly queues: readonly string[]
  readonly log: Log
}

/** Launches the library in this process; every workflow has to be registered before. */
export async function launchDbos({ DBOS, executor, ownerOf }: Dbos, launch: Launch): Promise<void> {
  DBOS.setConfig({
    name: 'optimus',
    systemDatabaseUrl: launch.connectionString,
    systemDatabasePool: launch.pool,
    systemDatabaseSchemaName: 'dbos',
    applicationVersion: workflowVersion,
    executorID: launch.node,
    listenQueues: [...launch.queues],
    serializer: jsonSerializer,
    logger: asDbosLogger(launch.log),
    tracingEnabled: false,
    // Pushes streams and events of workflows, which nobody here writes, a hundred times a second.
    notificationCoalesceMs: seldom,
    schedulerPollingIntervalMs: seldom,
  })
  await DBOS.launch()
  quickenDatabase(executor.globalInstance!.systemDatabase, ownerOf)
}

/** The library's words are one level quieter than ours: what matters to people stands on the run itself. */
function asDbosLogger(log: Log) {
  const write = (level: 'trace' | 'debug' | 'info' | 'warn') => (entry: unknown) => {
    if (entry instanceof Error) log[level]({ err: entry }, entry.message)
    else log[level](String(entry))
  }
  return { debug: write('trace'), info: write('debug'), warn: write('info'), error: write('warn') }
}
