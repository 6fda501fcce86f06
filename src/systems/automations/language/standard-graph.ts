import { isObject, type JsonObject } from '../expressions/json.ts'
import type { Graph, GraphEdge, GraphNode } from './graph-model.ts'
import { pointer } from './problem.ts'
import { allLists, tasksOf, type TaskListPlace, type TaskPlace } from './task-tree.ts'

/** The graph of a plain document: a node per task, edges in the order of lists, jumps and cases of switches. */
export function standardGraph(document: JsonObject): Graph {
  const lists = allLists(document)
  return {
    nodes: lists.flatMap((list) => tasksOf(list).map((place) => nodeOf(place, list))),
    edges: lists.flatMap((list) => edgesOf(tasksOf(list), list.role !== 'branches')),
  }
}

function nodeOf(place: TaskPlace, list: TaskListPlace): GraphNode {
  const { task, kind, name, path } = place
  const call = typeof task['call'] === 'string' ? task['call'] : null
  const run = isObject(task['run'])
    ? Object.keys(task['run']).find((key) => ['shell', 'script', 'container', 'workflow'].includes(key))
    : undefined
  const marks = ['if', 'timeout', 'input', 'output', 'export'].filter((key) => Object.hasOwn(task, key))
  return {
    id: pointer(path),
    kind: call ?? run ?? kind ?? 'unknown',
    label: name,
    parent: list.parent === null ? null : pointer(list.parent.path),
    marks,
  }
}

function edgesOf(tasks: readonly TaskPlace[], inOrder: boolean): GraphEdge[] {
  const find = (name: string): TaskPlace | undefined => tasks.find((place) => place.name === name)
  return tasks.flatMap((place, index) => {
    const from = pointer(place.path)
    const next = inOrder ? tasks[index + 1] : undefined
    const to = (target: unknown, kind: GraphEdge['kind'], label: string | null): GraphEdge[] => {
      const found = target === undefined || target === 'continue' ? next : typeof target === 'string' ? find(target) : undefined
      return found === undefined ? [] : [{ from, to: pointer(found.path), kind, label }]
    }
    const { task } = place
    const handler = isObject(task['catch']) ? task['catch']['then'] : undefined
    const caught = handler === undefined ? [] : to(handler, 'failure', 'error')
    if (place.kind !== 'switch')
      return [...(place.kind === 'raise' && task['if'] === undefined ? [] : to(task['then'], 'next', null)), ...caught]
    return casesOf(task).flatMap(({ name, when, then }) => to(then, 'case', when ?? name))
  })
}

function casesOf(task: JsonObject): { name: string; when: string | null; then: string | undefined }[] {
  const cases = Array.isArray(task['switch']) ? task['switch'] : []
  return cases.flatMap((item) =>
    Object.entries(isObject(item) ? item : {}).map(([name, value]) => {
      const found = isObject(value) ? value : {}
      return {
        name,
        when: typeof found['when'] === 'string' ? found['when'] : null,
        then: typeof found['then'] === 'string' ? found['then'] : undefined,
      }
    }),
  )
}
