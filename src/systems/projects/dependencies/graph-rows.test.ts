import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDirect, addEdge, addNote, addPackage, finishGraph, startGraph } from './graph-draft.ts'
import { assembleGraphs, chunksOf } from './graph-rows.ts'

const bigGraph = (file: string, count: number) => {
  const draft = startGraph('npm', 'npm', file)
  for (let i = 0; i < count; i++) addPackage(draft, { name: `p${i}`, version: '1.0.0', licences: i % 2 ? ['MIT'] : null, line: i })
  for (let i = 0; i < count; i++) for (const step of [1, 7]) addEdge(draft, { from: i, to: (i + step) % count })
  for (let i = 0; i < count; i += 3) addDirect(draft, { part: '.', name: `p${i}`, requested: '^1', scope: 'dev' }, i)
  addNote(draft, 'a note')
  return finishGraph(draft, true)
}

test('a graph arrives as it was sent, in chunks of bounded size', () => {
  const graphs = [bigGraph('a', 5001), bigGraph('b', 1), bigGraph('c', 200)]
  const assembly = assembleGraphs()
  for (const graph of graphs) {
    for (const chunk of chunksOf(graph)) {
      if (chunk.kind !== 'graph') assert.ok(chunk.rows.length <= 200)
      assembly.add(structuredClone(chunk))
    }
  }
  const steps = assembly.finish()
  let step = steps.next()
  let pauses = 0
  for (; !step.done; step = steps.next()) pauses++
  assert.deepEqual(step.value, graphs)
  assert.equal(pauses, 2)
})
