import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import type { Path } from './problem.ts'
import { systemFunction } from './system-functions.ts'

export const TASK_KINDS = ['call', 'do', 'emit', 'for', 'fork', 'listen', 'raise', 'run', 'set', 'switch', 'try', 'wait'] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** A task and where it is. Made for documents that may be wrong: whatever does not look like a task is left out. */
export interface TaskPlace {
  readonly name: string
  readonly task: JsonObject
  readonly kind: TaskKind | null
  /** Path of the task itself, ending in its name. */
  readonly path: Path
  readonly list: TaskListPlace
  readonly index: number
}

export interface TaskListPlace {
  readonly items: readonly Json[]
  readonly path: Path
  /** In what the list lies; `root` for the workflow's own. Branches of a fork run side by side, all others in order. */
  readonly role: 'root' | 'do' | 'branches' | 'try' | 'catch' | 'foreach' | 'before' | 'after' | 'function'
  /** The task that holds the list; null for the root, functions and extensions. */
  readonly parent: TaskPlace | null
}

/** Every task of a document, outer ones first, in the order of the text. */
export function allTasks(document: JsonObject): TaskPlace[] {
  return allLists(document).flatMap(tasksOf)
}

/** Every list of tasks of a document, outer ones first. */
export function allLists(document: JsonObject): TaskListPlace[] {
  const lists: TaskListPlace[] = []
  const visit = (list: TaskListPlace): void => {
    lists.push(list)
    for (const place of tasksOf(list)) listsIn(place).forEach(visit)
  }
  rootLists(document).forEach(visit)
  return lists
}

export function tasksOf(list: TaskListPlace): TaskPlace[] {
  return list.items.flatMap((item, index) => {
    if (!isObject(item)) return []
    return Object.entries(item).flatMap(([name, task]) =>
      isObject(task) ? [{ name, task, kind: kindOf(task), path: placeOf(list, index, name), list, index }] : [],
    )
  })
}

function placeOf(list: TaskListPlace, index: number, name: string): Path {
  return list.role === 'function' ? [...list.path, name] : [...list.path, index, name]
}

/** What a task does, by the key that says it. `for` and `try` come first because they carry `do` and `catch` too. */
export function kindOf(task: JsonObject): TaskKind | null {
  const found = (['for', 'try', ...TASK_KINDS] as const).find((kind) => Object.hasOwn(task, kind))
  return found ?? null
}

function rootLists(document: JsonObject): TaskListPlace[] {
  const use = isObject(document['use']) ? document['use'] : {}
  const functions = isObject(use['functions']) ? use['functions'] : {}
  const extensions = Array.isArray(use['extensions']) ? use['extensions'] : []
  return [
    ...listAt(document['do'], ['do'], { role: 'root', parent: null }),
    ...Object.entries(functions).map(([name, task]): TaskListPlace => ({
      items: [{ [name]: task }],
      path: ['use', 'functions'],
      role: 'function',
      parent: null,
    })),
    ...extensions.flatMap((item, index) =>
      isObject(item)
        ? Object.entries(item).flatMap(([name, extension]) => extensionLists(extension, ['use', 'extensions', index, name]))
        : [],
    ),
  ]
}

function extensionLists(extension: Json, path: Path): TaskListPlace[] {
  if (!isObject(extension)) return []
  return (['before', 'after'] as const).flatMap((role) => listAt(extension[role], [...path, role], { role, parent: null }))
}

type Holder = Pick<TaskListPlace, 'role' | 'parent'>

function listAt(value: Json | undefined, path: Path, holder: Holder): TaskListPlace[] {
  return Array.isArray(value) ? [{ items: value, path, ...holder }] : []
}

/** The lists directly inside of a task. */
export function listsIn(parent: TaskPlace): TaskListPlace[] {
  const { task, path } = parent
  const inside = (holder: Json | undefined, keys: readonly string[], role: TaskListPlace['role']): TaskListPlace[] => {
    const value = keys.slice(1).reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), holder)
    return listAt(value, [...path, ...keys], { role, parent })
  }
  return [
    ...inside(task['do'], ['do'], 'do'),
    ...inside(task['fork'], ['fork', 'branches'], 'branches'),
    ...inside(task['try'], ['try'], 'try'),
    ...inside(task['catch'], ['catch', 'do'], 'catch'),
    ...inside(task['foreach'], ['foreach', 'do'], 'foreach'),
    ...(task['call'] === 'asyncapi' ? inside(task['with'], ['with', 'subscription', 'foreach', 'do'], 'foreach') : []),
    ...(systemFunction(task['call']) !== null ? inside(task['with'], ['with', 'do'], 'do') : []),
  ]
}
