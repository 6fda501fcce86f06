import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exactVersion, readRequirement } from './python-requirement.ts'

test('only a specifier that allows one version names it', () => {
  assert.deepEqual(['==1.2.3', '=== 1.0+local', '==1.*', '>=1', '==1,!=2', ''].map(exactVersion), [
    '1.2.3',
    '1.0+local',
    null,
    null,
    null,
    null,
  ])
})

test('what is no requirement is refused', () => {
  for (const text of ['', '!!', '-x', 'name with spaces', 'a b==1', '(', '[x]==1', 'name @@'])
    assert.equal(readRequirement(text)?.origin === 'registry', false, text)
})

test('the old bracketed form and a marker behind an address are read', () => {
  assert.deepEqual(readRequirement('idna (>=2.0,<3) ; extra == "x"'), {
    name: 'idna',
    extras: [],
    marker: 'extra == "x"',
    specifier: '>=2.0,<3',
    version: null,
    origin: 'registry',
    source: null,
  })
  const remote = readRequirement('tool @ https://example.com/a;b/tool.zip ; python_version > "3"')!
  assert.deepEqual([remote.name, remote.source, remote.marker], ['tool', 'https://example.com/a;b/tool.zip', 'python_version > "3"'])
})
