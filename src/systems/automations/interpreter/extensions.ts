import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import type { TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'

/** Runs what extensions put before and after a task. `then: exit` in what comes before stands for the task itself. */
export async function extended(walker: Walker, call: TaskCall, input: Json, body: () => Promise<Json>): Promise<Json> {
  const found = call.frame.extending ? [] : await matching(walker, call, input)
  if (found.length === 0) return body()
  let data = input
  for (const extension of found) {
    const { output, exited } = await around(walker, call, { ...extension, when: 'before', data })
    if (exited) return output
    data = output
  }
  let output = await body()
  for (const extension of found) output = (await around(walker, call, { ...extension, when: 'after', data: output })).output
  return output
}

interface Extending {
  readonly name: string
  readonly at: string
  readonly definition: JsonObject
}

async function matching(walker: Walker, call: TaskCall, input: Json): Promise<Extending[]> {
  const all = (walker.world.document.use?.extensions ?? []) as unknown as JsonObject[]
  const found: Extending[] = []
  for (const [index, item] of all.entries()) {
    for (const [name, definition] of Object.entries(item)) {
      if (!isObject(definition) || !extendsKind(definition['extend'], call.place.kind)) continue
      const { when } = definition
      if (typeof when === 'string' && !(await walker.evaluation.holds(call, when, { data: input }))) continue
      found.push({ name, at: `/use/extensions/${index}/${name}`, definition })
    }
  }
  return found
}

function extendsKind(extend: Json | undefined, kind: string): boolean {
  return extend === 'all' || extend === kind || (extend === 'composite' && kind === 'do')
}

async function around(
  walker: Walker,
  call: TaskCall,
  { name, at, definition, when, data }: Extending & { when: 'before' | 'after'; data: Json },
): Promise<{ output: Json; exited: boolean }> {
  const items = definition[when]
  if (!Array.isArray(items)) return { output: data, exited: false }
  const frame = { ...call.frame, extending: true }
  return walker.list({ items, reference: `${at}/${when}`, key: `${call.place.key}/${when}:${name}`, frame }, data)
}
