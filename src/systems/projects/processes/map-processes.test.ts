import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mapProcesses } from './map-processes.ts'
import { observed, snapshotOf } from '#tests/support/observed-processes.ts'
import type { ObservedProcess, Ownership, RunningContainer } from './process.ts'
import type { MappingInput } from './surroundings.ts'

const HOME = '/home/ada'
const SHOP = `${HOME}/projects/shop`
const ID = 'c'.repeat(64)

const INPUT: Omit<MappingInput, 'snapshot'> = {
  projects: [
    { id: 'shop', name: 'shop', root: SHOP },
    { id: 'web', name: 'web', root: `${SHOP}/web` },
    { id: 'blog', name: 'blog', root: `${HOME}/projects/blog` },
  ],
  containers: { known: false, reason: 'No engine.' },
  started: [],
  home: HOME,
  self: 500,
}

function owner(pid: number, processes: readonly ObservedProcess[], change: Partial<MappingInput> = {}): Ownership {
  const map = mapProcesses({ ...INPUT, snapshot: snapshotOf(processes), ...change })
  return map.processes.find(({ process }) => process.pid === pid)!.owner
}

function shown(ownership: Ownership): string {
  return ownership.known
    ? `${ownership.project}: ${ownership.evidence.map(({ sentence }) => sentence).join('; ')}`
    : `? ${ownership.reason}`
}

test('folder, program and argument inside a project each name it, the deepest project first', () => {
  const cases: [Partial<ObservedProcess>, string][] = [
    [{ cwd: `${SHOP}/web/src` }, 'web: cwd ~/projects/shop/web/src'],
    [{ cwd: SHOP, executable: `${SHOP}/bin/api` }, 'shop: cwd ~/projects/shop; program ~/projects/shop/bin/api'],
    [{ executable: `${SHOP}/target/debug/api` }, 'shop: program ~/projects/shop/target/debug/api'],
    [{ command: ['node', `${SHOP}/server.js`] }, 'shop: argument ~/projects/shop/server.js'],
    [{ command: [`${SHOP}/.venv/bin/python`, '-m', 'http.server'] }, 'shop: argument ~/projects/shop/.venv/bin/python'],
    [{ command: ['node', 'projects/blog/server.js'], cwd: HOME }, 'blog: argument ~/projects/blog/server.js'],
    [{ command: ['caddy', `--config=${SHOP}/Caddyfile`] }, 'shop: argument ~/projects/shop/Caddyfile'],
    [{ command: ['node', '--import', `file://${SHOP}/x.mjs`] }, 'shop: argument ~/projects/shop/x.mjs'],
    [{ command: ['docker', 'run', '-v', `${SHOP}:/app`] }, 'shop: argument ~/projects/shop'],
    [{ cwd: `${HOME}/projects/blog`, command: ['node', `${SHOP}/x.js`] }, 'blog: cwd ~/projects/blog'],
  ]
  for (const [change, expected] of cases) assert.equal(shown(owner(9, [observed({ pid: 9, ...change })])), expected)
})

test('addresses, options and words that merely look alike are no evidence', () => {
  for (const word of ['https://host/projects/shop', `-${SHOP}`, 'shop', `${SHOP}ping/x`, 'origin/main', `x:${SHOP}`]) {
    assert.equal(owner(9, [observed({ pid: 9, command: ['git', word], cwd: HOME })]).known, false, word)
  }
})

test("a child inherits from its nearest telling parent, through scripts but not through a person's shell", () => {
  const npm = observed({ pid: 10, parentPid: 8, cwd: SHOP, command: ['npm', 'run', 'dev'] })
  const script = observed({ pid: 11, parentPid: 10, command: ['sh', '-c', 'cd / && helper'] })
  const helper = observed({ pid: 12, parentPid: 11, command: ['helper'] })
  assert.equal(shown(owner(12, [npm, script, helper])), 'shop: child of npm (10): cwd ~/projects/shop')
  const shell = observed({ pid: 8, parentPid: 1, cwd: SHOP, command: ['-bash'], name: 'bash' })
  const fromShell = observed({ pid: 13, parentPid: 8, command: ['browser'], cwd: HOME })
  assert.match(
    shown(owner(13, [shell, fromShell])),
    /^\? Its folder ~, program and arguments are in no project\. Its parents lead to bash \(8\)/,
  )
  assert.equal(shown(owner(8, [shell])), 'shop: cwd ~/projects/shop')
})

test('editors, terminals and the system pass nothing on, and a terminal owns nothing by its folder', () => {
  for (const command of [['tmux: server'], ['/usr/share/code/code'], ['/lib/systemd/systemd', '--user']]) {
    const parent = observed({ pid: 8, cwd: SHOP, command, name: command[0]!.slice(0, 15) })
    assert.equal(owner(9, [parent, observed({ pid: 9, parentPid: 8, cwd: HOME })]).known, false, command[0])
  }
  assert.equal(owner(8, [observed({ pid: 8, cwd: SHOP, command: ['tmux: server'], name: 'tmux: server' })]).known, false)
  assert.equal(owner(8, [observed({ pid: 8, cwd: SHOP, command: ['nvim'], name: 'nvim' })]).known, true)
})

test("a child in another project is that project's, whatever its parents are", () => {
  const parent = observed({ pid: 8, cwd: SHOP })
  assert.equal(shown(owner(9, [parent, observed({ pid: 9, parentPid: 8, cwd: `${HOME}/projects/blog` })])), 'blog: cwd ~/projects/blog')
})

