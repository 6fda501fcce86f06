import type { FastifyInstance } from 'fastify'
import { started, type Operation } from '#kernel/contract.ts'
import { inputSchema, outputSchema, type JsonSchema } from '#kernel/json-schema.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { addressOf } from '#kernel/operations/describe.ts'
import { version } from '#kernel/version.ts'
import { isBodied } from './input.ts'

/** `GET /api/openapi.json`: OpenAPI 3.1 of every operation, made on the first request. */
export function addOpenApi(app: FastifyInstance, kernel: Kernel): void {
  let text: string | undefined
  app.get('/api/openapi.json', (_request, reply) => {
    text ??= JSON.stringify(openApiDocument(kernel))
    return reply.type('application/json').send(text)
  })
}

/** The whole document. Schemas with an id become components, so that clients are generated with names. */
export function openApiDocument(kernel: Pick<Kernel, 'operations' | 'config'>): JsonSchema {
  const components: Record<string, JsonSchema> = { Problem: problemSchema }
  const paths: Record<string, Record<string, JsonSchema>> = {}
  const declared = [...kernel.operations.values()].map(({ declaration }) => declaration)
  for (const declaration of declared) {
    const path = addressOf(declaration).replace(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][declaration.http[0].toLowerCase()] = describe(declaration, components)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Optimus',
      version,
      description: 'Everything Optimus can do. The same operations are commands of `optimus` and tools of its MCP server.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: kernel.config.publicUrl }],
    tags: [...new Set(declared.map(({ system }) => system))].map((name) => ({ name })),
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key from `optimus identity create-key`' },
        session: { type: 'apiKey', in: 'cookie', name: 'optimus_session' },
      },
    },
  }
}

function describe(declaration: Operation, components: Record<string, JsonSchema>): JsonSchema {
  const input = lift(inputSchema(declaration.input), components)
  const [, path] = declaration.http
  const inPath = new Set([...path.matchAll(/:(\w+)/g)].map((match) => match[1]!))
  const properties = (input['properties'] ?? {}) as Record<string, JsonSchema>
  const required = new Set((input['required'] ?? []) as string[])
  const bodied = isBodied(declaration)
  const parameters = Object.entries(properties)
    .filter(([field]) => inPath.has(field) || !bodied)
    .map(([name, schema]) => parameter(name, schema, inPath.has(name), required.has(name)))
  const status = declaration.output === started ? '202' : '200'
  return {
    operationId: declaration.id,
    tags: [declaration.system],
    summary: declaration.summary,
    ...(declaration.description ? { description: declaration.description } : {}),
    ...(declaration.deprecated ? { deprecated: true } : {}),
    ...(declaration.permission === 'public' ? { security: [{}] } : {}),
    'x-permission': declaration.permission,
    'x-effect': declaration.effect,
    parameters: [...parameters, ...headers(declaration)],
    ...(bodied ? { requestBody: body(input, inPath) } : {}),
    ...(declaration.bytes === 'in' ? { requestBody: { required: true, content: anyBytes } } : {}),
    responses: {
      [status]: {
        description: declaration.output === started ? 'A run was started' : 'Done',
        content:
          declaration.bytes === 'out' ? anyBytes : { 'application/json': { schema: lift(outputSchema(declaration.output), components) } },
      },
      default: {
        description: 'What went wrong, as RFC 9457',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** Bytes of any type are described by an empty schema (OpenAPI 3.1). */
const anyBytes = { 'application/octet-stream': { schema: {} } }

function parameter(name: string, schema: JsonSchema, isPath: boolean, required: boolean): JsonSchema {
  const { description, ...rest } = schema
  const list = !isPath && rest['type'] === 'array' ? { style: 'form', explode: false } : {}
  return {
    name,
    in: isPath ? 'path' : 'query',
    required: isPath || required,
    ...(description ? { description } : {}),
    ...list,
    schema: rest,
  }
}

function headers(declaration: Operation): JsonSchema[] {
  if (declaration.effect === 'read') return []
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Repeat a call safely: the same key gives the same answer for 24 h',
    schema: { type: 'string', maxLength: 200 },
  }
  const confirm = {
    name: 'Optimus-Confirm',
    in: 'header',
    required: true,
    description: 'This is dangerous; say yes',
    schema: { type: 'string', enum: ['yes'] },
  }
  return declaration.effect === 'danger' ? [key, confirm] : [key]
}

function body(input: JsonSchema, inPath: ReadonlySet<string>): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries((input['properties'] ?? {}) as Record<string, JsonSchema>).filter(([field]) => !inPath.has(field)),
  )
  const required = ((input['required'] ?? []) as string[]).filter((field) => !inPath.has(field))
  const schema = { ...input, properties, ...(required.length > 0 ? { required } : {}) }
  if (required.length === 0) delete (schema as JsonSchema)['required']
  return { required: required.length > 0, content: { 'application/json': { schema } } }
}

/** Moves schemas that bear an id to the components, wherever zod has put them, and refers to them there. */
function lift(schema: JsonSchema, components: Record<string, JsonSchema>): JsonSchema {
  const { $defs, ...own } = schema
  for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
    const { id: _id, ...rest } = definition
    components[name] ??= lift(rest, components)
  }
  if (typeof own['$ref'] === 'string') return { $ref: own['$ref'].replace('#/$defs/', '#/components/schemas/') }
  const lifted = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, liftValue(value, components)]))
  const id = lifted['id']
  if (typeof id !== 'string' || !/^[A-Z]\w+$/.test(id)) return lifted
  const { id: _id, ...rest } = lifted
  components[id] ??= rest
  return { $ref: `#/components/schemas/${id}` }
}

function liftValue(value: unknown, components: Record<string, JsonSchema>): unknown {
  if (Array.isArray(value)) return value.map((item) => liftValue(item, components))
  return value !== null && typeof value === 'object' ? lift(value as JsonSchema, components) : value
}

const problemSchema: JsonSchema = {
  type: 'object',
  title: 'A problem document (RFC 9457)',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; see /docs/errors' },
    detail: { type: 'string', description: 'What to do, in a sentence' },
    instance: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } } },
  },
}
