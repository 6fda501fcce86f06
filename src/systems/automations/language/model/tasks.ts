import type { Json, JsonObject } from '../../expressions/json.ts'
import type { CallTask } from './call-tasks.ts'
import type { ExportConfiguration, OutputConfiguration } from './data.ts'
import type { Duration } from './duration.ts'
import type { EventConsumption, EventProperties } from './events.ts'
import type { RunTask } from './run-tasks.ts'
import type { TaskOptions } from './task-options.ts'

/** Tasks by name, in order; each item has exactly one name. */
export type TaskList = Record<string, Task>[]

export type Task =
  | CallTask
  | DoTask
  | EmitTask
  | ForTask
  | ForkTask
  | ListenTask
  | RaiseTask
  | RunTask
  | SetTask
  | SwitchTask
  | TryTask
  | WaitTask

export interface DoTask extends TaskOptions {
  do: TaskList
}

export interface EmitTask extends TaskOptions {
  emit: { event: { with: EventProperties & { type: string } } }
}

export interface ForTask extends TaskOptions {
  for: { each?: string; in: string | Json[]; at?: string }
  while?: string
  do: TaskList
}

export interface ForkTask extends TaskOptions {
  fork: { branches: TaskList; compete?: boolean }
}

export interface ListenTask extends TaskOptions {
  listen: { to: EventConsumption; read?: 'data' | 'envelope' | 'raw' }
  foreach?: ItemLoop
}

export interface ItemLoop {
  item?: string
  at?: string
  do?: TaskList
  output?: OutputConfiguration
  export?: ExportConfiguration
}

export interface RaiseTask extends TaskOptions {
  raise: { error: WorkflowError | string }
}

export interface SetTask extends TaskOptions {
  set: JsonObject | string
}

export interface SwitchTask extends TaskOptions {
  switch: Record<string, { when?: string; then: string }>[]
}

export interface TryTask extends TaskOptions {
  try: TaskList
  catch: Catch
}

export interface Catch {
  errors?: { with?: Partial<WorkflowError> }
  as?: string
  when?: string
  exceptWhen?: string
  retry?: RetryPolicy | string
  do?: TaskList
  then?: string
}

export interface WaitTask extends TaskOptions {
  wait: Duration
}

export interface WorkflowError {
  type: string
  status: number
  instance?: string
  title?: string
  detail?: string
}

export interface RetryPolicy {
  when?: string
  exceptWhen?: string
  delay?: Duration
  backoff?: { constant: JsonObject } | { exponential: JsonObject } | { linear: JsonObject }
  limit?: { attempt?: { count?: number; duration?: Duration }; duration?: Duration }
  jitter?: { from: Duration; to: Duration }
}
