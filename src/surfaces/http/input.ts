import type { FastifyRequest } from 'fastify'
import type { Operation } from '#kernel/contract.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { inputSchema, type JsonSchema } from '#kernel/json-schema.ts'

type Coerce = (text: string) => unknown

/**
 * Reads an operation's input from path, query and body. Only path and query are coerced, by the type the schema
 * wants: the schema itself stays strict for every surface.
 */
export function inputReader(declaration: Operation): (request: FastifyRequest) => Record<string, unknown> {
  const pathFields = [...declaration.http[1].matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const bodied = isBodied(declaration)
  // Of all operations at once, at the start, the schemas would take a good part of it.
  let known: ReadonlyMap<string, Coerce> | undefined
  return (request) => {
    const coercions = (known ??= coercionsOf(declaration))
    const input: Record<string, unknown> = bodied ? readBody(request.body) : readQuery(request.query, coercions)
    const params = request.params as Record<string, string>
    for (const field of pathFields) input[field] = coerce(coercions.get(field), params[field]!)
    return input
  }
}

function coercionsOf(declaration: Operation): Map<string, Coerce> {
  const properties = (inputSchema(declaration.input)['properties'] ?? {}) as Record<string, JsonSchema>
  return new Map(Object.entries(properties).map(([field, schema]) => [field, coercionOf(schema)]))
}

/** Whether calls carry their input as a JSON body; the others have only their address. */
export function isBodied({ http, bytes }: Pick<Operation, 'http' | 'bytes'>): boolean {
  return http[0] !== 'GET' && http[0] !== 'DELETE' && bytes !== 'in'
}

function readBody(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {}
  if (typeof body === 'object' && !Array.isArray(body)) return { ...body }
  throw new Problem(kernelErrors.invalid_body, 'The body must be a JSON object.')
}

function readQuery(query: unknown, coercions: ReadonlyMap<string, Coerce>): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(query as Record<string, string | string[]>)) {
    const coercion = coercions.get(field)
    input[field] = Array.isArray(value) ? value.map((item) => coerce(elementOf(coercion), item)) : coerce(coercion, value)
  }
  return input
}

function coerce(coercion: Coerce | undefined, text: string): unknown {
  return coercion ? coercion(text) : text
}

interface ListCoercion extends Coerce {
  element?: Coerce
}

function elementOf(coercion: ListCoercion | undefined): Coerce | undefined {
  return coercion?.element ?? coercion
}

/** Text that does not fit stays text, so that the schema's message names it. */
function coercionOf(schema: JsonSchema): Coerce {
  const types = typesOf(schema)
  if (types.has('array')) {
    const element = coercionOf((schema['items'] ?? {}) as JsonSchema)
    const list: ListCoercion = (text) => text.split(',').filter(Boolean).map(element)
    list.element = element
    return list
  }
  if (types.has('integer') || types.has('number')) return (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text)
  if (types.has('boolean')) return (text) => (text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text)
  return (text) => text
}

function typesOf(schema: JsonSchema): Set<string> {
  const own = schema['type']
  const choices = (schema['anyOf'] ?? []) as JsonSchema[]
  return new Set(
    [...(Array.isArray(own) ? own : [own]), ...choices.map((choice) => choice['type'])].filter((type) => typeof type === 'string'),
  )
}
