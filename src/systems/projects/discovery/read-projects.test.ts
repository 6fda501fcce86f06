import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { type Found, unseenRoots } from './found.ts'
import { discoverProjects, type DiscoverOptions } from './read-projects.ts'
import { type TemporaryFolder, temporaryFolder } from '#tests/support/temporary-folder.ts'

let folder: TemporaryFolder
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

async function discover(roots: string[] = [folder.path], options?: DiscoverOptions): Promise<Found[]> {
  const found: Found[] = []
  for await (const one of discoverProjects(roots, options)) found.push(one)
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

const places = (found: readonly Found[]) => found.map((one) => `${one.kind} ${one.path.slice(folder.path.length + 1)}`)

describe('what counts as a project', () => {
  test('repositories, bare repositories and folders with a manifest are found at any depth up to the limit', async () => {
    folder.commit('api', { 'go.mod': 'module example.org/api\n' })
    folder.commit('clients/acme/shop', { 'package.json': '{"name":"shop"}' })
    folder.put({ 'scripts/report/requirements.txt': 'pandas\n', 'notes/today.txt': 'nothing\n' })
    folder.git('.', 'init', '-q', '--bare', 'store.git')
    folder.commit('a/b/c/d/e/f', { x: '1' })
    assert.deepEqual(places(await discover()), [
      'repository api',
      'repository clients/acme/shop',
      'folder scripts/report',
      'bare store.git',
    ])
    assert.deepEqual(
      places(await discover(undefined, { depth: 5 })).filter((one) => one.includes('a/b')),
      ['repository a/b/c/d/e/f'],
    )
  })

  test('the manifest gives the name and the repository its branch, commit and remotes without credentials', async () => {
    folder.commit('api', { 'Cargo.toml': '[package]\nname = "api-server"\n' })
    folder.git('api', 'remote', 'add', 'origin', 'https://me:ghp_secret@github.com/Me/Api.git')
    const [api] = await discover()
    assert.equal(api?.manifestName, 'cargo:api-server')
    assert.deepEqual(api?.git?.head, { branch: 'main', commit: folder.git('api', 'rev-parse', 'HEAD') })
    assert.deepEqual(api?.git?.remotes, [{ name: 'origin', url: 'https://github.com/Me/Api.git', key: 'github.com/me/api' }])
    folder.git('api', 'pack-refs', '--all')
    assert.equal((await discover())[0]?.git?.head?.commit, api?.git?.head?.commit)
  })

  test('packages of a project are not projects, and neither is what tools fetched or made', async () => {
    folder.commit('shop', { 'package.json': '{}', 'packages/cart/package.json': '{}' })
    folder.put({ 'shop/node_modules/left/package.json': '{}', 'shop/vendor/x/composer.json': '{}' })
    folder.commit('shop/vendor/lib', { x: '1' })
    folder.put({ 'node_modules/stray/package.json': '{}', '.cache/thing/package.json': '{}' })
    folder.commit('build', { x: 'a project may bear the name of a made folder' })
    assert.deepEqual(places(await discover()), ['repository build', 'repository shop'])
  })

  test('a repository in a project is one of its own unless the project ignores it', async () => {
    folder.commit('outer', { '.gitignore': '/cloned/\n', x: '1' })
    folder.commit('outer/tools/inner', { y: '1' })
    folder.commit('outer/cloned/other', { z: '1' })
    const found = await discover()
    assert.deepEqual(places(found), ['repository outer', 'repository outer/tools/inner'])
    assert.equal(found[1]?.inside, found[0]?.path)
  })

  test('a root that is itself a repository still shows the ones it ignores', async () => {
    folder.commit('.', { '.gitignore': '*\n', x: '1' })
    folder.commit('one', { y: '1' })
    assert.deepEqual(places(await discover()), ['repository ', 'repository one'])
  })

  test('a manifest in a root does not swallow the projects in it, but makes a project of an otherwise empty root', async () => {
    folder.put({ 'package.json': '{}', 'src/index.js': '' })
    assert.deepEqual(places(await discover()), ['folder '])
    folder.put({ 'site/package.json': '{"name":"site"}' })
    assert.deepEqual(places(await discover()), ['folder site'])
  })

  test('a project under two configured roots is found once', async () => {
    folder.commit('team/api', { x: '1' })
    assert.deepEqual(places(await discover([folder.path, join(folder.path, 'team')])), ['repository team/api'])
  })
})

describe('links between checkouts', () => {
  test('a worktree is a project that shares its repository, which lists it', async () => {
    folder.commit('main', { x: '1' })
    folder.git('main', 'worktree', 'add', '-q', '-b', 'feature', '../feature')
    const [feature, main] = await discover()
    assert.equal(feature?.kind, 'worktree')
    assert.equal(feature?.git?.commonDirectory, main?.git?.directory)
    assert.equal(feature?.git?.head?.branch, 'feature')
    assert.deepEqual(main?.git?.worktrees, [{ name: 'feature', path: join(folder.path, 'feature'), branch: 'feature', insideRoots: true }])
  })

  test('a submodule is linked to its parent and no project of its own', async () => {
    folder.commit('library', { x: '1' })
    folder.commit('app', { y: '1' })
    folder.git('app', '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', join(folder.path, 'library'), 'deps/library')
    const found = await discover()
    assert.deepEqual(places(found), ['repository app', 'repository library'])
    assert.deepEqual(found[0]?.git?.submodules, [
      { name: 'deps/library', path: 'deps/library', url: join(folder.path, 'library'), checkedOut: true },
    ])
  })

  test('a checkout whose repository lies outside the roots is shown, but its history is not read', async () => {
    folder.commit('hidden/main', { x: '1' })
    mkdirSync(join(folder.path, 'root'))
    folder.git('hidden/main', 'worktree', 'add', '-q', '-b', 'w', '../../root/w')
    const [worktree] = await discover([join(folder.path, 'root')])
    assert.equal(worktree?.git, undefined)
    assert.deepEqual(
      worktree?.facts.map((fact) => fact.code),
      ['git_outside'],
    )
  })
})

describe('what cannot be read is a fact and stops nothing', () => {
  test('links out of the roots are noted and not followed, circles end', async () => {
    folder.commit('elsewhere/secret', { x: '1' })
    folder.commit('root/app', { y: '1' })
    symlinkSync(join(folder.path, 'elsewhere/secret'), join(folder.path, 'root/linked'))
    symlinkSync(join(folder.path, 'elsewhere'), join(folder.path, 'root/app/assets'))
    symlinkSync('..', join(folder.path, 'root/app/up'))
    symlinkSync('loop', join(folder.path, 'root/loop'))
    const found = await discover([join(folder.path, 'root')])
    assert.deepEqual(
      found.map((one) => [one.name, one.kind, one.facts.map((fact) => fact.code)]),
      [
        ['app', 'repository', ['symlink_outside']],
        ['linked', 'unknown', ['symlink_outside']],
        ['loop', 'unknown', ['symlink_loop']],
      ],
    )
  })

  test('a folder without permission is shown with the reason', async () => {
    folder.commit('open', { 'locked/x': '1' })
    mkdirSync(join(folder.path, 'closed'))
    chmodSync(folder.path, 0o755)
    await asOrdinaryUser([join(folder.path, 'closed'), join(folder.path, 'open/locked')], async () => {
      const found = await discover()
      assert.deepEqual(
        found.map((one) => [one.name, one.kind, one.facts.map((fact) => fact.code)]),
        [
          ['closed', 'unknown', ['permission_denied']],
          ['open', 'repository', ['permission_denied']],
        ],
      )
    })
  })

  test('a missing root is told from an empty one', async () => {
    const missing = join(folder.path, 'none')
    const found = await discover([missing, folder.path])
    assert.deepEqual(unseenRoots(found), [missing])
    assert.equal(found.length, 1)
  })

  test('a broken repository is found with its fault', async () => {
    folder.commit('fine', { x: '1' })
    folder.put({ 'empty/.git/config': '', 'pointer/.git': 'gitdir: ../nowhere\n', 'garbage/.git/HEAD': Buffer.from([0, 255, 7]) })
    folder.put({ 'words/.git': 'This file names no folder.\n' })
    const found = await discover()
    assert.deepEqual(
      found.map((one) => [one.name, one.kind, one.facts.map((fact) => fact.code)]),
      [
        ['empty', 'repository', ['git_broken']],
        ['fine', 'repository', []],
        ['garbage', 'repository', ['git_broken']],
        ['pointer', 'repository', ['git_broken']],
        ['words', 'repository', ['git_broken']],
      ],
    )
  })

  test('a folder of very many files is cut off and says so', async () => {
    folder.put({ 'big/package.json': '{}' })
    for (let at = 0; at < 3000; at++) writeFileSync(join(folder.path, 'big', `f${at}`), '')
    const [big] = await discover(undefined, { mostEntries: 1000 })
    assert.equal(big?.facts[0]?.code, 'too_many_entries')
  })

  test('names that are not UTF-8 are found and marked', async () => {
    const name = Buffer.concat([Buffer.from(`${folder.path}/caf`), Buffer.from([0xe9])])
    mkdirSync(name)
    writeFileSync(Buffer.concat([name, Buffer.from('/package.json')]), '{"name":"cafe"}')
    const [found] = await discover()
    assert.equal(found?.manifestName, 'npm:cafe')
    assert.deepEqual(
      found?.facts.map((fact) => fact.code),
      ['name_not_utf8'],
    )
  })

  test('a pipe in place of a file does not stop the walk', async () => {
    folder.commit('app', { x: '1' })
    folder.pipe('app/package.json', 'app/.gitmodules', 'app/.gitignore')
    assert.deepEqual(places(await discover()), ['repository app'])
  })
})

/** Root may read anything, so as root the test becomes somebody else for a moment. */
async function asOrdinaryUser(closed: readonly string[], check: () => Promise<void>): Promise<void> {
  for (const path of closed) chmodSync(path, 0)
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65534)
  try {
    await check()
  } finally {
    if (isRoot) process.seteuid?.(0)
    for (const path of closed) chmodSync(path, 0o755)
  }
}
