import { createRequire } from 'node:module'
import type * as Sdk from '@dbos-inc/dbos-sdk'
import type * as SdkExecutor from '@dbos-inc/dbos-sdk/internal/dbos-executor'
import type * as SdkErrors from '@dbos-inc/dbos-sdk/internal/error'
import type * as SdkUtils from '@dbos-inc/dbos-sdk/internal/utils'
import type { Pool } from '../database.ts'
import type { Log } from '../log.ts'
import { jsonSerializer } from './json-serializer.ts'

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
}

/** What is used of the library's queue runner; it does not promise these to anybody. */
interface QueueRunner {
  readonly isRunning: boolean
  readonly states?: ReadonlyMap<string, { readonly queue: object }>
  readonly refreshDbQueues?: (executor: SdkExecutor.DBOSExecutor, now: number) => Promise<void>
  readonly pollQueue?: (executor: SdkExecutor.DBOSExecutor, queue: object) => Promise<boolean>
}

/**
 * Loads the library at the start of the engine, not of the program. After an outage of the database it may not wait
 * a minute, as it would by itself.
 */
export function loadDbos(): Dbos {
  const require = createRequire(import.meta.url)
  const { DBOS } = require('@dbos-inc/dbos-sdk') as typeof Sdk
  const { DBOSExecutor } = require('@dbos-inc/dbos-sdk/internal/dbos-executor') as typeof SdkExecutor
  const errors = require('@dbos-inc/dbos-sdk/internal/error') as typeof SdkErrors
  const { dbRetryConfig } = require('@dbos-inc/dbos-sdk/internal/utils') as typeof SdkUtils
  Object.assign(dbRetryConfig, { initialBackoffSec: 0.2, maxBackoffSec: 2 })
  const { wfQueueRunner } = require('@dbos-inc/dbos-sdk/internal/wfqueue') as { wfQueueRunner: QueueRunner }
  return {
    DBOS,
    queueRunner: wfQueueRunner,
    executor: DBOSExecutor,
    Cancelled: errors.DBOSWorkflowCancelledError,
    LostOwnership: errors.DBOSWorkflowConflictError,
  }
}

export interface Launch {
  readonly node: string
  readonly connectionString: string
  readonly pool: Pool
  readonly queues: readonly string[]
  readonly log: Log
}

/** Launches the library in this process; every workflow has to be registered before. */
export async function launchDbos({ DBOS }: Dbos, launch: Launch): Promise<void> {
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
  })
  await DBOS.launch()
}

/** The library's words are one level quieter than ours: what matters to people stands on the run itself. */
function asDbosLogger(log: Log) {
  const write = (level: 'trace' | 'debug' | 'info' | 'warn') => (entry: unknown) => {
    if (entry instanceof Error) log[level]({ err: entry }, entry.message)
    else log[level](String(entry))
  }
  return { debug: write('trace'), info: write('debug'), warn: write('info'), error: write('warn') }
}
