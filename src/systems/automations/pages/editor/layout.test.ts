import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Graph } from '../client.ts'
import { nodeSize, placeGraph, type Placed } from './layout.ts'

function graph(nodes: readonly string[], edges: readonly string[]): Graph {
  return {
    nodes: nodes.map((one) => {
      const [id, parent, kind] = one.split('/')
      return { id: id!, kind: kind || 'set', label: id!, parent: parent || null, marks: [] }
    }),
    edges: edges.map((one) => ({ from: one.split('>')[0]!, to: one.split('>')[1]!, kind: 'next', label: null })),
  }
}

function rowsOf(placed: readonly Placed[]): string[] {
  const rows = Map.groupBy(placed, ({ y, height }) => y + height / 2)
  return [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row.map(({ node }) => node.id).join(' '))
}

test('what waits for another one stands below it, and what does not wait stands beside', () => {
  assert.deepEqual(rowsOf(placeGraph(graph(['a', 'b', 'c', 'd'], ['a>b', 'a>c', 'b>d', 'c>d', 'a>d']))), ['a', 'b c', 'd'])
})

test('nothing overlaps, and a row stands in the middle', () => {
  const placed = placeGraph(graph(['a', 'b', 'c'], ['a>b', 'a>c']))
  const [a, b, c] = placed as [Placed, Placed, Placed]
  assert.ok(c.x >= b.x + nodeSize.width)
  assert.equal(a.x + nodeSize.width / 2, (b.x + c.x + nodeSize.width) / 2)
})

test('a group is as big as what lies in it, which is placed from its corner, and comes before it', () => {
  const placed = placeGraph(graph(['g', 'x/g', 'y/g', 'z'], ['x>y', 'g>z']))
  const [g, x, y] = placed as [Placed, Placed, Placed]
  assert.deepEqual(
    placed.map(({ node }) => node.id),
    ['g', 'x', 'y', 'z'],
  )
  assert.ok(g.holds && g.width > nodeSize.width && g.height > y.y + y.height && x.x > 0 && x.y > 0)
})

test('a circle ends, and each of its nodes is placed once', () => {
  assert.equal(placeGraph(graph(['a', 'b', 'c'], ['a>b', 'b>c', 'c>a'])).length, 3)
})

test('lines cross as little as the order of a row can help', () => {
  assert.deepEqual(rowsOf(placeGraph(graph(['a', 'b', 'x', 'y'], ['a>y', 'b>x']))), ['a b', 'y x'])
})

test('what happens on failure of the run stands below everything, also when an edge crosses a border', () => {
  const placed = placeGraph(graph(['run//failure', 'g', 'x/g', 'tell/run', 'fail//failure'], ['x>fail']))
  const top = placed.filter(({ node }) => node.parent === null)
  assert.deepEqual(rowsOf(top), ['g', 'fail', 'run'])
})
