import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { testFolder } from '#tests/support/test-folder.ts'
import type { GitFacts } from '../facts.ts'
import { readGit } from './read-git.ts'
import { readChanges, readCommits, readWorkTree } from './read-work-tree.ts'
import { cloneRepository, createRepository, openRepository } from '#tests/support/repositories.ts'

const codes = (facts: GitFacts): string[] => facts.problems.map(({ part, code }) => `${part}:${code}`)

test('a repository with a bit of everything is read in full', async (t) => {
  const root = testFolder(t)
  const origin = createRepository(join(root, 'origin'))
  origin.commit('one', { at: '2020-01-01T00:00:00Z' })
  origin.git('tag', '-a', 'v1', '-m', 'first')
  const repository = cloneRepository(origin.dir, join(root, 'clone'))
  repository.commit('two', { author: 'Bob <bob@example.org>' })
  origin.commit('elsewhere')
  repository.git('-c', 'protocol.file.allow=always', 'fetch', '--quiet')
  repository.git('branch', 'local-only')
  repository.write('file.txt', 'stashed')
  repository.git('stash', 'push', '--quiet', '-m', 'for later')
  repository.git('worktree', 'add', '--quiet', '--detach', join(root, 'other tree'))
  repository.git('remote', 'add', 'fork', 'https://bob:secret@example.org/fork.git')
  repository.write('staged', 's')
  repository.git('add', 'staged')
  repository.write('file.txt', 'changed')
  repository.write('new/file', 'n')
  const facts = await readGit(repository.dir)
  assert.deepEqual(facts.problems, [])
  assert.deepEqual([facts.head!.branch, facts.head!.upstream!.ahead, facts.head!.upstream!.behind], ['main', 1, 1])
  assert.equal(facts.head!.commit, repository.git('rev-parse', 'HEAD'))
  const { staged, unstaged, untracked, conflicted } = facts.workTree!
  assert.deepEqual({ staged, unstaged, untracked, conflicted }, { staged: 1, unstaged: 1, untracked: 1, conflicted: 0 })
  assert.deepEqual(
    facts.stashes!.map(({ index, message }) => [index, message]),
    [[0, 'On main: for later']],
  )
  assert.deepEqual(
    facts.branches!.map(({ name, unpushed, current }) => [name, unpushed, current]),
    [
      ['local-only', 1, false],
      ['main', 1, true],
    ],
  )
  assert.deepEqual(
    facts.tags!.newest.map(({ name, commit }) => [name, commit]),
    [['v1', origin.git('rev-parse', 'v1^{commit}')]],
  )
  assert.deepEqual(
    facts.remotes!.map(({ name, fetchUrl, branches }) => [name, fetchUrl, branches]),
    [
      ['origin', origin.dir, 1],
      ['fork', 'https://example.org/fork.git', 0],
    ],
  )
  assert.deepEqual(
    facts.worktrees!.map(({ path, detached }) => [path, detached]),
    [
      [repository.dir, false],
      [join(root, 'other tree'), true],
    ],
  )
  assert.deepEqual(
    facts.recentCommits!.items.map(({ subject }) => subject),
    ['two', 'one'],
  )
  assert.deepEqual([facts.activity!.last30Days, facts.contributors!.count, facts.contributors!.commits], [2, 2, 3])
  assert.deepEqual(facts.defaultBranch, { name: 'main', evidence: 'refs/remotes/origin/HEAD points to refs/remotes/origin/main' })
  assert.ok(facts.lastFetchAt !== null && facts.size!.bytes > 1000 && facts.size!.complete)
  assert.doesNotMatch(JSON.stringify(facts), /secret/)
})

test('people are joined by .mailmap', async (t) => {
  const repository = createRepository(testFolder(t))
  repository.commit('one', { author: 'ada <old@example.org>' })
  repository.commit('map', { path: '.mailmap', content: 'Ada Lovelace <ada@example.org> <old@example.org>\n' })
  const { contributors } = await readGit(repository.dir)
  assert.deepEqual(
    contributors!.top.map(({ email, commits }) => [email, commits]),
    [['ada@example.org', 2]],
  )
})

