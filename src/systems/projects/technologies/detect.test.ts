import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detect } from './detect.ts'
import { openRules } from './rule.ts'
import type { Signal } from './signal.ts'

const book = openRules([
  { id: 'web', name: 'Web', kind: 'framework', npm: 'web web-extra', file: 'web.config.js', implies: ['view'] },
  { id: 'view', name: 'View', kind: 'framework', npm: 'view' },
  { id: 'store', name: 'Store', kind: 'database', npm: 'store-client', image: 'store', env: 'STORE_URL' },
  { id: 'gems', name: 'Gems', kind: 'framework', gem: 'gems' },
])

const signal = (source: Signal['source'], name: string, more: Partial<Signal> = {}): Signal => ({
  source,
  name,
  version: null,
  scope: 'runtime',
  file: 'package.json',
  line: 3,
  text: `"${name}"`,
  ...more,
})
const one = (signals: Signal[], id: string) => detect('p', signals, book).find((fact) => fact.id === id)

test('a declared package is a fact with its line, version and part', () => {
  assert.deepEqual(detect('p', [signal('npm', 'view', { version: '^2' })], book), [
    {
      id: 'view',
      name: 'View',
      kind: 'framework',
      version: '^2',
      confidence: 0.97,
      part: 'p',
      evidence: [{ file: 'package.json', line: 3, text: '"view"' }],
      override: null,
    },
  ])
})

test('more kinds of evidence make surer, weaker scopes less sure, never certain', () => {
  const sure = one([signal('npm', 'web'), signal('file', 'web.config.js', { file: 'web.config.js', line: null })], 'web')
  assert.equal(sure?.confidence, 0.99)
  assert.ok((one([signal('npm', 'web', { scope: 'weak' })], 'web')?.confidence ?? 1) < 0.7)
  assert.equal(one([signal('env', 'STORE_URL')], 'store')?.confidence, 0.6)
})

test('the version of a client library is not the version of its server', () => {
  assert.equal(one([signal('npm', 'store-client', { version: '8.1.0' })], 'store')?.version, null)
  const both = [signal('npm', 'store-client', { version: '8.1.0' }), signal('image', 'store', { version: '16', file: 'compose.yml' })]
  assert.equal(one(both, 'store')?.version, '16')
})

test('the version of a companion package is not the version of the framework', () => {
  assert.equal(one([signal('npm', 'web-extra', { version: '9' })], 'web')?.version, null)
})

test('an exact version outweighs a range', () => {
  const signals = [
    signal('gem', 'gems', { version: '~> 8.0', file: 'Gemfile' }),
    signal('gem', 'gems', { version: '8.0.1', file: 'Gemfile.lock' }),
  ]
  assert.equal(one(signals, 'gems')?.version, '8.0.1')
})

test('what is implied rests on the same line, a little less sure, without a version', () => {
  const implied = one([signal('npm', 'web', { version: '1.0.0' })], 'view')
  assert.deepEqual([implied?.version, implied?.confidence, implied?.evidence[0]?.text], [null, 0.87, '"web"'])
})

test('the order of signals does not matter and each line is evidence once', () => {
  const signals = [
    signal('npm', 'web'),
    signal('npm', 'web'),
    signal('image', 'store', { file: 'b.yml' }),
    signal('npm', 'view', { line: 9 }),
    signal('file', 'web.config.js', { file: 'a/web.config.js', line: null }),
  ]
  assert.deepEqual(detect('', signals, book), detect('', signals.toReversed(), book))
  assert.equal(one(signals, 'web')?.evidence.length, 2)
})

test('nothing known gives nothing', () => {
  assert.deepEqual(detect('', [signal('npm', 'unknown'), signal('gem', 'web')], book), [])
})
