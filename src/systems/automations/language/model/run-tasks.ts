import type { JsonObject } from '../../expressions/json.ts'
import type { ExternalResource } from './authentication.ts'
import type { Duration } from './duration.ts'
import type { TaskOptions } from './task-options.ts'

export interface RunTask extends TaskOptions {
  run: { await?: boolean; return?: 'stdout' | 'stderr' | 'code' | 'all' | 'none' } & (
    | { container: ContainerProcess }
    | { script: ScriptProcess }
    | { shell: ShellProcess }
    | { workflow: SubWorkflow }
  )
}

export interface ContainerProcess {
  image: string
  name?: string
  command?: string
  ports?: JsonObject
  volumes?: JsonObject
  environment?: JsonObject
  stdin?: string
  arguments?: string[]
  lifetime?: { cleanup: 'always' | 'never' } | { cleanup: 'eventually'; after: Duration }
  pullPolicy?: 'ifNotPresent' | 'always' | 'never'
}

export type ScriptProcess = {
  language: string
  stdin?: string
  arguments?: string[]
  environment?: JsonObject
} & ({ code: string } | { source: ExternalResource })

export interface ShellProcess {
  command: string
  stdin?: string
  arguments?: string[]
  environment?: JsonObject
}

export interface SubWorkflow {
  namespace: string
  name: string
  version: string
  input?: JsonObject
}
