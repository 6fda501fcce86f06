import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holderSentence, portConflicts, whoHolds } from './held-ports.ts'
import { mapProcesses } from './map-processes.ts'
import { observed, snapshotOf } from '#tests/support/observed-processes.ts'
import type { ListeningPort } from './process.ts'

const port = (number: number, change: Partial<ListeningPort> = {}): ListeningPort => ({
  protocol: 'tcp',
  address: '127.0.0.1',
  port: number,
  onHost: true,
  ...change,
})
const shop = { id: 'shop', name: 'Shop', root: '/p/shop' }
const blog = { id: 'blog', name: 'Blog', root: '/p/blog' }
const container = {
  id: 'c'.repeat(64),
  name: 'db',
  image: '',
  labels: { 'org.optimus.project': 'blog' },
  mounts: [],
  published: [{ protocol: 'tcp' as const, address: '0.0.0.0', hostPort: 5432, containerPort: 5432 }],
}

const map = mapProcesses({
  projects: [shop, blog],
  started: [],
  home: null,
  self: null,
  containers: { known: true, containers: [container] },
  snapshot: snapshotOf(
    [
      observed({ pid: 4711, cwd: '/p/shop', ports: [port(3000), port(3000, { protocol: 'udp' }), port(9999, { onHost: false })] }),
      observed({ pid: 4712, cwd: '/srv', command: ['python3'], ports: [port(8000)] }),
    ],
    { unheldPorts: [port(22, { address: '0.0.0.0' })] },
  ),
})
const nameOf = (id: string): string => (id === 'shop' ? 'Shop' : 'Blog')
const sentences = (number: number): string[] => whoHolds(number, map).map((held) => holderSentence(held, nameOf))

test('a busy port names its holder: process, container, or nobody that can be seen', () => {
  assert.deepEqual(sentences(3000), ['Port 3000 is held by node (pid 4711) of Shop.'])
  assert.deepEqual(sentences(8000), ['Port 8000 is held by python3 (pid 4712).'])
  assert.deepEqual(sentences(5432), ['Port 5432 is held by container db of Blog.'])
  assert.deepEqual(sentences(22), ['Port 22 is held by a process that this user cannot see.'])
  assert.deepEqual(sentences(4000), [])
})

test('protocols are kept apart, and ports in other namespaces do not count', () => {
  assert.equal(whoHolds(3000, map, 'udp').length, 1)
  assert.deepEqual(whoHolds(9999, map), [])
})

test('two projects on one port conflict, and so does a port that a stranger holds', () => {
  const want = (project: string, number: number): Parameters<typeof portConflicts>[0][number] => ({
    project,
    port: number,
    protocol: 'tcp',
    source: 'compose.yml:3',
  })
  const conflicts = portConflicts(
    [want('shop', 3000), want('blog', 3000), want('shop', 8000), want('blog', 5432), want('blog', 4000), want('blog', 4000)],
    map,
  )
  assert.deepEqual(
    conflicts.map(({ port: number, wanted, strangers }) => [number, wanted.length, strangers.length]),
    [
      [3000, 2, 0],
      [8000, 1, 1],
    ],
  )
})
