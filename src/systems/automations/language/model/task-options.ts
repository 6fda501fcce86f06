import type { JsonObject } from '../../expressions/json.ts'
import type { ExportConfiguration, InputConfiguration, OutputConfiguration, Timeout } from './data.ts'

/** What every task may carry. */
export interface TaskOptions {
  if?: string
  input?: InputConfiguration
  output?: OutputConfiguration
  export?: ExportConfiguration
  timeout?: Timeout | string
  then?: string
  metadata?: JsonObject
}
