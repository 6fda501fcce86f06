import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import type { WorkflowDocument } from './model/document.ts'
import { allTasks } from './task-tree.ts'
import { functionName } from './validation/functions.ts'
import { namesOf } from './validation/references.ts'

/** What an automation will reach for: what its author has to be allowed to do, and what people should know before it runs. */
export interface Requirements {
  readonly operations: readonly string[]
  readonly secrets: readonly string[]
  /** `namespace/name@version`. */
  readonly workflows: readonly string[]
  /** Addresses of functions and documents that are fetched before the run. */
  readonly resources: readonly string[]
  readonly images: readonly string[]
  /** Whether it runs commands, code or containers on the machine. */
  readonly processes: readonly ('shell' | 'script' | 'container' | 'mcp')[]
}

export function requirementsOf(document: WorkflowDocument): Requirements {
  const standard = document as unknown as JsonObject
  const tasks = allTasks(standard).map(({ task }) => task)
  const calls = tasks.flatMap(({ call }) => (typeof call === 'string' ? [functionName(call, standard)] : []))
  const runs = tasks.flatMap(({ run }) => (isObject(run) ? [run] : []))
  return {
    operations: unique(calls.flatMap((call) => (call.kind === 'operation' ? [call.id] : []))),
    secrets: unique(namesOf(standard, 'secrets')),
    workflows: unique(
      runs.flatMap(({ workflow }) =>
        isObject(workflow) ? [`${String(workflow['namespace'])}/${String(workflow['name'])}@${String(workflow['version'])}`] : [],
      ),
    ),
    resources: unique([...calls.flatMap((call) => (call.kind === 'address' ? [call.url] : [])), ...documentAddresses(tasks)]),
    images: unique(runs.flatMap(({ container }) => (isObject(container) ? [String(container['image'])] : []))),
    processes: unique([
      ...runs.flatMap((run) => (['shell', 'script', 'container'] as const).filter((kind) => Object.hasOwn(run, kind))),
      ...(tasks.some(startsServer) ? (['mcp'] as const) : []),
    ]),
  }
}

function unique<T extends string>(names: readonly T[]): T[] {
  return [...new Set(names)].sort()
}

function documentAddresses(tasks: readonly JsonObject[]): string[] {
  return tasks.flatMap((task) => {
    const holder = isObject(task['with']) ? task['with']['document'] : undefined
    const endpoint: Json | undefined = isObject(holder) ? holder['endpoint'] : undefined
    const address = isObject(endpoint) ? endpoint['uri'] : endpoint
    return typeof address === 'string' && !address.includes('${') ? [address] : []
  })
}

function startsServer(task: JsonObject): boolean {
  const transport = task['call'] === 'mcp' && isObject(task['with']) ? task['with']['transport'] : undefined
  return isObject(transport) && Object.hasOwn(transport, 'stdio')
}
