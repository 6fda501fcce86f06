import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Part } from '../discovery/part.ts'
import type { Ecosystem } from '../discovery/manifest-names.ts'
import { buildEdges, listServices } from './edges.ts'
import type { Link, ServiceNode } from './signal.ts'

const part = (path: string, ecosystem: Ecosystem, name: string, role: Part['role'] = 'package'): Part => ({
  path,
  name,
  role,
  manifests: [{ file: `${path}/manifest`, ecosystem, name }],
})
const link = (file: string, to: Pick<Link, 'folder' | 'name'>): Link => ({ ...to, file, line: 4, text: 'the line' })
const node = (name: string, more: Partial<ServiceNode> = {}): ServiceNode => ({
  name,
  image: null,
  build: null,
  uses: [],
  file: 'compose.yml',
  line: 2,
  ...more,
})
const words = (edges: ReturnType<typeof buildEdges>) => edges.map((edge) => `${edge.from || '.'} ${edge.kind} ${edge.to || '.'}`)

const parts = [
  part('', 'npm', 'top'),
  part('apps/web', 'npm', '@o/web'),
  part('packages/ui', 'npm', '@o/ui'),
  part('api', 'go', 'o/api'),
  part('core/data', 'gradle', 'data'),
  part('app', 'gradle', 'app'),
]

test('a use by name or by folder is an edge with its line', () => {
  const edges = buildEdges(
    parts,
    [
      link('apps/web/package.json', { name: '@o/ui' }),
      link('package.json', { folder: 'api' }),
      link('app/build.gradle', { name: 'gradle:core:data' }),
    ],
    [],
  )
  assert.deepEqual(words(edges), ['apps/web package packages/ui', '. package api', 'app package core/data'])
  assert.deepEqual(edges[0]?.evidence, { file: 'apps/web/package.json', line: 4, text: 'the line' })
})

test('names mean packages of the same ecosystem, never the part itself, and packages from outside give no edge', () => {
  const links = [
    link('apps/web/package.json', { name: 'o/api' }),
    link('apps/web/package.json', { name: '@o/web' }),
    link('apps/web/package.json', { name: 'react' }),
    link('apps/web/package.json', { folder: 'gone' }),
  ]
  assert.deepEqual(buildEdges(parts, links, []), [])
})

test('a name that two packages bear gives no edge, an example beside the package does not disturb', () => {
  const twins = [part('a', 'npm', 'x'), part('b', 'npm', 'x'), part('c', 'npm', 'c')]
  assert.deepEqual(buildEdges(twins, [link('c/package.json', { name: 'x' })], []), [])
  const example = [part('a', 'npm', 'x'), part('examples/b', 'npm', 'x', 'example'), part('c', 'npm', 'c')]
  assert.deepEqual(words(buildEdges(example, [link('c/package.json', { name: 'x' })], [])), ['c package a'])
})

test('services depend on services of their file and are built from the part around their folder', () => {
  const nodes = [
    node('web', { build: 'apps/web', uses: ['db', 'none'] }),
    node('job', { build: 'api/jobs' }),
    node('db', { image: 'postgres:16' }),
    node('db', { file: 'other.yml' }),
  ]
  assert.deepEqual(words(buildEdges(parts, [], nodes)), [
    'compose.yml#web service compose.yml#db',
    'compose.yml#web build apps/web',
    'compose.yml#job build api',
  ])
  assert.deepEqual(listServices(nodes)[2], { id: 'compose.yml#db', name: 'db', file: 'compose.yml', image: 'postgres:16' })
})

test('the same use said twice is one edge', () => {
  assert.equal(
    buildEdges(parts, [link('apps/web/package.json', { name: '@o/ui' }), link('apps/web/tsconfig.json', { folder: 'packages/ui' })], [])
      .length,
    1,
  )
})
