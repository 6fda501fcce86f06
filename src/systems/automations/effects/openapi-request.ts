import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { failure } from '../interpreter/failure.ts'

interface Wanted {
  readonly operationId: string
  readonly parameters: JsonObject
  /** Where the description was read: relative servers start there. */
  readonly base: URL
}

interface OpenApiRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: string | undefined
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** The request that an operation of an OpenAPI 3 or Swagger 2 description stands for. */
export function openApiRequest(description: JsonObject, { operationId, parameters, base }: Wanted): OpenApiRequest {
  const { path, method, operation, shared } = findOperation(description, operationId)
  const declared = [...shared, ...listOf(operation['parameters'])].map((one) => resolved(description, one))
  const left = new Map(Object.entries(parameters))
  const headers = new Headers({ 'user-agent': 'Optimus', accept: 'application/json, */*;q=0.5' })
  const query = new URLSearchParams()
  let filled = path
  let body: Json | undefined
  for (const parameter of declared) {
    const name = String(parameter['name'])
    const value = left.get(name)
    if (value === undefined) {
      if (parameter['required'] === true && parameter['in'] !== 'body')
        throw failure('validation', `"${operationId}" needs the parameter "${name}".`)
      continue
    }
    left.delete(name)
    if (parameter['in'] === 'path') filled = filled.replaceAll(`{${name}}`, encodeURIComponent(textOf(value)))
    else if (parameter['in'] === 'query') for (const one of Array.isArray(value) ? value : [value]) query.append(name, textOf(one))
    else if (parameter['in'] === 'header') headers.set(name, textOf(value))
    else if (parameter['in'] === 'body') body = value
  }
  if (body === undefined && operation['requestBody'] !== undefined) body = left.has('body') ? left.get('body') : Object.fromEntries(left)
  else if (left.size > 0 && body === undefined) for (const [name, value] of left) query.append(name, textOf(value))
  const url = new URL(serverOf(description, operation, base) + filled)
  for (const [name, value] of query) url.searchParams.append(name, value)
  if (body === undefined) return { method, url, headers, body: undefined }
  headers.set('content-type', 'application/json')
  return { method, url, headers, body: JSON.stringify(body) }
}

interface Found {
  readonly path: string
  readonly method: string
  readonly operation: JsonObject
  readonly shared: readonly JsonObject[]
}

function findOperation(description: JsonObject, operationId: string): Found {
  for (const [path, item] of Object.entries(description['paths'] as JsonObject)) {
    if (!isObject(item)) continue
    for (const method of methods) {
      const operation = item[method]
      if (isObject(operation) && operation['operationId'] === operationId)
        return { path, method: method.toUpperCase(), operation, shared: listOf(item['parameters']) }
    }
  }
  throw failure('configuration', `The description has no operation "${operationId}".`)
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function resolved(description: JsonObject, parameter: JsonObject): JsonObject {
  const reference = parameter['$ref']
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return parameter
  const found = reference
    .slice(2)
    .split('/')
    .reduce<Json | undefined>((at, part) => (isObject(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), description)
  return isObject(found) ? found : parameter
}

function serverOf(description: JsonObject, operation: JsonObject, base: URL): string {
  const servers = listOf(operation['servers']).concat(listOf(description['servers']))
  const first = servers[0]
  if (first) return new URL(withDefaults(first), base).href.replace(/\/$/, '')
  const { host, basePath, schemes } = description
  const scheme = Array.isArray(schemes) ? String(schemes[0]) : base.protocol.replace(':', '')
  const origin = typeof host === 'string' ? `${scheme}://${host}` : base.origin
  return `${origin}${typeof basePath === 'string' ? basePath : ''}`.replace(/\/$/, '')
}

function withDefaults(server: JsonObject): string {
  const variables = isObject(server['variables']) ? server['variables'] : {}
  return String(server['url']).replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const variable = variables[name]
    return isObject(variable) ? String(variable['default']) : ''
  })
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
