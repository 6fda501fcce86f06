import type { Path } from '../problem.ts'
import type { Source } from '../source.ts'

export interface AutomationContext {
  readonly source: Source
  /** Where steps and their parts are in the text. */
  readonly origins: ReadonlyMap<object, Path>
}
