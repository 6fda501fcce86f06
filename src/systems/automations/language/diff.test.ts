import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile } from './compile.ts'
import { diffDefinitions } from './diff.ts'
import { canonicalJson, definitionHash } from './hash.ts'

const TEXT = `name: x
inputs:
  env: {type: text, default: staging}
on:
  - schedule: "0 3 * * *"
secrets: [A]
steps:
  - id: a
    uses: backups.run
    with: {plan: p, deep: {x: 1}}
  - id: g
    steps:
      - {id: b, uses: x.y}
  - {id: c, uses: x.y, retry: 2}
outputs:
  o: \${ steps.a.output }
`

function sentences(change: (text: string) => string): string[] {
  const after = compile(change(TEXT))
  assert.ok(after.document !== null, JSON.stringify(after.problems))
  return diffDefinitions(compile(TEXT).document!, after.document).map(({ sentence }) => sentence)
}

/** [what, the change, the sentences] */
const CASES: [string, (text: string) => string, string[]][] = [
  ['nothing', (text) => text, []],
  [
    'comments, order of keys and layout',
    (text) => `# hello\n${text.replace('{plan: p, deep: {x: 1}}', '\n      deep:\n        x: 1\n      plan: p')}`,
    [],
  ],
  ['a short form spelled out', (text) => text.replace('retry: 2', 'retry: {times: 2, delay: 1s, backoff: exponential}'), []],
  [
    'a part of a step',
    (text) => text.replace('plan: p', 'plan: q').replace('{x: 1}', '{x: 2}'),
    ['The step "a" has changed in with.plan, with.deep.x.'],
  ],
  ['a step more', (text) => text.replace('outputs:', '  - {id: d, uses: x.new}\noutputs:'), ['The step "d" (x.new) is new.']],
  ['a step less', (text) => text.replace('  - {id: c, uses: x.y, retry: 2}\n', ''), ['The step "c" (x.y) is gone.']],
  ['a step in a group', (text) => text.replace('id: b, uses: x.y', 'id: b, uses: x.z'), ['The step "b" has changed in uses.']],
  ['a trigger', (text) => text.replace('0 3', '0 4'), ['The trigger "schedule" has changed in schedule.']],
  ['a trigger more', (text) => text.replace('secrets', '  - event: a.b\nsecrets'), ['The trigger "event" is new.']],
  ['an input', (text) => text.replace('default: staging', 'default: production'), ['The input "env" has changed in default.']],
  ['a secret', (text) => text.replace('[A]', '[A, B]'), ['The secret "B" is new.']],
  ['an output', (text) => text.replace('o: $', 'p: $'), ['The output "o" is gone.', 'The output "p" is new.']],
  ['a setting', (text) => text.replace('name: x\n', 'name: x\ntimeout: 1h\n'), ['The setting "timeout" is new.']],
]

for (const [what, change, expected] of CASES)
  test(`what differs: ${what}`, () => {
    assert.deepEqual(sentences(change), expected)
  })

test('a step that moves is the same step at another place', () => {
  const moved = (text: string): string => {
    const line = '  - {id: c, uses: x.y, retry: 2}\n'
    return text.replace(line, '').replace('steps:\n  - id: a', `steps:\n${line}  - id: a`)
  }
  assert.deepEqual(sentences(moved), ['The step "c" comes at another place.'])
})

test('plain documents are compared by their tasks', () => {
  const plain = (tasks: string) => compile(`document: {dsl: '1.0.3', namespace: a, name: b, version: 1.0.0}\ndo:\n${tasks}`).document!
  const before = plain('  - one: {set: {x: 1}}\n  - two: {do: [{three: {set: {x: 1}}}]}\n')
  const after = plain('  - zero: {set: {x: 1}}\n  - one: {set: {x: 2}}\n  - two: {do: [{three: {wait: PT1S}}]}\n')
  assert.deepEqual(
    diffDefinitions(before, after)
      .map(({ sentence }) => sentence)
      .sort(),
    ['The step "one" has changed in set.x.', 'The step "two/three" has changed in set, wait.', 'The step "zero" is new.'],
  )
})

test('equal definitions have the same address, however they are written', () => {
  const hash = (text: string) => definitionHash(compile(text).document!)
  assert.match(hash(TEXT), /^sha256:[0-9a-f]{64}$/)
  assert.equal(hash(TEXT), hash(`# a comment\n${TEXT.replace('{plan: p, deep: {x: 1}}', '{deep: {x: 1}, plan: p}')}`))
  assert.notEqual(hash(TEXT), hash(TEXT.replace('plan: p', 'plan: q')))
})

test('canonical JSON sorts keys at every level and keeps lists in order', () => {
  assert.equal(canonicalJson({ b: [3, { d: 1, c: 'é"' }], a: null, '10': 1, '9': 2 }), '{"10":1,"9":2,"a":null,"b":[3,{"c":"é\\"","d":1}]}')
})
