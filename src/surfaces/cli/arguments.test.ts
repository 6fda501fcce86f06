import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseArguments } from './arguments.ts'
import type { CatalogueEntry, JsonSchema } from './catalogue-entry.ts'
import { CommandError } from './exit-code.ts'
import { flagsOf } from './flags.ts'

const entry = describe({
  project: { type: 'string', maxLength: 200 },
  pid: { type: 'integer' },
  verdict: { type: 'string', enum: ['confirmed', 'rejected'] },
  sort: { type: 'string', enum: ['name', '-name'], default: 'name' },
  tags: { type: 'array', items: { type: 'string' } },
  ports: { type: 'array', items: { type: 'integer' } },
  owned: { type: 'boolean', default: true },
  description: { anyOf: [{ type: 'string', maxLength: 2000 }, { type: 'null' }] },
  environment: { type: 'object', additionalProperties: { type: 'string' } },
  shape: { type: 'object', properties: { a: { type: 'number' } } },
  json: { type: 'string' },
  firstSeenAt: { type: 'string', format: 'date-time' },
})

const source = { file: (path: string) => `file ${path}`, standardInput: () => 'typed\n' }
const parse = (...words: string[]) => parseArguments(entry, words, source)

test('path fields and required fields are words in their order, flags may stand anywhere', () => {
  assert.deepEqual(parse('--no-owned', 'alpha', '12', '--sort', '-name', 'confirmed').input, {
    project: 'alpha',
    pid: 12,
    verdict: 'confirmed',
    sort: '-name',
    owned: false,
  })
  assert.deepEqual(
    flagsOf(entry)
      .filter((flag) => flag.position !== null)
      .map((flag) => flag.name),
    ['project', 'pid', 'verdict'],
  )
})

test('lists are repeated or separated by commas, maps are pairs, objects are JSON, and a flag has its kebab name', () => {
  const { input } = parse(
    'a',
    '1',
    'confirmed',
    '--tags',
    'x,y',
    '--tags=z',
    '--ports',
    '80,443',
    '--environment',
    'A=1=2',
    '--environment',
    'B=',
    '--shape',
    '{"a":1}',
    '--first-seen-at',
    '2026-01-01T00:00:00Z',
  )
  assert.deepEqual(input['tags'], ['x', 'y', 'z'])
  assert.deepEqual(input['ports'], [80, 443])
  assert.deepEqual(input['environment'], { A: '1=2', B: '' })
  assert.deepEqual(input['shape'], { a: 1 })
  assert.equal(input['firstSeenAt'], '2026-01-01T00:00:00Z')
})

test('long text comes from a file or standard input, short text keeps its @', () => {
  assert.equal(parse('@types/node', '1', 'confirmed', '--description', '@a.md').input['description'], 'file a.md')
  assert.equal(parse('@types/node', '1', 'confirmed').input['project'], '@types/node')
  assert.equal(parse('a', '1', 'confirmed', '--description', '@@a').input['description'], '@a')
  assert.equal(parse('a', '1', 'confirmed', '--description', '-').input['description'], 'typed')
  assert.equal(parse('a', '1', 'confirmed', '--no-description').input['description'], null)
})

test('a field with the name of an option is reached by --input', () => {
  const { input, options } = parse('a', '1', 'confirmed', '--json', '--input', '{"json":"text","pid":7}')
  assert.equal(options.json, true)
  assert.deepEqual([input['json'], input['pid']], ['text', 1])
})

test('every mistake is a sentence that names the flag, with exit code 2', () => {
  const wrong: [string[], RegExp][] = [
    [['a', '1', 'confirmd'], /<verdict> is one of confirmed, rejected; not confirmd\. Did you mean confirmed\?/],
    [['a', 'x', 'confirmed'], /<pid> takes a whole number, not x/],
    [['a'], /<pid> and <verdict> are missing/],
    [['a', '1', 'confirmed', 'more'], /does not know what to do with "more"/],
    [['a', '1', 'confirmed', '--tgas', 'x'], /has no --tgas\. Did you mean --tags\?/],
    [['a', '1', 'confirmed', '--shape', '{'], /--shape takes JSON/],
    [['a', '1', 'confirmed', '--sort'], /--sort needs a value/],
    [['a', '1', 'confirmed', '-x'], /There is no -x/],
    [['a', '1', 'confirmed', '--pid', '1', '--pid', '2'], /does not know what to do|takes one value/],
  ]
  for (const [words, sentence] of wrong) {
    assert.throws(
      () => parse(...words),
      (error) => error instanceof CommandError && error.exitCode === 2 && sentence.test(error.message),
      words.join(' '),
    )
  }
})

test('after two hyphens everything is a word', () => {
  assert.equal(parse('--pid=1', '--verdict', 'confirmed', '--', '--odd').input['project'], '--odd')
})

function describe(properties: Record<string, JsonSchema>): CatalogueEntry {
  return {
    id: 'projects.tryOut',
    system: 'projects',
    name: 'tryOut',
    summary: 'Try',
    description: null,
    effect: 'write',
    permission: 'projects:write',
    method: 'POST',
    path: '/api/v1/projects/:project/try/:pid',
    long: false,
    bytes: null,
    deprecated: null,
    input: { type: 'object', properties, required: ['project', 'pid', 'verdict'] },
  }
}