test('what Optimus started is known by pid and start time, and by marker, before anything else', () => {
  const started = [{ pid: 9, startTime: 'boot:9', run: 'r1', project: 'blog' }]
  assert.equal(shown(owner(9, [observed({ pid: 9, cwd: SHOP })], { started })), 'blog: started by Optimus as run r1')
  assert.equal(shown(owner(9, [observed({ pid: 9, startTime: 'boot:later', cwd: SHOP })], { started })), 'shop: cwd ~/projects/shop')
  const marked = observed({ pid: 9, cwd: '/', marker: { project: 'shop', run: 'r2' } })
  assert.equal(shown(owner(9, [marked])), 'shop: its environment says OPTIMUS_PROJECT=shop, run r2')
  assert.equal(owner(9, [{ ...marked, marker: { project: 'deleted', run: 'r2' } }]).known, false)
})

test('helpers that Optimus runs on projects are not theirs, its own server is', () => {
  const self = observed({ pid: 500, cwd: SHOP })
  const git = observed({ pid: 501, parentPid: 500, command: ['git', `--git-dir=${HOME}/projects/blog/.git`] })
  assert.match(shown(owner(501, [self, git])), /^shop: child of node \(500\)/)
  assert.equal(owner(501, [{ ...self, cwd: '/opt/optimus' }, git]).known, false)
})

const CONTAINER: RunningContainer = { id: ID, name: 'shop-db-1', image: 'postgres', labels: {}, published: [], mounts: [] }
const inside = observed({ pid: 9, cwd: SHOP, command: ['postgres', `${SHOP}/x`], container: { id: ID, runtime: 'docker' } })
const listing = (change: Partial<RunningContainer>): Partial<MappingInput> => ({
  containers: { known: true, containers: [{ ...CONTAINER, ...change }] },
})

test('a container is known by its labels, then by its mounts, never by paths inside it', () => {
  const cases: [Partial<RunningContainer>, RegExp][] = [
    [
      { labels: { 'org.optimus.project': 'blog', 'com.docker.compose.project.working_dir': SHOP } },
      /^blog: container shop-db-1, label org\.optimus\.project=blog$/,
    ],
    [
      { labels: { 'com.docker.compose.project.working_dir': `${SHOP}/web` } },
      /^web: container shop-db-1, compose folder ~\/projects\/shop\/web$/,
    ],
    [{ mounts: [`${SHOP}/data`, '/etc/hosts'] }, /^shop: container shop-db-1 mounts ~\/projects\/shop\/data$/],
    [{ mounts: [SHOP, `${HOME}/projects/blog`] }, /^\? It runs in container shop-db-1, whose labels and mounts name no project\.$/],
    [{ labels: { 'org.optimus.project': 'deleted' } }, /^\? It runs in container shop-db-1/],
    [{ id: 'd'.repeat(64) }, /^\? It runs in container cccccccccccc, which the engine does not list\.$/],
  ]
  for (const [change, expected] of cases) assert.match(shown(owner(9, [inside], listing(change))), expected)
  assert.equal(shown(owner(9, [inside])), '? No engine.')
})

test("an engine's helpers on the host belong to their container's project", () => {
  const labels = { 'com.docker.compose.project.working_dir': SHOP }
  const published = [{ protocol: 'tcp' as const, address: '0.0.0.0', hostPort: 8080, containerPort: 80 }]
  const proxy = observed({
    pid: 20,
    cwd: HOME,
    name: 'docker-proxy',
    command: ['/usr/bin/docker-proxy', '-proto', 'tcp', '-host-ip', '0.0.0.0', '-host-port', '8080'],
  })
  const shim = observed({
    pid: 21,
    cwd: '/run',
    name: 'containerd-shim',
    command: ['/usr/bin/containerd-shim-runc-v2', '-namespace', 'moby', '-id', ID],
  })
  assert.equal(
    shown(owner(20, [proxy], listing({ labels, published }))),
    'shop: forwards port 8080 to container shop-db-1; container shop-db-1, compose folder ~/projects/shop',
  )
  assert.equal(owner(20, [proxy]).known, false)
  assert.equal(owner(21, [shim], listing({ labels })).known, true)
})

test("unknown says why: another user's process, a kernel thread, a system that does not tell", () => {
  const denied = observed({ pid: 9, cwd: null, unknowns: [{ part: 'cwd', reason: 'not-permitted' }] })
  assert.match(shown(owner(9, [denied])), /may not be read by this user/)
  assert.match(shown(owner(9, [observed({ pid: 9, kernel: true })])), /thread of the kernel/)
  const untold = observed({ pid: 9, cwd: null, unknowns: [{ part: 'cwd', reason: 'not-told-by-this-system' }] })
  assert.match(shown(owner(9, [untold])), /does not tell/)
})

test('a circle of parents, which a torn snapshot may show, ends', () => {
  const circle = [observed({ pid: 8, parentPid: 9 }), observed({ pid: 9, parentPid: 8 })]
  assert.equal(owner(9, circle).known, false)
})

test('what could not be seen is among the limits', () => {
  const map = mapProcesses({ ...INPUT, snapshot: snapshotOf([], { limits: ['Hidden.'] }) })
  assert.deepEqual(map.limits, ['Hidden.', 'No engine.'])
})
