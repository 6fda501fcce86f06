import assert from 'node:assert/strict'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import type { ProjectChange, WatchedProject } from './change.ts'
import { type Watch, watchRoots } from './read-changes.ts'
import { type TemporaryFolder, temporaryFolder } from '#tests/support/temporary-folder.ts'

let folder: TemporaryFolder
let watch: Watch | undefined
let changes: ProjectChange[] = []
let wake: () => void = () => {}

beforeEach(() => {
  folder = temporaryFolder()
  changes = []
})
afterEach(async () => {
  await watch?.close()
  folder.remove()
})

async function open(projects: () => WatchedProject[], pollMs?: number, root = folder.path): Promise<string[]> {
  const problems: string[] = []
  const onChange = (change: ProjectChange) => {
    changes.push(change)
    wake()
  }
  const settings = { projects, pollMs, settleMs: 30, onProblem: (_: string, text: string) => problems.push(text) }
  watch = await watchRoots([root], onChange, settings)
  return problems
}

/** Waits until a change of that kind was reported for the project; the test runner's time limit ends it otherwise. */
async function reported(kind: string, project?: string): Promise<void> {
  const path = project && join(folder.path, project)
  while (!changes.some((one) => one.project === path && one.kinds.some((each) => each === kind))) {
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
}

const all =
  (...names: string[]) =>
  () =>
    names.map((name) => ({ path: join(folder.path, name) }))

test('edits, manifests, lockfiles, commits and branches are told apart per project', { timeout: 20_000 }, async () => {
  folder.commit('a', { 'src/x.ts': '1' })
  folder.commit('b', { 'src/x.ts': '1' })
  await open(all('a', 'b'))
  folder.put({ 'a/src/x.ts': '2' })
  await reported('tree', 'a')
  folder.put({ 'a/package.json': '{}', 'a/package-lock.json': '{}', 'a/node_modules/x/index.js': '' })
  await reported('manifest', 'a')
  await reported('lockfile', 'a')
  folder.git('a', 'add', '-A')
  await reported('git-index', 'a')
  folder.git('a', 'commit', '-q', '-m', 'two')
  await reported('git-refs', 'a')
  folder.git('a', 'checkout', '-q', '-b', 'other')
  await reported('git-head', 'a')
  assert.deepEqual(
    changes.filter((one) => one.project === join(folder.path, 'b')),
    [],
  )
})

test('many changes are reported as one', { timeout: 20_000 }, async () => {
  folder.commit('a', { x: '1' })
  await open(all('a'))
  folder.put(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`a/f${at}`, ''])))
  await reported('tree', 'a')
  assert.ok(changes.length < 20, `${changes.length} reports`)
})

test('a project that appears, moves or goes is reported for its root, and then watched itself', { timeout: 20_000 }, async () => {
  const names: string[] = []
  await open(() => all(...names)())
  folder.commit('new', { 'deep/er/x.ts': '1' })
  await reported('rescan')
  names.push('new')
  changes = []
  folder.put({ 'new/deep/er/x.ts': '2' })
  await reported('tree', 'new')
  renameSync(join(folder.path, 'new'), join(folder.path, 'moved'))
  await reported('tree')
  rmSync(join(folder.path, 'moved'), { recursive: true })
  changes = []
  await reported('tree')
})

test('the state of a worktree is reported for the worktree', { timeout: 20_000 }, async () => {
  folder.commit('a', { x: '1' })
  folder.git('a', 'worktree', 'add', '-q', '../w')
  const tree = { path: join(folder.path, 'w'), gitDirectory: join(folder.path, 'a/.git/worktrees/w') }
  await open(() => [...all('a')(), tree])
  folder.git('w', 'checkout', '-q', '--detach')
  await reported('git-head', 'w')
})

test('a root that cannot be watched is polled, says why, and is watched once it can be', { timeout: 20_000 }, async () => {
  const root = join(folder.path, 'later')
  const problems = await open(all('later/a'), 20, root)
  assert.match(problems[0] ?? '', /cannot be watched .*looked at now and then/)
  assert.equal(watch?.mode(root), 'poll')
  mkdirSync(root)
  await reported('rescan')
  assert.equal(watch?.mode(root), 'native')
  changes = []
  folder.put({ 'later/x': '1' })
  await reported('tree')
})

test('polling sees commits, branches, manifests and files that come', { timeout: 20_000 }, async () => {
  const { readPolls } = await import('./read-polls.ts')
  folder.commit('a', { 'package.json': '{}' })
  const stop = readPolls({ root: folder.path, projects: all('a'), everyMs: 20 }, (change) => {
    changes.push(change)
    wake()
  })
  try {
    folder.put({ 'a/package.json': '{"name":"a"}' })
    await reported('manifest', 'a')
    folder.git('a', 'commit', '-q', '-am', 'two')
    await reported('git-index', 'a')
    folder.git('a', 'checkout', '-q', '-b', 'other')
    await reported('git-head', 'a')
    folder.put({ 'a/new': '' })
    await reported('tree', 'a')
    mkdirSync(join(folder.path, 'b'))
    await reported('tree')
  } finally {
    stop()
  }
})

test('nothing is reported after closing, and closing twice is harmless', { timeout: 20_000 }, async () => {
  folder.commit('a', { x: '1' })
  await open(all('a'))
  folder.put({ 'a/y': '1' })
  await watch?.close()
  const count = changes.length
  folder.put({ 'a/z': '1' })
  await watch?.close()
  assert.equal(changes.length, count)
})
