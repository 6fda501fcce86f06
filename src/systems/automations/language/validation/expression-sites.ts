import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { expressionIn } from '../../expressions/template.ts'
import type { Path } from '../problem.ts'
import { allLists, tasksOf, type TaskListPlace, type TaskPlace } from '../task-tree.ts'

/** Variables that runtimes offer to every expression. */
export const COMMON_VARIABLES = ['context', 'input', 'secrets', 'authorization', 'task', 'workflow', 'runtime'] as const

/** An expression and where it is. */
export interface ExpressionSite {
  readonly path: Path
  /** The jq text, without `${ }`. */
  readonly text: string
  /** Where the jq text starts within the whole text of the value. */
  readonly offset: number
  /** Names that have a value there, without `$`. */
  readonly variables: readonly string[]
  /** Secrets go into calls, processes and sign-ins only: anything else could end up in a record. */
  readonly secrets: boolean
}

/** Every expression of a document. Made for documents that may be wrong. */
export function expressionSites(document: JsonObject): ExpressionSite[] {
  const root = ['input', 'output', 'schedule', 'timeout'].flatMap((key) =>
    sitesIn(document[key], { path: [key], base: 0, variables: COMMON_VARIABLES, secrets: false }),
  )
  const use = isObject(document['use']) ? document['use'] : {}
  const shared = ['authentications', 'errors', 'retries', 'timeouts', 'catalogs'].flatMap((key) =>
    sitesIn(use[key], { path: ['use', key], base: 0, variables: COMMON_VARIABLES, secrets: key === 'authentications' }),
  )
  return [...root, ...shared, ...conditions(use['extensions']), ...allLists(document).flatMap(tasksOf).flatMap(taskSites)]
}

function conditions(extensions: Json | undefined): ExpressionSite[] {
  if (!Array.isArray(extensions)) return []
  return extensions.flatMap((item, index) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([name, extension]) =>
      isObject(extension)
        ? sitesIn(
            { when: extension['when'] ?? null },
            { path: ['use', 'extensions', index, name], base: 4, variables: COMMON_VARIABLES, secrets: false },
          )
        : [],
    ),
  )
}

function taskSites(place: TaskPlace): ExpressionSite[] {
  const variables = [...COMMON_VARIABLES, ...loopVariables(place.list)]
  return Object.entries(place.task).flatMap(([key, value]) => {
    if (HIDDEN.includes(key) || LISTS.includes(key)) return []
    const secrets =
      (key === 'with' && place.kind === 'call') || key === 'run' || (key === 'input' && ['call', 'run'].includes(place.kind ?? ''))
    return sitesIn(value, {
      path: [...place.path, key],
      base: place.path.length,
      variables: [...variables, ...ownVariables(place, key)],
      secrets,
    })
  })
}

const HIDDEN = ['metadata', 'schema']
const LISTS = ['do', 'try', 'before', 'after', 'branches']

function ownVariables({ task }: TaskPlace, key: string): string[] {
  if (key === 'while') return loopNames(task['for'], ['each', 'item'])
  if (key === 'foreach') return loopNames(task['foreach'], ['item', 'item'])
  return key === 'catch' ? [errorName(task['catch'])] : []
}

/** The names that loops and catches around a list give to their tasks. */
function loopVariables(list: TaskListPlace): string[] {
  const names: string[] = []
  for (let at: TaskListPlace | undefined = list; at?.parent != null; at = at.parent.list) {
    const { task, kind } = at.parent
    if (at.role === 'do' && kind === 'for') names.push(...loopNames(task['for'], ['each', 'item']))
    if (at.role === 'do' && kind === 'call') names.push(...loopNames(task['with'], ['each', 'item']))
    if (at.role === 'foreach') names.push(...loopNames(task['foreach'] ?? subscriptionLoop(task), ['item', 'item']))
    if (at.role === 'catch') names.push(errorName(task['catch']))
  }
  return names
}

function subscriptionLoop(task: JsonObject): Json | undefined {
  const subscription = isObject(task['with']) ? task['with']['subscription'] : undefined
  return isObject(subscription) ? subscription['foreach'] : undefined
}

function loopNames(loop: Json | undefined, [key, standard]: [string, string]): string[] {
  const holder = isObject(loop) ? loop : {}
  return [textOr(holder[key], standard), textOr(holder['at'], 'index')]
}

function errorName(holder: Json | undefined): string {
  return textOr(isObject(holder) ? holder['as'] : undefined, 'error')
}

function textOr(value: Json | undefined, standard: string): string {
  return typeof value === 'string' ? value : standard
}

interface Where {
  readonly path: Path
  /** Length of the path of the task, from which the places of expressions are told. */
  readonly base: number
  readonly variables: readonly string[]
  readonly secrets: boolean
}

function sitesIn(value: Json | undefined, where: Where): ExpressionSite[] {
  if (typeof value === 'string') return site(value, where)
  if (Array.isArray(value)) return value.flatMap((item, index) => sitesIn(item, inside(where, index)))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, member]) => {
    const list = LISTS.includes(key) && Array.isArray(member) && where.path.length > 0
    return HIDDEN.includes(key) || list ? [] : sitesIn(member, inside(where, key))
  })
}

function inside(where: Where, part: string | number): Where {
  return { ...where, path: [...where.path, part], secrets: where.secrets || part === 'authentication' }
}

function site(raw: string, where: Where): ExpressionSite[] {
  const relative = where.path
    .slice(where.base)
    .map((part) => (typeof part === 'number' ? '#' : part))
    .join('.')
  const always = ALWAYS.some((pattern) => pattern.test(relative))
  const text = expressionIn(raw) ?? (always ? raw.trim() : null)
  if (text === null) return []
  const output = /(?:^|\.)(?:output|export)\.as/.test(relative)
  const variables = output ? [...where.variables, 'output'] : where.variables
  return [{ path: where.path, text, offset: raw.indexOf(text), variables, secrets: where.secrets }]
}

/** Places that hold an expression with or without `${ }`. */
const ALWAYS = [
  /^(?:if|while|when)$/,
  /^(?:foreach\.)?(?:input\.from|output\.as|export\.as)$/,
  /^for\.in$/,
  /^switch\.#\.[^.]+\.when$/,
  /^catch\.(?:retry\.)?(?:when|exceptWhen)$/,
  /^(?:use\.)?retries\.[^.]+\.(?:when|exceptWhen)$/,
  /^(?:listen\.to|schedule\.on)(?:\.until)*\.until$/,
  /\.correlate\.[^.]+\.from$/,
]
