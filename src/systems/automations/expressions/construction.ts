import { bounded } from './arithmetic.ts'
import { setMember } from './access.ts'
import { ExpressionFailed } from './expression-error.ts'
import { formatText } from './formats.ts'
import type { Json, JsonObject } from './json.ts'
import { eachResult, type Emit, type Point } from './machine.ts'
import type { Syntax } from './syntax.ts'
import { describe, plainText } from './value-text.ts'
import { weightOf } from './weight.ts'

type Node<K extends Syntax['kind']> = Extract<Syntax, { kind: K }>

export function evaluateArray(node: Node<'array'>, point: Point, emit: Emit): void {
  const items: Json[] = []
  if (node.body !== null)
    eachResult(node.body, point, (value) => {
      point.machine.charge(1)
      items.push(value)
    })
  emit(point.machine.hold(items), null)
}

/** One object per combination of the results of keys and values; later entries vary slowest. */
export function evaluateObject(node: Node<'object'>, point: Point, emit: Emit): void {
  const fill = (index: number, done: JsonObject): void => {
    const entry = node.entries[index]
    if (entry === undefined) return emit(point.machine.hold(done), null)
    eachResult(entry.key, point, (key) => {
      if (typeof key !== 'string') throw new ExpressionFailed(`Cannot use ${describe(key)} as object key`)
      eachResult(entry.value, point, (value) => {
        point.machine.charge(index)
        fill(index + 1, setMember({ ...done }, key, value))
      })
    })
  }
  fill(0, {})
}

/** A string with interpolations, each result formatted by the `@format` in front of it. */
export function evaluateText(node: Node<'text'>, point: Point, emit: Emit): void {
  const show = (value: Json): string => (node.format === null ? plainText(value) : formatText(node.format, value))
  const fill = (index: number, after: string): void => {
    const part = node.parts[index]
    if (part === undefined) return emit(after, null)
    if (typeof part === 'string') return fill(index - 1, part + after)
    eachResult(part, point, (value) => {
      point.machine.charge(weightOf(value) + (after.length >> 6))
      const text = bounded(show(value) + after)
      fill(index - 1, text)
    })
  }
  fill(node.parts.length - 1, '')
}
