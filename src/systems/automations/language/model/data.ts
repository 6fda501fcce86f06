import type { Json, JsonObject } from '../../expressions/json.ts'
import type { ExternalResource } from './authentication.ts'
import type { Duration } from './duration.ts'

export interface Timeout {
  after: Duration
}

export interface InputConfiguration {
  schema?: DataSchema
  from?: string | JsonObject
}

export interface OutputConfiguration {
  schema?: DataSchema
  as?: string | JsonObject
}

export type ExportConfiguration = OutputConfiguration

export type DataSchema = { format?: string } & ({ document: Json } | { resource: ExternalResource })
