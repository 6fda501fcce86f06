import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDirect, addEdge, addPackage, finishGraph, startGraph } from './graph-draft.ts'
import { pathsTo } from './paths.ts'

const graph = (() => {
  const draft = startGraph('npm', 'npm', 'lock')
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name) => addPackage(draft, { name, version: '1' })) as [
    number,
    number,
    number,
    number,
    number,
  ]
  for (const [from, to] of [
    [a, b],
    [b, c],
    [c, a],
    [c, d],
    [e, d],
  ] as const)
    addEdge(draft, { from, to })
  addDirect(draft, { part: 'web', name: 'a', requested: '1', scope: 'runtime' }, a)
  addDirect(draft, { part: 'web', name: 'a', requested: '1', scope: 'dev' }, a)
  addDirect(draft, { part: 'api', name: 'e', requested: '1', scope: 'runtime' }, e)
  addDirect(draft, { part: 'api', name: 'd', requested: '1', scope: 'runtime' }, d)
  addDirect(draft, { part: 'api', name: 'gone', requested: '1', scope: 'runtime' }, null)
  return finishGraph(draft, true)
})()
const named = (purl: string) =>
  pathsTo(graph, purl).map((one) => `${one.part}: ${one.purls.map((part) => part.replace('pkg:npm/', '').replace('@1', '')).join(' > ')}`)

test('each declaration’s shortest way is told, shortest first, and circles end', () => {
  assert.deepEqual(named('pkg:npm/d@1'), ['api: d', 'api: e > d', 'web: a > b > c > d'])
  assert.deepEqual(named('pkg:npm/a@1'), ['web: a'])
  assert.equal(pathsTo(graph, 'pkg:npm/d@1', 1).length, 1)
})

test('a package that is not there has no ways', () => {
  assert.deepEqual(named('pkg:npm/none@1'), [])
})
