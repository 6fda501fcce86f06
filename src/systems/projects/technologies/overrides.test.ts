import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Part } from '../discovery/part.ts'
import type { Fact } from './fact.ts'
import { applyOverrides } from './overrides.ts'
import { rollUp } from './roll-up.ts'

const fact = (id: string, part: string, more: Partial<Fact> = {}): Fact => ({
  id,
  name: id.toUpperCase(),
  kind: 'framework',
  version: null,
  confidence: 0.9,
  part,
  evidence: [{ file: `${part}/f`, line: 1, text: id }],
  override: null,
  ...more,
})
const part = (path: string, role: Part['role'] = 'package'): Part => ({ path, name: 'same', manifests: [], role })

test('a confirmed fact is certain, a rejected one stays listed but counts for nothing, others are untouched', () => {
  const facts = [fact('a', ''), fact('b', ''), fact('c', '')]
  const result = applyOverrides(facts, [
    { technology: 'a', part: '', verdict: 'confirmed' },
    { technology: 'b', part: '', verdict: 'rejected' },
  ])
  assert.deepEqual(
    result.map((one) => [one.id, one.confidence, one.override]),
    [
      ['a', 1, 'confirmed'],
      ['b', 0, 'rejected'],
      ['c', 0.9, null],
    ],
  )
  assert.deepEqual(
    rollUp(result, [part('')]).map((one) => one.id),
    ['a', 'c'],
  )
})

test('words hold for one part only', () => {
  const result = applyOverrides([fact('a', ''), fact('a', 'web')], [{ technology: 'a', part: 'web', verdict: 'rejected' }])
  assert.deepEqual(
    result.map((one) => one.override),
    [null, 'rejected'],
  )
})

test('what a person added is there, found or not, and is one fact once it is found', () => {
  const added = { technology: 'own', part: '', verdict: 'added' as const, name: 'Own engine', kind: 'library' as const, version: '2' }
  const [invented] = applyOverrides([], [added])
  assert.deepEqual(invented, {
    id: 'own',
    name: 'Own engine',
    kind: 'library',
    version: '2',
    confidence: 1,
    part: '',
    evidence: [],
    override: 'added',
  })
  const found = applyOverrides([fact('own', '')], [added])
  assert.deepEqual(
    found.map((one) => [one.id, one.override, one.evidence.length]),
    [['own', 'added', 1]],
  )
})

test('words survive a scan that no longer finds the fact, and act again when it is back', () => {
  const words = [{ technology: 'a', part: '', verdict: 'rejected' as const }]
  assert.deepEqual(applyOverrides([], words), [])
  assert.equal(applyOverrides([fact('a', '')], words)[0]?.override, 'rejected')
})

test('rolled up, a technology is one fact with all its parts, at the shallowest', () => {
  const facts = [fact('a', 'x/y', { version: '2', confidence: 0.99 }), fact('a', 'x', { version: '1' }), fact('b', 'x')]
  const [a] = rollUp(facts, [part('x'), part('x/y')])
  assert.deepEqual(
    [a?.part, a?.parts, a?.version, a?.versions, a?.confidence, a?.evidence.map((one) => one.file)],
    ['x', ['x', 'x/y'], '1', ['1', '2'], 0.99, ['x/f', 'x/y/f']],
  )
})

test('examples and fixtures do not speak for the project', () => {
  const facts = [fact('a', 'examples/one'), fact('b', 'tests/fixtures'), fact('c', '')]
  assert.deepEqual(
    rollUp(facts, [part(''), part('examples/one', 'example'), part('tests/fixtures', 'fixture')]).map((one) => one.id),
    ['c'],
  )
})