test('an unborn branch, a detached head and a bare repository are states, not problems', async (t) => {
  const root = testFolder(t)
  const unborn = createRepository(join(root, 'unborn'))
  const facts = await readGit(unborn.dir)
  assert.deepEqual(
    [facts.head!.branch, facts.head!.unborn, facts.recentCommits!.items.length, facts.contributors!.count],
    ['main', true, 0, 0],
  )
  assert.deepEqual(facts.problems, [])
  unborn.commit('one')
  unborn.git('checkout', '--quiet', '--detach')
  const detached = await readGit(unborn.dir)
  assert.deepEqual([detached.head!.detached, detached.head!.branch, detached.head!.commit], [true, null, unborn.git('rev-parse', 'HEAD')])
  const bare = await readGit(cloneRepository(unborn.dir, join(root, 'bare.git'), '--bare').dir)
  assert.deepEqual([bare.shape!.bare, bare.workTree, bare.recentCommits!.items.length, bare.problems], [true, null, 1, []])
})

test('a bare repository behind a .git file does not look like deleted files', async (t) => {
  const root = testFolder(t)
  createRepository(join(root, 'source')).commit('one')
  cloneRepository(join(root, 'source'), join(root, 'project/.bare'), '--bare')
  writeFileSync(join(root, 'project/.git'), 'gitdir: ./.bare\n')
  const facts = await readGit(join(root, 'project'))
  assert.deepEqual([facts.shape!.bare, facts.workTree, facts.head!.branch], [true, null, 'main'])
})

test('a linked worktree is its own head on shared branches', async (t) => {
  const root = testFolder(t)
  const main = createRepository(join(root, 'main'))
  main.commit('one')
  main.git('worktree', 'add', '--quiet', '-b', 'topic', join(root, 'topic'))
  const facts = await readGit(join(root, 'topic'))
  assert.deepEqual([facts.shape!.linkedWorktree, facts.head!.branch, facts.branches!.length], [true, 'topic', 2])
  rmSync(main.dir, { recursive: true })
  assert.match((await readGit(join(root, 'topic'))).problems[0]!.sentence, /there is no repository \(any more\)/)
})

test('a shallow clone says that its numbers are lower bounds', async (t) => {
  const root = testFolder(t)
  const origin = createRepository(join(root, 'origin'))
  origin.commit('one')
  origin.commit('two')
  const facts = await readGit(cloneRepository(`file://${origin.dir}`, join(root, 'shallow'), '--depth=1').dir)
  assert.deepEqual([facts.shape!.shallow, facts.recentCommits!.items.length, codes(facts)], [true, 1, ['history:shallow']])
})

test('a SHA-256 repository is read like any other', async (t) => {
  const repository = createRepository(testFolder(t), '--object-format=sha256')
  repository.commit('one')
  const facts = await readGit(repository.dir)
  assert.deepEqual([facts.shape!.objectFormat, facts.head!.commit!.length, facts.recentCommits!.items[0]!.id.length], ['sha256', 64, 64])
  assert.deepEqual(facts.problems, [])
})

test('submodules are listed without looking inside them', async (t) => {
  const root = testFolder(t)
  const library = createRepository(join(root, 'library'))
  library.commit('one')
  const repository = createRepository(join(root, 'app'))
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.dir, 'libs/library')
  repository.git('commit', '--quiet', '-m', 'add')
  const inside = openRepository(join(repository.dir, 'libs/library'))
  assert.deepEqual((await readGit(repository.dir)).submodules, [
    { name: 'libs/library', path: 'libs/library', url: library.dir, initialised: true, moved: false },
  ])
  inside.commit('two')
  assert.equal((await readGit(repository.dir)).submodules![0]!.moved, true)
  assert.equal((await readGit(inside.dir)).head!.commit, inside.git('rev-parse', 'HEAD'))
})

test('a merge in conflict is told with its files', async (t) => {
  const repository = createRepository(testFolder(t))
  repository.commit('base')
  repository.git('checkout', '--quiet', '-b', 'other')
  repository.commit('theirs', { content: 'theirs\n' })
  repository.git('checkout', '--quiet', 'main')
  repository.commit('ours', { content: 'ours\n' })
  assert.throws(() => repository.git('merge', 'other'))
  const facts = await readGit(repository.dir)
  assert.deepEqual([facts.operation!.kind, facts.workTree!.conflicted, facts.workTree!.changes[0]!.code], ['merge', 1, 'UU'])
})

