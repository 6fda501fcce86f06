import type { Operation } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { inputSchema, type JsonSchema } from '#kernel/json-schema.ts'
import { addressOf } from '#kernel/operations/describe.ts'
import { exampleInput } from '#tests/support/example-input.ts'
import type { Random } from './random.ts'

export interface HostileRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'
  readonly url: string
  readonly headers: Record<string, string>
  readonly payload?: string | Buffer
}

/** Things that are really there, so that some requests get past the first door. */
export interface Bait {
  readonly key: string
  readonly cookie: string
  readonly projects: readonly string[]
  readonly ids: readonly string[]
}

/** A request for this operation that is wrong in some way, or right on purpose. */
export function hostileRequest(random: Random, operation: Operation, bait: Bait): HostileRequest {
  const input = hostileInput(random, operation, bait)
  const [declared, path] = operation.http
  const inPath = new Set([...path.matchAll(/:(\w+)/g)].map((match) => match[1]!))
  const method = random.onceIn(15) ? random.one(methods) : declared
  const address = addressOf(operation).replace(/:(\w+)/g, (_, field: string) => pathText(random, input[field]))
  const rest = Object.entries(input).filter(([field]) => !inPath.has(field))
  const headers = hostileHeaders(random, bait)
  const url = random.onceIn(25) ? `${address}${random.one(pathTricks)}` : address
  if (method === 'GET' || method === 'DELETE' || method === 'HEAD') return { method, url: `${url}${queryOf(random, rest)}`, headers }
  return { method, url, ...bodyOf(random, Object.fromEntries(rest), headers) }
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const
const pathTricks = [
  '/',
  '//',
  '/..',
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e',
  '/%00',
  '/%',
  '/%ff',
  ';a=b',
  '/x/y/z',
  '#',
  '?',
  '/%2f',
  '\\..\\',
]

function hostileInput(random: Random, operation: Operation, bait: Bait): Record<string, unknown> {
  const schema = inputSchema(operation.input)
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const input = exampleInput(schema)
  for (const field of Object.keys(properties)) {
    if (field === 'project' && !random.onceIn(4)) input[field] = random.one(bait.projects)
    else if (field in input ? random.onceIn(3) : random.onceIn(2)) input[field] = hostileValue(random, properties[field]!, bait)
  }
  if (random.onceIn(10)) input[random.one(oddNames)] = anything(random, bait)
  if (random.onceIn(10)) delete input[random.one(Object.keys(input).concat('nothing'))]
  return input
}

const oddNames = ['__proto__', 'constructor', 'toString', 'prototype', '', 'x'.repeat(3000), 'a.b', 'a[b]', '$ref', '\u0000', 'then']

/** Now and then a value of the right type, that gets through to the operation itself. */
function hostileValue(random: Random, schema: JsonSchema, bait: Bait): unknown {
  if (random.onceIn(2)) return anything(random, bait)
  if (Array.isArray(schema['enum'])) return random.one(schema['enum'] as unknown[])
  if (Array.isArray(schema['anyOf'])) return hostileValue(random, random.one(schema['anyOf'] as JsonSchema[]), bait)
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return random.one([schema['minimum'] ?? 0, schema['maximum'] ?? 1, random.below(70_000), ...numbers])
    case 'boolean':
      return random.onceIn(2)
    case 'array':
      return Array.from({ length: random.below(4) }, () => hostileValue(random, (schema['items'] ?? {}) as JsonSchema, bait))
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).map(([k, v]) => [k, hostileValue(random, v, bait)]),
      )
    default:
      return text(random, bait)
  }
}

const numbers = [0, -1, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, 0.1, 1e-300, 4_294_967_296]

function anything(random: Random, bait: Bait): unknown {
  switch (random.below(8)) {
    case 0:
      return random.one(numbers)
    case 1:
      return random.one([true, false, null])
    case 2:
      return Array.from({ length: random.one([0, 1, 5, 300]) }, () => random.one(numbers))
    case 3:
      return nested(random.one([2, 10, 500]))
    case 4:
      return { [random.one(oddNames)]: text(random, bait) }
    default:
      return text(random, bait)
  }
}

const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u200f\u2028',
  '👩‍👩‍👧‍👦'.repeat(50),
  "'; DROP TABLE kernel.audit; --",
  '" OR 1=1 --',
  '../../../../etc/passwd',
  '/etc/passwd',
  '..\\..\\windows',
  '-rf',
  '--upload-pack=touch /tmp/x',
  '$(id)',
  '`id`',
  '%00',
  '%s%n%x',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '1e999',
  'NaN',
  'null',
  'undefined',
  '0x10',
  '2026-13-45T99:99:99Z',
  '2026-01-01T00:00:00Z',
  '275760-09-13T00:00:00.001Z',
  '00000000-0000-0000-0000-000000000000',
  'W10',
  'WzFd',
  'eyJhIjoxfQ',
  '((((((((((a+)+)+)+)+)+)+)+)+)+',
  '^>=1.0.0 <0 || *',
  'pkg:npm/%40a/b@1',
  '*',
  'projects:read',
  '127.0.0.1',
  'http://127.0.0.1:1/',
  'file:///etc/passwd',
]

