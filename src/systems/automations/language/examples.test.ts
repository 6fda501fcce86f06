import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Json, JsonObject } from '../expressions/json.ts'
import { compile } from './compile.ts'
import { expressionReport } from './expression-report.ts'
import { documentGraph } from './graph.ts'
import { readSource } from './source.ts'
import { schemaProblems } from './validation/schema-problems.ts'
import { fitsSchema, PUBLISHED_SCHEMA, warmSchema } from './validation/schema.ts'
import { UNSUPPORTED, type UnsupportedCode } from './validation/unsupported.ts'

const OWN = new URL('./examples/', import.meta.url)
const SHARED = ['../../../../../shared/', '../../../../../../shared/']
  .map((folder) => new URL(`${folder}specs/open-workflow/`, import.meta.url))
  .find((folder) => existsSync(folder))

/** The examples of the specification that are refused, and why. All others are supported. */
const REFUSED: Readonly<Record<string, UnsupportedCode>> = {
  'call-asyncapi-publish.yaml': 'unsupported-asyncapi',
  'call-asyncapi-subscribe-consume-amount.yaml': 'unsupported-asyncapi',
  'call-asyncapi-subscribe-consume-forever-foreach.yaml': 'unsupported-asyncapi',
  'call-asyncapi-subscribe-consume-until.yaml': 'unsupported-asyncapi',
  'call-asyncapi-subscribe-consume-while.yaml': 'unsupported-asyncapi',
  'call-grpc.yaml': 'unsupported-grpc',
}

const names = readdirSync(OWN).filter((name) => name.endsWith('.yaml'))

test('all examples of the specification are there', () => {
  assert.equal(names.length, 68)
})

for (const name of names)
  test(`the example ${name} is valid and ${REFUSED[name] === undefined ? 'supported' : 'refused with its reason'}`, () => {
    const text = readFileSync(new URL(name, OWN), 'utf8')
    assert.ok(fitsSchema(readSource(text).value), 'breaks the published schema')
    const { document, problems } = compile(text)
    const code = REFUSED[name]
    if (code === undefined) {
      assert.deepEqual(problems, [])
      assert.deepEqual(document, readSource(text).value)
      assert.ok(documentGraph(document!).nodes.length > 0)
      assert.deepEqual(
        expressionReport(document!).filter(({ classification }) => classification.lane !== 'fast'),
        [],
      )
    } else {
      assert.equal(document, null)
      assert.deepEqual(
        problems.map((problem) => [problem.code, problem.message]),
        [[code, UNSUPPORTED[code]]],
      )
      assert.match(text.split('\n')[problems[0]!.line - 1]!, /call: (?:asyncapi|grpc)/)
    }
  })

test('the kept schema and examples say what those of the specification say', (context) => {
  if (SHARED === undefined) return context.skip('the official copy is not beside this repository')
  const read = (name: string, folder: URL) => readSource(readFileSync(new URL(name, folder), 'utf8')).value
  assert.deepEqual(PUBLISHED_SCHEMA, read('workflow.schema.yaml', SHARED))
  const folder = new URL('examples/', SHARED)
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.yaml')))
    assert.deepEqual(read(name, OWN), read(name, folder), name)
})

test('the schema can be compiled before it is needed', () => {
  warmSchema()
  assert.ok(fitsSchema({ document: { dsl: '1.0.3', namespace: 'a', name: 'b', version: '1.0.0' }, do: [] }))
})

test('the verdict on parts is that of the whole schema, for examples with something broken in them', () => {
  const broken = { valid: 0, invalid: 0 }
  for (const name of names) {
    const value = readSource(readFileSync(new URL(name, OWN), 'utf8')).value
    for (const variant of variants(value)) {
      const whole = fitsSchema(variant)
      const parts = schemaProblems(variant as JsonObject, readSource(JSON.stringify(variant))).length === 0
      assert.equal(parts, whole, `${name}: ${JSON.stringify(variant)}`)
      broken[whole ? 'valid' : 'invalid'] += 1
    }
  }
  assert.ok(broken.invalid > 1_000 && broken.valid > 500, JSON.stringify(broken))
})

/** The value with one member removed, one renamed, or one replaced by a number, at every place. */
function variants(value: Json, path: (string | number)[] = []): Json[] {
  const at = path.reduce<Json>((part, key) => (part as JsonObject)[key as string]!, value)
  if (typeof at !== 'object' || at === null) return []
  const keys = Array.isArray(at) ? at.map((_, index) => index) : Object.keys(at)
  return keys.flatMap((key) => {
    const inner = variants(value, [...path, key])
    if (typeof key === 'number') return inner
    const changed = [
      (object: JsonObject) => delete object[key],
      (object: JsonObject) => (object[key] = 5),
      (object: JsonObject) => Object.assign(object, { [`${key}x`]: object[key] }, delete object[key]),
    ].map((change) => {
      const copy = structuredClone(value)
      change(path.reduce<Json>((part, step) => (part as JsonObject)[step as string]!, copy) as JsonObject)
      return copy
    })
    return [...changed, ...inner]
  })
}