test(
  'file names that are not UTF-8 are shown and said',
  { skip: process.platform !== 'linux' && 'only Linux keeps such names' },
  async (t) => {
    const repository = createRepository(testFolder(t))
    writeFileSync(Buffer.concat([Buffer.from(`${repository.dir}/caf`), Buffer.from([0xe9])]), 'x')
    const facts = await readGit(repository.dir)
    assert.equal(facts.workTree!.changes[0]!.path, 'caf\\xe9')
    assert.deepEqual(codes(facts), ['workTree:not_utf8'])
  },
)

test('filters are not run, which is said where it may matter', async (t) => {
  const repository = createRepository(testFolder(t))
  repository.commit('attributes', { path: '.gitattributes', content: '*.bin filter=lfs\n' })
  repository.commit('data', { path: 'a.bin', content: 'x' })
  const trace = join(repository.dir, 'ran')
  repository.git('config', 'filter.lfs.clean', `touch ${trace}; cat`)
  repository.write('a.bin', 'changed')
  const facts = await readGit(repository.dir)
  assert.deepEqual([facts.workTree!.untracked, facts.workTree!.unstaged, codes(facts)], [0, 1, ['workTree:filters_off']])
  repository.git('config', 'filter.a=b.clean', 'cat')
  assert.match((await readGit(repository.dir)).problems[0]!.sentence, /"a=b" cannot be switched off/)
})

test('each kind of damage is a sentence, and what is whole is still read', async (t) => {
  const root = testFolder(t)
  const source = createRepository(join(root, 'source'))
  source.commit('one')
  source.commit('two')
  const damage: Record<string, (dir: string) => void> = {
    'no HEAD': (dir) => rmSync(join(dir, '.git/HEAD')),
    'HEAD is noise': (dir) => writeFileSync(join(dir, '.git/HEAD'), 'noise'),
    'broken config': (dir) => writeFileSync(join(dir, '.git/config'), '[core\nbroken'),
    'broken index': (dir) => writeFileSync(join(dir, '.git/index'), 'noise'),
    'missing objects': (dir) => renameSync(join(dir, '.git/objects'), join(dir, '.git/lost')) ?? mkdirSync(join(dir, '.git/objects')),
    'a branch that is noise': (dir) => writeFileSync(join(dir, '.git/refs/heads/main'), 'noise\n'),
    '.git is noise': (dir) => rmSync(join(dir, '.git'), { recursive: true }) ?? writeFileSync(join(dir, '.git'), 'noise'),
    '.git points nowhere': (dir) => rmSync(join(dir, '.git'), { recursive: true }) ?? writeFileSync(join(dir, '.git'), 'gitdir: /nowhere'),
    '.git is a loop': (dir) => rmSync(join(dir, '.git'), { recursive: true }) ?? symlinkSync('.git', join(dir, '.git')),
  }
  for (const [name, harm] of Object.entries(damage)) {
    const { dir } = cloneRepository(source.dir, join(root, name))
    harm(dir)
    const facts = await readGit(dir)
    assert.ok(facts.problems.length > 0, name)
    for (const problem of facts.problems) assert.match(problem.sentence, /^\S.*\S$/s, name)
  }
  const { recentCommits, workTree } = await readGit(join(root, 'broken index'))
  assert.deepEqual([recentCommits!.items.length, workTree], [2, null])
})

test('a folder that is no repository, or is not there, says so', async (t) => {
  const folder = testFolder(t)
  assert.deepEqual(codes(await readGit(folder)), ['shape:not_a_repository'])
  assert.match((await readGit(join(folder, 'absent'))).problems[0]!.sentence, /does not exist/)
})

test(
  'a repository that may not be read says so',
  { skip: process.getuid?.() === 0 && !canDropRights() && 'root reads everything' },
  async (t) => {
    const root = testFolder(t)
    const repository = createRepository(join(root, 'private'))
    chmodSync(join(repository.dir, '.git'), 0o000)
    try {
      assert.match(readAsOrdinaryUser(repository.dir), /shape:permission_denied/)
    } finally {
      chmodSync(join(repository.dir, '.git'), 0o755)
    }
  },
)

test('without git every part is unknown for that reason', async (t) => {
  const repository = createRepository(testFolder(t))
  repository.commit('one')
  const facts = await readGit(repository.dir, null, { program: '/nowhere/git' })
  assert.ok(facts.problems.length > 0 && facts.problems.every(({ level }) => level === 'unknown'))
  assert.deepEqual([facts.head!.branch, facts.branches, facts.problems[0]!.code], ['main', null, 'git_missing'])
  assert.notEqual(await readGit(repository.dir, facts), facts, 'a missing git must be tried again')
})

