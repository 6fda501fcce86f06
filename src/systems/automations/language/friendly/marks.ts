import type { Json } from '../../expressions/json.ts'
import type { Path } from '../problem.ts'
import { everyStep } from './steps.ts'
import type { Automation, Step } from './model.ts'

/** What the parts of one compilation share. */
export class Compilation {
  readonly stepIds: ReadonlySet<string>
  readonly namespace: string
  /** Where parts of the document come from in the text, by the object in the document. */
  readonly marks = new Map<object, Path>()
  /** Positions in the text of steps that the arrangement puts elsewhere. */
  readonly order = new Map<Step, number>()
  private readonly origins: ReadonlyMap<object, Path>

  constructor(automation: Automation, origins: ReadonlyMap<object, Path>) {
    this.stepIds = new Set(everyStep([...automation.steps, ...(automation.onFailure ?? [])]).map(({ id }) => id))
    this.namespace = automation.namespace ?? DEFAULT_NAMESPACE
    this.origins = origins
  }

  /** Remembers that `made` stands for `written`, or for a part of it. */
  mark<T extends object>(made: T, written: object | undefined, ...part: (string | number)[]): T {
    const origin = written === undefined ? undefined : this.origins.get(written)
    if (origin !== undefined) this.marks.set(made, [...origin, ...part])
    return made
  }
}

export const DEFAULT_NAMESPACE = 'automations'

/** The path of each marked object in the finished document. */
export function markedPaths(document: object, marks: ReadonlyMap<object, Path>): { at: Path; origin: Path }[] {
  const found: { at: Path; origin: Path }[] = []
  const visit = (value: Json | object, path: Path): void => {
    if (typeof value !== 'object' || value === null) return
    const origin = marks.get(value)
    if (origin !== undefined) found.push({ at: path, origin })
    if (Array.isArray(value)) value.forEach((item: Json, index) => visit(item, [...path, index]))
    else for (const [key, member] of Object.entries(value)) visit(member as Json, [...path, key])
  }
  visit(document, [])
  return found
}
