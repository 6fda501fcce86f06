import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile } from './compile.ts'
import { documentGraph, textGraph } from './graph.ts'
import type { Graph } from './graph-model.ts'

function graph(text: string): Graph {
  const { document, problems } = compile(text)
  assert.ok(document !== null, JSON.stringify(problems))
  return documentGraph(document)
}

function arrows({ edges }: Graph): string[] {
  return edges.map(({ from, to, kind, label }) => `${from} -${kind}-> ${to}${label === null ? '' : ` (${label})`}`)
}

test('triggers, steps and the dependencies that matter', () => {
  const found = graph(
    'name: x\non:\n  - schedule: "0 3 * * *"\nsteps:\n  - {id: a, uses: x.y}\n  - {id: b, uses: x.y, needs: [a]}\n  - {id: c, uses: http, needs: [a], with: {url: "https://a.b"}}\n  - {id: d, uses: x.y, title: The last, retry: 2}\n',
  )
  assert.deepEqual(
    found.nodes.map(({ id, kind, label, marks }) => [id, kind, label, marks]),
    [
      ['trigger:0', 'schedule', '0 3 * * *', []],
      ['a', 'x.y', 'a', []],
      ['b', 'x.y', 'b', []],
      ['c', 'http', 'c', []],
      ['d', 'x.y', 'The last', ['retry']],
    ],
  )
  assert.deepEqual(arrows(found), ['trigger:0 -start-> a', 'a -next-> b', 'a -next-> c', 'b -next-> d', 'c -next-> d'])
})

test('groups, races and what runs on failure hold their steps', () => {
  const found = graph(
    'name: x\nsteps:\n  - id: g\n    steps:\n      - {id: a, uses: x.y}\n      - {id: b, uses: x.y}\n  - id: r\n    race:\n      - {id: c, uses: x.y}\n      - {id: d, uses: x.y}\n    onFailure:\n      - {id: e, uses: x.y}\nonFailure:\n  - {id: f, uses: x.y}\n',
  )
  assert.deepEqual(
    found.nodes.map(({ id, parent }) => `${parent ?? ''}/${id}`),
    ['/g', '/r', 'g/a', 'g/b', 'r/c', 'r/d', '/r:failure', 'r:failure/e', '/run:failure', 'run:failure/f'],
  )
  assert.deepEqual(arrows(found), ['g -next-> r', 'a -next-> b', 'r -failure-> r:failure'])
})

test('a plain document is drawn by its tasks, jumps and cases', () => {
  const found = graph(
    "document: {dsl: '1.0.3', namespace: a, name: b, version: 1.0.0}\ndo:\n  - choose:\n      switch:\n        - big: {when: .n > 3, then: huge}\n        - otherwise: {then: continue}\n  - small: {set: {x: 1}, then: end}\n  - huge:\n      try: [{inner: {set: {x: 1}}}]\n      catch: {then: small}\n",
  )
  assert.deepEqual(arrows(found), [
    '/do/0/choose -case-> /do/2/huge (.n > 3)',
    '/do/0/choose -case-> /do/1/small (otherwise)',
    '/do/2/huge -failure-> /do/1/small (error)',
  ])
  assert.deepEqual(
    found.nodes.map(({ kind, parent }) => [kind, parent]),
    [
      ['switch', null],
      ['set', null],
      ['try', null],
      ['set', '/do/2/huge'],
    ],
  )
})

test('a text with mistakes is drawn as far as its steps are clear', () => {
  const text =
    'name: x\nsteps:\n  - {id: a, uses: x.nope, needs: [c]}\n  - {id: b, uses: htp, needs: [a]}\n  - {id: c, uses: x.y, needs: [b], if: steps.zzz}\n'
  assert.equal(compile(text).document, null)
  assert.deepEqual(arrows(textGraph(text)!), ['c -next-> a', 'a -next-> b', 'b -next-> c (steps.zzz)'])
  assert.equal(textGraph('name: x\nsteps: 5\n'), null)
  assert.equal(textGraph('name: ['), null)
  assert.equal(textGraph('document: {}\ndo:\n  - a: {set: {x: 1}}\n')?.nodes.length, 1)
})