test('of an unchanged repository only edits are read, of a changed one and on a new day all', async (t) => {
  const repository = createRepository(testFolder(t))
  repository.commit('one')
  const facts = await readGit(repository.dir)
  assert.equal(await readGit(repository.dir, facts), facts)
  const known = await readGit(repository.dir, facts, { program: '/nowhere/git' })
  assert.deepEqual([known.branches, known.workTree], [facts.branches, null])
  repository.write('file.txt', 'edited')
  const edited = await readGit(repository.dir, facts)
  assert.deepEqual([edited.workTree!.unstaged, edited.stateKey, edited.branches], [1, facts.stateKey, facts.branches])
  assert.notEqual(await readGit(repository.dir, facts, { now: Date.parse(facts.readAt) + 86_400_000 }), facts)
  repository.commit('two')
  assert.equal((await readGit(repository.dir, facts)).recentCommits!.items.length, 2)
})

test('commits come in pages that new commits do not shift', async (t) => {
  const repository = createRepository(testFolder(t))
  for (let index = 0; index < 5; index += 1) repository.commit(`c${index}`)
  const first = await readCommits(repository.dir, { limit: 2 })
  repository.commit('later')
  const second = await readCommits(repository.dir, { limit: 2, cursor: first.page!.next })
  const third = await readCommits(repository.dir, { limit: 2, cursor: second.page!.next })
  const subjects = [first, second, third].flatMap(({ page }) => page!.items.map(({ subject }) => subject))
  assert.deepEqual([subjects, third.page!.next], [['c4', 'c3', 'c2', 'c1', 'c0'], null])
  assert.match((await readCommits(repository.dir, { cursor: '--output=/etc/passwd' })).problems[0]!.sentence, /start again/)
})

test('edits alone are read without the rest', async (t) => {
  const repository = createRepository(testFolder(t))
  repository.commit('one')
  repository.write('file.txt', 'edited')
  const reading = await readWorkTree(repository.dir)
  assert.deepEqual([reading.head!.branch, reading.workTree!.unstaged, reading.problems], ['main', 1, []])
})

test('a filter that appears between two looks is never run, whichever file names it', async (t) => {
  const root = testFolder(t)
  const repository = createRepository(join(root, 'project'))
  repository.commit('one')
  repository.commit('attributes', { path: '.gitattributes', content: '*.txt filter=evil\n' })
  const ran = join(root, 'ran')
  const filter = `[filter "evil"]\n\tclean = touch ${ran}; cat\n`
  repository.git('config', 'include.path', join(root, 'included'))
  writeFileSync(join(root, 'included'), '[user]\n\tname = Ada\n')
  repository.write('file.txt', 'edited')
  assert.equal((await readChanges(repository.dir))!.unstaged, 1)
  writeFileSync(join(root, 'included'), filter)
  repository.write('file.txt', 'edited again')
  assert.equal((await readChanges(repository.dir))!.unstaged, 1)
  repository.git('config', '--unset', 'include.path')
  assert.equal((await readChanges(repository.dir))!.unstaged, 1)
  writeFileSync(join(repository.dir, '.git/config'), `[core]\n\trepositoryformatversion = 0\n${filter}`)
  repository.write('file.txt', 'edited once more')
  assert.equal((await readChanges(repository.dir))!.unstaged, 1)
  assert.equal(existsSync(ran), false)
})

/** False for root where an ordinary user may not even read this clone. */
function canDropRights(): boolean {
  try {
    runAsOrdinaryUser('')
    return true
  } catch {
    return false
  }
}

function readAsOrdinaryUser(dir: string): string {
  return runAsOrdinaryUser(`const { problems } = await readGit(${JSON.stringify(dir)});
    console.log(problems.map(({ part, code }) => part + ':' + code).join());`)
}

function runAsOrdinaryUser(script: string): string {
  const whole = `const { readGit } = await import(${JSON.stringify(import.meta.resolve('./read-git.ts'))}); ${script}`
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  return execFileSync(process.execPath, ['--input-type=module', '--eval', whole], { encoding: 'utf8', stdio: 'pipe', ...nobody })
}
