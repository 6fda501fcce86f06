import { isObject, type Json } from '../../expressions/json.ts'
import { didYouMean } from '../../expressions/nearest.ts'
import type { Path, Problem } from '../problem.ts'
import { tasksOf, type TaskListPlace, type TaskPlace } from '../task-tree.ts'
import { atKey, atValue, type CheckContext } from './context.ts'

const DIRECTIVES = ['continue', 'exit', 'end']

/** The order in which tasks follow each other: names that repeat, targets that are not there, dead ends and endless loops. */
export function flowProblems(context: CheckContext): Problem[] {
  return context.lists.flatMap((list) => {
    const tasks = tasksOf(list)
    const targets = tasks.flatMap((place) => jumpsOf(place)).flatMap((jump) => targetProblem(context, list, jump))
    const paths = targets.length === 0 && inOrder(list) ? pathProblems(context, tasks) : []
    return [...duplicates(context, tasks), ...targets, ...paths]
  })
}

function inOrder(list: TaskListPlace): boolean {
  return list.role !== 'branches' && list.role !== 'function'
}

function duplicates(context: CheckContext, tasks: readonly TaskPlace[]): Problem[] {
  return tasks.flatMap((place, index) =>
    tasks.slice(0, index).some(({ name }) => name === place.name)
      ? [
          atKey(context, place.path, {
            code: 'duplicate-task',
            message: `There is another task "${place.name}" in this list; names have to differ.`,
          }),
        ]
      : [],
  )
}

interface Jump {
  readonly target: string
  readonly path: Path
}

/** Everything a task says about where to go next. */
function jumpsOf({ task, path }: TaskPlace): Jump[] {
  const cases = Array.isArray(task['switch']) ? task['switch'] : []
  const inCatch = isObject(task['catch']) ? task['catch']['then'] : undefined
  return [
    ...jump(task['then'], [...path, 'then']),
    ...jump(inCatch, [...path, 'catch', 'then']),
    ...cases.flatMap((item, index) =>
      isObject(item)
        ? Object.entries(item).flatMap(([name, value]) =>
            jump(isObject(value) ? value['then'] : undefined, [...path, 'switch', index, name, 'then']),
          )
        : [],
    ),
  ]
}

function jump(target: Json | undefined, path: Path): Jump[] {
  return typeof target === 'string' ? [{ target, path }] : []
}

function targetProblem(context: CheckContext, list: TaskListPlace, { target, path }: Jump): Problem[] {
  if (DIRECTIVES.includes(target)) return []
  const names = inOrder(list) ? tasksOf(list).map(({ name }) => name) : []
  if (names.includes(target)) return []
  const elsewhere = context.tasks.some(({ name }) => name === target)
  const why = elsewhere
    ? `"${target}" lies in another list; a task can only go on to one of its own list.`
    : `There is no task "${target}" to go on to.`
  return [
    atValue(context, path, {
      code: 'unreachable-target',
      message: `${why}${elsewhere ? '' : didYouMean(target, [...names, ...DIRECTIVES])}`,
    }),
  ]
}

const END = -1

function pathProblems(context: CheckContext, tasks: readonly TaskPlace[]): Problem[] {
  if (tasks.length === 0) return []
  const next = tasks.map((place, index) => successors(tasks, place, index))
  const reached = spread([0], (index) => next[index] ?? [])
  const unreachable = tasks.flatMap((place, index) =>
    reached.has(index)
      ? []
      : [
          atKey(context, place.path, {
            code: 'unreachable-task',
            severity: 'warning',
            message: `No path leads to the task "${place.name}".`,
          }),
        ],
  )
  return [...unreachable, ...loopProblems(context, tasks, { next, reached })]
}

function loopProblems(context: CheckContext, tasks: readonly TaskPlace[], graph: { next: number[][]; reached: Set<number> }): Problem[] {
  const { next, reached } = graph
  const stuck = tasks.flatMap((_, index) => (reached.has(index) && !spread([index], (at) => next[at] ?? []).has(END) ? [index] : []))
  const first = stuck[0]
  if (first === undefined) return []
  const waits = stuck.some((index) => ['wait', 'listen'].includes(tasks[index]!.kind ?? ''))
  const message = waits
    ? `From the task "${tasks[first]!.name}" on, the run goes round for ever; it will be ended after its limit of tasks. A schedule is usually what is wanted.`
    : `From the task "${tasks[first]!.name}" on, the run goes round for ever without waiting. Add a way out.`
  return [atKey(context, tasks[first]!.path, { code: 'endless-loop', severity: waits ? 'warning' : 'error', message })]
}

function spread(from: readonly number[], next: (index: number) => readonly number[]): Set<number> {
  const seen = new Set<number>(from)
  for (const index of seen) for (const follower of next(index)) seen.add(follower)
  return seen
}

/** Where a task may lead within its list; END for leaving the list in any way, an error included. */
function successors(tasks: readonly TaskPlace[], place: TaskPlace, index: number): number[] {
  const { task, kind } = place
  const following = index + 1 < tasks.length ? index + 1 : END
  const to = (target: string | undefined): number => {
    if (target === undefined || target === 'continue') return following
    return DIRECTIVES.includes(target) ? END : tasks.findIndex(({ name }) => name === target)
  }
  const own = typeof task['then'] === 'string' ? task['then'] : undefined
  const skipped = Object.hasOwn(task, 'if') ? [following] : []
  if (kind === 'raise') return [END, ...skipped]
  if (kind === 'switch') return [...switchTargets(task['switch'], own).map(to), ...skipped]
  const inCatch = isObject(task['catch']) && typeof task['catch']['then'] === 'string' ? [task['catch']['then']] : []
  return [to(own), ...inCatch.map(to), ...skipped]
}

function switchTargets(cases: Json | undefined, otherwise: string | undefined): (string | undefined)[] {
  const values = Array.isArray(cases) ? cases.flatMap((item) => (isObject(item) ? Object.values(item) : [])) : []
  const targets = values.map((value) => (isObject(value) && typeof value['then'] === 'string' ? value['then'] : undefined))
  const covered = values.some((value) => isObject(value) && !Object.hasOwn(value, 'when'))
  return covered ? targets : [...targets, otherwise]
}
