import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDirect, addEdge, addMissing, addNote, addPackage, finishGraph, startGraph } from './graph-draft.ts'
import { graphText } from './graph-text.ts'
import type { Scope } from './graph.ts'

const draftOf = (names: string, edges: string, direct: Record<string, Scope>) => {
  const draft = startGraph('npm', 'npm', 'lock')
  const numbers = new Map(names.split('').map((name) => [name, addPackage(draft, { name, version: '1' })]))
  for (const edge of edges.split(' ').filter((one) => one !== '')) {
    const strongest = edge[1] === '?' ? 'optional' : edge[1] === '^' ? 'peer' : 'runtime'
    addEdge(draft, { from: numbers.get(edge[0]!)!, to: numbers.get(edge.at(-1)!)!, strongest })
  }
  for (const [name, scope] of Object.entries(direct)) addDirect(draft, { part: '.', name, requested: '*', scope }, numbers.get(name)!)
  return draft
}

test('the strongest way to a package decides its scope, also through circles', () => {
  const graph = finishGraph(draftOf('abcdefg', 'a>b b>c c>a d>c d>e e?f b^g', { a: 'runtime', d: 'dev' }), true)
  assert.deepEqual(Object.fromEntries(graph.packages.map((one) => [one.name, one.scope])), {
    a: 'runtime',
    b: 'runtime',
    c: 'runtime',
    d: 'dev',
    e: 'dev',
    f: 'dev',
    g: 'peer',
  })
  const optional = finishGraph(draftOf('abc', 'a?b b>c', { a: 'runtime', c: 'dev' }), true)
  assert.deepEqual(
    optional.packages.map((one) => one.scope),
    ['runtime', 'optional', 'optional'],
  )
})

test('the same package listed twice is one, with what either listing knew', () => {
  const draft = startGraph('npm', 'npm', 'lock')
  const first = addPackage(draft, { name: 'a', version: '1', scope: 'dev' })
  const second = addPackage(draft, { name: 'a', version: '1', scope: 'runtime', licences: ['MIT'] })
  assert.equal(first, second)
  const forked = addPackage(draft, { name: 'a', version: '1', origin: 'git', source: 'https://x.org/a.git' })
  assert.notEqual(first, forked)
  addEdge(draft, { from: first, to: forked })
  addEdge(draft, { from: first, to: forked })
  addEdge(draft, { from: first, to: first })
  const graph = finishGraph(draft, true)
  assert.deepEqual(graphText(graph), ['a@1 runtime > a@1', 'a@1 runtime git'])
  assert.deepEqual(graph.packages[0]!.licences, ['MIT'])
})

test('what a file refers to but does not describe makes it incomplete, in one note', () => {
  const draft = draftOf('a', '', { a: 'runtime' })
  for (const name of ['x', 'y', 'z', 'w', 'x']) addMissing(draft, name)
  const graph = finishGraph(draft, true)
  assert.equal(graph.complete, false)
  assert.deepEqual(
    graph.notes.map((one) => one.sentence),
    ['Refers to 4 packages that are not in the file (x, y, z, …); it may be cut off or older than its manifest.'],
  )
})

test('notes do not flood', () => {
  const draft = draftOf('a', '', {})
  for (let i = 0; i < 10_000; i++) addNote(draft, 'again', i)
  assert.equal(finishGraph(draft, true).notes.length, 200)
})