function text(random: Random, bait: Bait): string {
  switch (random.below(10)) {
    case 0:
      return 'x'.repeat(random.one([64, 201, 501, 5000, 100_000]))
    case 1:
      return newId()
    case 2:
      return random.one(bait.ids)
    case 3:
      return random.one(bait.projects)
    case 4:
      return Array.from({ length: 1 + random.below(40) }, () => String.fromCharCode(random.below(0xffff))).join('')
    default:
      return random.one(texts)
  }
}

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value }
  return value
}

function pathText(random: Random, value: unknown): string {
  const given = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const short = given.slice(0, random.onceIn(5) ? 4000 : 400)
  return random.onceIn(20) ? short.replace(/[^\x21-\x7e]/g, '') || 'x' : encode(short) || 'x'
}

function queryOf(random: Random, fields: readonly (readonly [string, unknown])[]): string {
  if (random.onceIn(20))
    return random.one(['?', '?&&&', '?=', '?limit', '?limit=1&limit=2', '?%', '?a=%ff', '?__proto__[x]=1', '?limit=1e3'])
  const pairs = fields.flatMap(([field, value]) =>
    (Array.isArray(value) ? value.slice(0, 50) : [value]).map(
      (item) => `${encode(field.slice(0, 200))}=${encode((typeof item === 'string' ? item : (JSON.stringify(item) ?? '')).slice(0, 5000))}`,
    ),
  )
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

/** Lone halves of a character cannot be encoded; they go out as the character that stands for them. */
function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed())
}

function bodyOf(
  random: Random,
  input: Record<string, unknown>,
  headers: Record<string, string>,
): Pick<HostileRequest, 'headers' | 'payload'> {
  const type = random.onceIn(20) ? random.one(mediaTypes) : 'application/json'
  const whole = JSON.stringify(input)
  const payload = random.onceIn(20) ? random.one([...bodies, whole.slice(0, whole.length / 2), Buffer.alloc(1_100_000, 'x')]) : whole
  return { headers: { ...headers, 'content-type': type }, payload }
}

const mediaTypes = [
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  ';',
  'a/b/c',
  'application/x-www-form-urlencoded',
]
const bodies: readonly (string | Buffer)[] = [
  '',
  'null',
  '[]',
  '0',
  '"x"',
  '{',
  '{"a":1,}',
  '{"__proto__":{"grants":["*"]}}',
  '{"constructor":{"prototype":{}}}',
  '['.repeat(20_000),
  Buffer.from([0xff, 0xfe, 0x00, 0x7b]),
]

function hostileHeaders(random: Random, bait: Bait): Record<string, string> {
  const headers: Record<string, string> = { host: 'localhost', 'optimus-confirm': 'yes', ...credential(random, bait) }
  if (random.onceIn(6)) headers[random.one(headerNames)] = random.one(headerTexts)
  if (random.onceIn(6)) headers['idempotency-key'] = random.one(['once', 'a'.repeat(200), `k${random.below(1000)}`])
  return headers
}

const headerNames = [
  'if-match',
  'idempotency-key',
  'optimus-approval',
  'optimus-confirm',
  'optimus-surface',
  'accept',
  'accept-encoding',
  'accept-language',
  'origin',
  'sec-fetch-site',
  'host',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-http-method-override',
  'range',
  'cookie',
  'authorization',
]
const headerTexts = [
  '',
  '"',
  '"7"',
  'W/"1"',
  '*',
  '-1',
  '99999999999999999999',
  'x'.repeat(5000),
  'mcp',
  'cli',
  'null',
  'http://evil.example',
  'bytes=-1',
  ';;;',
  'é',
]

function credential(random: Random, bait: Bait): Record<string, string> {
  switch (random.below(12)) {
    case 0:
      return {}
    case 1:
      return {
        cookie: random.one([
          'optimus_session=',
          'optimus_session=x; optimus_session=y',
          '=',
          ';',
          'optimus_session=%',
          `a=${'b'.repeat(4000)}`,
        ]),
      }
    case 2:
      return {
        authorization: random.one(['Bearer', 'Bearer ', 'Basic Og==', 'Bearer opt_x_y', `Bearer optlocal_${'A'.repeat(43)}`, 'Bearer a b']),
      }
    case 3:
      return { cookie: bait.cookie }
    default:
      return { authorization: `Bearer ${bait.key}` }
  }
}
