import type { JsonObject } from '../../expressions/json.ts'
import type { AuthenticationPolicy, Endpoint } from './authentication.ts'
import type { InputConfiguration, OutputConfiguration, Timeout } from './data.ts'
import type { Duration } from './duration.ts'
import type { EventConsumption } from './events.ts'
import type { RetryPolicy, Task, TaskList, WorkflowError } from './tasks.ts'

/** A document of the Open Workflow DSL 1.0.3, as its published schema describes it. */
export interface WorkflowDocument {
  document: DocumentHeader
  input?: InputConfiguration
  use?: Reusables
  do: TaskList
  timeout?: Timeout | string
  output?: OutputConfiguration
  schedule?: Schedule
  evaluate?: { language?: string; mode?: 'strict' | 'loose' }
}

export interface DocumentHeader {
  dsl: string
  namespace: string
  name: string
  version: string
  title?: string
  summary?: string
  tags?: JsonObject
  metadata?: JsonObject
}

export interface Reusables {
  authentications?: Record<string, AuthenticationPolicy>
  errors?: Record<string, WorkflowError>
  extensions?: Record<string, Extension>[]
  functions?: Record<string, Task>
  retries?: Record<string, RetryPolicy>
  secrets?: string[]
  timeouts?: Record<string, Timeout>
  catalogs?: Record<string, { endpoint: Endpoint }>
}

export interface Extension {
  extend: 'call' | 'composite' | 'emit' | 'for' | 'listen' | 'raise' | 'run' | 'set' | 'switch' | 'try' | 'wait' | 'all'
  when?: string
  before?: TaskList
  after?: TaskList
}

export interface Schedule {
  every?: Duration
  cron?: string
  after?: Duration
  on?: EventConsumption
  read?: 'data' | 'envelope' | 'raw'
}
