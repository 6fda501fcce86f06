import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChangeKind, ownerOf, readChange } from './change.ts'

const projects = [
  { path: '/p/a' },
  { path: '/p/a/inner' },
  { path: '/p/w', gitDirectory: '/p/a/.git/worktrees/w' },
  { path: '/p/bare.git' },
]

const cases: [path: string, project: string | undefined, kind: ChangeKind | undefined][] = [
  ['/p/a/src/x.ts', '/p/a', 'tree'],
  ['/p/a/package.json', '/p/a', 'manifest'],
  ['/p/a/packages/x/Cargo.toml', '/p/a', 'manifest'],
  ['/p/a/src/Api/Api.csproj', '/p/a', 'manifest'],
  ['/p/a/web/pnpm-lock.yaml', '/p/a', 'lockfile'],
  ['/p/a/.git/HEAD', '/p/a', 'git-head'],
  ['/p/a/.git/index', '/p/a', 'git-index'],
  ['/p/a/.git/index.lock', undefined, undefined],
  ['/p/a/.git/refs/heads/main', '/p/a', 'git-refs'],
  ['/p/a/.git/packed-refs', '/p/a', 'git-refs'],
  ['/p/a/.git/objects/ab/cd', undefined, undefined],
  ['/p/a/.git/logs/HEAD', undefined, undefined],
  ['/p/a/.git/worktrees/w/HEAD', '/p/w', 'git-head'],
  ['/p/a/.git/worktrees/w/index', '/p/w', 'git-index'],
  ['/p/a/.git/modules/sub/HEAD', '/p/a', 'git-head'],
  ['/p/a/node_modules/x/package.json', undefined, undefined],
  ['/p/a/inner/main.go', '/p/a/inner', 'tree'],
  ['/p/ab/x', undefined, 'tree'],
  ['/p/new', undefined, 'tree'],
  ['/p/a', undefined, 'tree'],
  ['/p/new/.git/HEAD', undefined, 'git-head'],
]

for (const [path, project, kind] of cases) {
  test(`${path} means ${kind ?? 'nothing'}${project ? ` to ${project}` : ''}`, () => {
    const change = readChange('/p', path, projects)
    assert.deepEqual(change, kind && { root: '/p', ...(project ? { project } : {}), kinds: [kind] })
  })
}

test('the deepest project owns a path', () => {
  assert.equal(ownerOf(projects, '/p/a/inner/x')?.path, '/p/a/inner')
  assert.equal(ownerOf(projects, '/q'), undefined)
})
