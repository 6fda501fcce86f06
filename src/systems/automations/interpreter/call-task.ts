import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { systemFunction } from '../language/system-functions.ts'
import { functionName } from '../language/validation/functions.ts'
import { effectOf } from './effect-of.ts'
import { enqueue } from './enqueue.ts'
import { Failure, failure } from './failure.ts'
import { forEach } from './for-each.ts'
import type { TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'

/** Calls something: an address, an operation of Optimus, a function of the document, of a catalog or of the runtime. */
export async function callTask(walker: Walker, call: TaskCall, input: Json): Promise<Json> {
  const name = String(call.task['call'])
  const own = systemFunction(name)
  if (own === 'forEach') return forEach(walker, call, input)
  if (own === 'enqueue') return enqueue(walker, call, input)
  const { document } = walker.world
  const definition = isObject(call.task['with']) ? call.task['with'] : {}
  const named = functionName(name, document as unknown as JsonObject)
  switch (named.kind) {
    case 'built-in':
      return builtIn(walker, call, { name, definition, input })
    case 'operation':
      return callOperation(walker, call, { id: named.id, definition, input })
    case 'own':
      return callFunction(walker, call, {
        task: document.use!.functions![name] as unknown as JsonObject,
        at: `/use/functions/${name}`,
        definition,
        input,
      })
    case 'address':
      return fetched(walker, call, { address: named.url, definition, input })
    case 'catalogued': {
      const address = catalogAddress(walker, named)
      return fetched(walker, call, { address, definition, input })
    }
    default:
      throw failure('configuration', `There is no function "${name}".`)
  }
}

interface Called {
  readonly definition: JsonObject
  readonly input: Json
}

async function builtIn(walker: Walker, call: TaskCall, { name, definition, input }: Called & { name: string }): Promise<Json> {
  const kind = name as 'http' | 'openapi' | 'mcp'
  const { endpoint, method, operationId } = definition
  const address = isObject(endpoint) ? endpoint['uri'] : endpoint
  const what = name === 'http' ? `${String(method).toUpperCase()} ${String(address)}` : String(operationId ?? method)
  return effectOf(walker, call, input, { kind, what, definition })
}

/** A person allows what is dangerous, for exactly this input; what takes long is waited for. */
async function callOperation(walker: Walker, call: TaskCall, { id, definition, input }: Called & { id: string }): Promise<Json> {
  const { world } = walker
  const { place, frame } = call
  if (!world.journal.recorded(place.key))
    await world.allow({
      place,
      operation: id,
      input: await walker.evaluation.filled(call, definition, { data: input }),
      signal: frame.signal,
    })
  const answer = await effectOf(walker, call, input, { kind: 'operation', what: id, definition })
  return world.awaitOperation({ place, operation: id, answer, signal: frame.signal })
}

async function callFunction(
  walker: Walker,
  call: TaskCall,
  { task, at, definition, input }: Called & { task: JsonObject; at: string },
): Promise<Json> {
  const given = await walker.evaluation.filled(call, definition, { data: input })
  const { place, frame } = call
  const own = walker.taskCall(task, { name: place.name, reference: at, key: `${place.key}/function`, frame })
  return (await walker.task(own, given)).output
}

/** A function at an address is read once for each run, and what was read is recorded: it cannot change under the run. */
async function fetched(walker: Walker, call: TaskCall, { address, definition, input }: Called & { address: string }): Promise<Json> {
  const reading = { ...call, place: { ...call.place, key: `${call.place.key}?source`, kind: 'function' } }
  const source = await effectOf(walker, reading, input, { kind: 'function', what: address, definition: { address } })
  if (!isObject(source)) throw new Failure(failure('configuration', `${address} is no function.`).at(call.place.reference).body)
  return callFunction(walker, call, { task: source, at: address, definition, input })
}

function catalogAddress(walker: Walker, { name, version, catalog }: { name: string; version: string; catalog: string }): string {
  const endpoint = walker.world.document.use?.catalogs?.[catalog]?.endpoint
  const base = typeof endpoint === 'object' ? endpoint.uri : endpoint
  if (base === undefined) throw failure('configuration', `There is no catalog "${catalog}" in use.catalogs.`)
  return `${base.replace(/\/$/, '')}/functions/${name}/${version}/function.yaml`
}
