import { deletePaths, readPath, writePath } from './access.ts'
import { pathsOf } from './assignment.ts'
import { ExpressionFailed } from './expression-error.ts'
import type { Json } from './json.ts'
import { moved, eachResult, Leave, streamResults, untilLeft, type Emit, type Point } from './machine.ts'
import { ofValues, type NativeCall, type NativeEntry } from './native-call.ts'
import { truthy, typeName } from './order.ts'
import { descend } from './navigation.ts'
import type { Syntax } from './syntax.ts'

/** Functions that steer: they run their arguments themselves, keep paths, and stop early. */
export const FLOW_FUNCTIONS: readonly NativeEntry[] = [
  ['empty/0', () => undefined],
  ['error/0', ({ point }) => fail(point.value)],
  ['error/1', ({ arguments: [message], point }) => eachResult(message!, point, fail)],
  ['select/1', select],
  ['recurse/0', ({ point, emit }) => descend(point, emit)],
  ['recurse/1', recurse],
  ['recurse/2', recurse],
  ['first/1', ({ arguments: [source], point, emit }) => take(source!, point, { count: 1, emit })],
  ['limit/2', limit],
  ['until/2', until],
  ['while/2', repeatWhile],
  ['range/1', range],
  ['range/2', range],
  ['range/3', range],
  ['isempty/1', isEmpty],
  ['any/2', (call) => quantify(call, true)],
  ['all/2', (call) => quantify(call, false)],
  ['path/1', path],
  ['getpath/1', getPath],
  ofValues('setpath/2', (input, keys, value) => writePath(input, asPath(keys), value)),
  ofValues('delpaths/1', (input, paths) => deletePaths(input, asPaths(paths))),
]

function fail(value: Json): never {
  throw new ExpressionFailed(value)
}

function select({ arguments: [condition], point, emit }: NativeCall): void {
  eachResult(condition!, point, (result) => {
    if (truthy(result)) emit(point.value, point.path)
  })
}

function recurse({ arguments: [step, condition], point, emit }: NativeCall): void {
  follow(point, (here, next) => {
    emit(here.value, here.path)
    point.machine.evaluate(step!, here, (value, path) => {
      const inner = moved(here, value, path)
      if (condition === undefined) return next(inner)
      eachResult(condition, inner, (result) => {
        if (truthy(result)) next(inner)
      })
    })
  })
}

function until({ arguments: [done, step], point, emit }: NativeCall): void {
  follow(point, (here, next) =>
    eachResult(done!, here, (result) => {
      if (truthy(result)) emit(here.value, here.path)
      else point.machine.evaluate(step!, here, (value, path) => next(moved(here, value, path)))
    }),
  )
}

function repeatWhile({ arguments: [condition, step], point, emit }: NativeCall): void {
  follow(point, (here, next) =>
    eachResult(condition!, here, (result) => {
      if (!truthy(result)) return
      emit(here.value, here.path)
      point.machine.evaluate(step!, here, (value, path) => next(moved(here, value, path)))
    }),
  )
}

/** Depth first without recursion, so that a thousand rounds need no stack. An error waits for what came before it. */
function follow(start: Point, advance: (here: Point, next: (point: Point) => void) => void): void {
  const waiting: (() => void)[] = []
  const visit = (here: Point): void => {
    const found: (() => void)[] = []
    try {
      advance(here, (point) => found.push(() => visit(point)))
    } catch (thrown) {
      if (found.length === 0 || !(thrown instanceof ExpressionFailed)) throw thrown
      found.push(() => {
        throw thrown
      })
    }
    waiting.push(...found.reverse())
  }
  visit(start)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) next()
}

function take(source: Syntax, point: Point, until: { count: number; emit: Emit }): void {
  let left = until.count
  let overflow: (() => void) | null = null
  untilLeft((label) =>
    point.machine.evaluate(source, point, (value, path) => {
      left -= 1
      if (left > 0) return until.emit(value, path)
      overflow = () => until.emit(value, path)
      throw new Leave(label)
    }),
  )
  const lastOne = overflow as (() => void) | null
  lastOne?.()
}

function limit({ arguments: [count, source], point, emit }: NativeCall): void {
  eachResult(count!, point, (value) => {
    const wanted = asNumber(value)
    if (wanted < 0) point.machine.evaluate(source!, point, emit)
    else if (wanted > 0) take(source!, point, { count: wanted, emit })
  })
}

function range({ arguments: written, point, emit }: NativeCall): void {
  const zero: Syntax = { kind: 'literal', at: 0, value: 0, canonical: true }
  const one: Syntax = { ...zero, value: 1 }
  const [from, to, by] = written.length === 1 ? [zero, written[0]!, one] : [written[0]!, written[1]!, written[2] ?? one]
  eachResult(from, point, (start) =>
    eachResult(to, point, (end) =>
      eachResult(by, point, (step) => count([start, end, step].map(asNumber) as [number, number, number], point, emit)),
    ),
  )
}

function count([start, end, step]: [number, number, number], point: Point, emit: Emit): void {
  if (step === 0) return
  for (let value = start; step > 0 ? value < end : value > end; value += step) {
    point.machine.charge(1)
    emit(value, null)
  }
}

function isEmpty({ arguments: [source], point, emit }: NativeCall): void {
  let empty = true
  take(source!, moved(point, point.value, null), { count: 1, emit: () => (empty = false) })
  emit(empty, null)
}

function quantify({ arguments: [source, condition], point, emit }: NativeCall, decisive: boolean): void {
  let decided = false
  untilLeft((label) =>
    streamResults(source!, point, (value) =>
      streamResults(condition!, moved(point, value, null), (result) => {
        if (truthy(result) !== decisive) return
        decided = true
        throw new Leave(label)
      }),
    ),
  )
  emit(decided === decisive, null)
}

function path({ arguments: [target], point, emit }: NativeCall): void {
  for (const found of pathsOf(target!, point)) emit([...found], null)
}

function getPath({ arguments: [keys], point, emit }: NativeCall): void {
  eachResult(keys!, point, (value) => {
    const wanted = asPath(value)
    emit(readPath(point.value, wanted), point.path === null ? null : [...point.path, ...wanted])
  })
}

function asPath(value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new ExpressionFailed('Path must be specified as an array')
  return value
}

function asPaths(value: Json): (readonly Json[])[] {
  if (!Array.isArray(value)) throw new ExpressionFailed('Paths must be specified as an array')
  return value.map((path) => {
    if (!Array.isArray(path)) throw new ExpressionFailed(`Path must be specified as array, not ${typeName(path)}`)
    return path
  })
}

function asNumber(value: Json): number {
  if (typeof value !== 'number') throw new ExpressionFailed('Range bounds must be numeric')
  return value
}
