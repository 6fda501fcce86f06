import type { Effect, HttpMethod } from '#kernel/contract.ts'

/** Method, path below `/api/v1/<system>`, effect. */
export type OperationAddress = readonly [HttpMethod, string, Effect]

export interface RequestAddress {
  readonly method: HttpMethod
  readonly url: string
  /** What remains for the body once the path is filled; undefined for GET and DELETE without a rest. */
  readonly body: Record<string, unknown> | undefined
}

/**
 * Fills the path from the input, puts the rest into the query (GET, or where the body is a file's bytes) or the body, and
 * says so clearly when a path field is missing. Undefined fields are left out, arrays repeat their query parameter.
 */
export function requestAddress(id: string, address: OperationAddress, input: Record<string, unknown>, bytes?: Blob): RequestAddress {
  const [method, template] = address
  const rest = { ...input }
  const path = fillPath(id, fullPath(id, template), rest)
  if (method !== 'GET' && !bytes) return { method, url: path, body: bodyOf(method, rest) }
  const query = queryOf(rest)
  return { method, url: query ? `${path}?${query}` : path, body: undefined }
}

/** `projects.scan` at `/:project/scan` lives at `/api/v1/projects/:project/scan`. */
export function fullPath(id: string, template: string): string {
  if (template.startsWith('/api/')) return template
  const system = id.slice(0, id.indexOf('.'))
  return `/api/v1/${system}${template === '/' ? '' : template}`
}

function fillPath(id: string, template: string, rest: Record<string, unknown>): string {
  return template.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    if (value === undefined || value === null || value === '') throw new TypeError(`${id} needs "${name}" in its path`)
    delete rest[name]
    return encodeURIComponent(String(value))
  })
}

function bodyOf(method: HttpMethod, rest: Record<string, unknown>): Record<string, unknown> | undefined {
  return method === 'DELETE' && Object.keys(rest).length === 0 ? undefined : rest
}

function queryOf(rest: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) query.append(name, String(one))
    }
  }
  return query.toString()
}
