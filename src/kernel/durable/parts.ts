import type { Machinery } from '../executor/context.ts'
import type { Log } from '../log.ts'
import type { WorkflowDefinition } from '../workflow.ts'
import type { Dbos } from './dbos.ts'
import type { Executions } from './execution.ts'
import type { NodeSession } from './node-session.ts'
import type { QueueCalls } from './queue-calls.ts'
import type { RunEndings } from './run-endings.ts'

/** What the files of the engine work with; put together once, in start-engine.ts. */
export interface EngineParts {
  readonly machinery: Machinery
  readonly node: string
  readonly log: Log
  readonly dbos: Dbos
  readonly session: NodeSession
  /** What runs on this node right now. */
  readonly executions: Executions
  readonly endings: RunEndings
  readonly queueCalls: QueueCalls
  readonly workflows: ReadonlyMap<string, RegisteredWorkflow>
}

export interface RegisteredWorkflow {
  readonly definition: WorkflowDefinition
  /** The function that the library knows under the workflow's name. */
  readonly execute: (run: string) => Promise<unknown>
}
