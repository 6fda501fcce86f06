import assert from 'node:assert/strict'
import { describe as group, test } from 'node:test'
import type { Found } from './found.ts'
import { type Candidate, describe, type Known, learn } from './identity.ts'
import { matchIdentity, needFingerprint, type Scope, type Verdict } from './match-identity.ts'
import { readRemote } from './remote.ts'

type Traits = {
  path: string
  kind?: Found['kind']
  inode?: string
  born?: string
  device?: string
  roots?: string[]
  remote?: string
  manifest?: string
  common?: string
  directory?: string
}

function seen(traits: Traits): Candidate {
  const kind = traits.kind ?? 'repository'
  const hasGit = kind !== 'folder' && kind !== 'unknown'
  const directory = traits.directory ?? `${traits.path}/.git`
  const git = {
    directory,
    commonDirectory: traits.common ?? directory,
    head: { branch: 'main', commit: 'c' },
    remotes: traits.remote ? [readRemote('origin', traits.remote)] : [],
    shallow: false,
    submodules: [],
    worktrees: [],
  }
  const place = traits.inode ? { device: traits.device ?? '1', inode: traits.inode, born: traits.born } : undefined
  const name = traits.path.slice(traits.path.lastIndexOf('/') + 1)
  const found: Found = {
    path: traits.path,
    name,
    root: '/p',
    kind,
    place,
    manifests: [],
    manifestName: traits.manifest,
    facts: [],
    git: hasGit ? git : undefined,
  }
  return { found, rootCommits: traits.roots }
}

const known = (id: string, traits: Traits): Known => describe(id, seen(traits))
const everywhere: Scope = { roots: ['/p'], unseen: [] }

/** One word per verdict: who became what, and where. */
function outcome(before: Known[], now: Candidate[], scope = everywhere): string[] {
  return matchIdentity(before, now, scope).map(word).sort()
}

function word(verdict: Verdict): string {
  if (verdict.verdict === 'missing' || verdict.verdict === 'unseen') return `${verdict.id} ${verdict.verdict}`
  const { path } = verdict.candidate.found
  if (verdict.verdict === 'same') return `${verdict.id} same ${path}`
  if (verdict.verdict === 'moved') return `${verdict.id} moved ${path}${verdict.ambiguous ? ' ambiguous' : ''}`
  const relation = verdict.relation ? ` ${verdict.relation.kind} ${verdict.relation.id ?? verdict.relation.path}` : ''
  return `${verdict.verdict} ${path}${relation}`
}

const github = (name: string) => `https://github.com/${name}`

group('nothing changed', () => {
  test('a project at its path is the same, whatever little is known of it', () => {
    const traits = [
      { path: '/p/a', roots: ['r'], remote: github('o/a'), inode: '1', born: '1' },
      { path: '/p/b', kind: 'folder' as const },
      { path: '/p/c', kind: 'unknown' as const },
      { path: '/p/d', roots: [] },
      { path: '/p/e', kind: 'bare' as const, roots: ['x'] },
    ]
    const result = outcome(
      traits.map((one, at) => known(`${at}`, one)),
      traits.map(seen),
    )
    assert.deepEqual(result, ['0 same /p/a', '1 same /p/b', '2 same /p/c', '3 same /p/d', '4 same /p/e'])
  })

  test("first commits, another branch's first commits and a new remote leave it the same", () => {
    const before = [known('1', { path: '/p/a', inode: '1', born: '5', roots: ['r'], remote: github('o/a') })]
    for (const roots of [['r', 's'], ['orphan'], [], undefined]) {
      assert.deepEqual(outcome(before, [seen({ path: '/p/a', inode: '1', born: '5', roots, remote: github('o/b') })]), ['1 same /p/a'])
    }
  })

  test('a folder that became a repository is the same', () => {
    const before = [known('1', { path: '/p/a', kind: 'folder', manifest: 'npm:a' })]
    assert.deepEqual(outcome(before, [seen({ path: '/p/a', roots: ['r'], manifest: 'npm:a' })]), ['1 same /p/a'])
  })

  test('a restored backup, with every inode new, is the same', () => {
    const before = [
      known('1', { path: '/p/a', inode: '1', born: '1', roots: ['r'] }),
      known('2', { path: '/p/b', kind: 'folder', inode: '2', born: '1' }),
    ]
    const now = [
      seen({ path: '/p/a', inode: '91', born: '9', roots: ['r'] }),
      seen({ path: '/p/b', kind: 'folder', inode: '92', born: '9' }),
    ]
    assert.deepEqual(outcome(before, now), ['1 same /p/a', '2 same /p/b'])
  })

  test('a fresh clone, even a shallow one or of the renamed remote, at the same path is the same', () => {
    const before = [known('1', { path: '/p/a', inode: '1', born: '1', roots: ['r'], remote: github('o/a') })]
    assert.deepEqual(outcome(before, [seen({ path: '/p/a', inode: '7', born: '8', remote: github('o/a') })]), ['1 same /p/a'])
    assert.deepEqual(outcome(before, [seen({ path: '/p/a', inode: '7', born: '8', roots: ['r'], remote: github('o/z') })]), ['1 same /p/a'])
  })
})

group('moves', () => {
  test('a rename is followed by the folder itself, before any history is read', () => {
    const before = [known('1', { path: '/p/a', inode: '1', born: '1', roots: ['r'] })]
    assert.deepEqual(outcome(before, [seen({ path: '/p/x/b', inode: '1', born: '1' })]), ['1 moved /p/x/b'])
  })

  test('the device number may change between boots', () => {
    const before = [known('1', { path: '/p/a', kind: 'folder', inode: '1', born: '1', device: '1' })]
    assert.deepEqual(outcome(before, [seen({ path: '/p/b', kind: 'folder', inode: '1', born: '1', device: '2' })]), ['1 moved /p/b'])
  })

  test('two folders that changed places keep their identities', () => {
    const before = [known('1', { path: '/p/a', inode: '1', born: '1' }), known('2', { path: '/p/b', inode: '2', born: '1' })]
    const now = [seen({ path: '/p/a', inode: '2', born: '1' }), seen({ path: '/p/b', inode: '1', born: '1' })]
    assert.deepEqual(outcome(before, now), ['1 moved /p/b', '2 moved /p/a'])
  })

  test('across file systems the history is followed', () => {
    const before = [known('1', { path: '/p/a', inode: '1', born: '1', roots: ['r'], remote: github('o/a') })]
    assert.deepEqual(outcome(before, [seen({ path: '/p/b', inode: '5', born: '6', roots: ['r'], remote: github('o/a') })]), [
      '1 moved /p/b',
    ])
    assert.deepEqual(outcome(before, [seen({ path: '/p/b', inode: '5', born: '6', roots: ['r'] })]), ['1 moved /p/b'])
  })

  test('a package renamed on the way is still the same history', () => {
    const before = [known('1', { path: '/p/a', roots: ['r'], manifest: 'npm:a' })]
    assert.deepEqual(outcome(before, [seen({ path: '/p/b', roots: ['r'], manifest: 'npm:b' })]), ['1 moved /p/b'])
  })

  test('without git the manifest and the name are followed, a manifest name alone is not', () => {
    const before = [known('1', { path: '/p/a/site', kind: 'folder', manifest: 'npm:site' })]
    assert.deepEqual(outcome(before, [seen({ path: '/p/b/site', kind: 'folder', manifest: 'npm:site' })]), ['1 moved /p/b/site'])
    assert.deepEqual(outcome(before, [seen({ path: '/p/b/other', kind: 'folder', manifest: 'npm:site' })]), ['1 missing', 'new /p/b/other'])
  })

  test('a project that comes back to an earlier path is recognised by it', () => {
    const before = [{ ...known('1', { path: '/p/b', kind: 'folder', manifest: 'npm:x' }), pastPaths: ['/p/a'] }]
    assert.deepEqual(outcome(before, [seen({ path: '/p/a', kind: 'folder', manifest: 'npm:x' })]), ['1 moved /p/a'])
  })

  test('a shallow clone elsewhere needs the remote and the name', () => {
    const before = [known('1', { path: '/p/a', roots: ['r'], remote: github('o/a') })]
    assert.deepEqual(outcome(before, [seen({ path: '/p/new/a', remote: github('o/a') })]), ['1 moved /p/new/a'])
  })

  test('of several places the likeliest is taken, and said to be a guess', () => {
    const before = [known('1', { path: '/p/a/api', roots: ['r'] })]
    const now = [seen({ path: '/p/z', roots: ['r'] }), seen({ path: '/p/b/api', roots: ['r'] })]
    assert.deepEqual(outcome(before, now), ['1 moved /p/b/api', 'copied /p/z clone-of 1'])
    const alike = [seen({ path: '/p/y/api', roots: ['r'] }), seen({ path: '/p/x/api', roots: ['r'] })]
    assert.deepEqual(outcome(before, alike), ['1 moved /p/x/api ambiguous', 'copied /p/y/api clone-of 1'])
  })

  test('two clones of one repository that both moved are told apart by their names', () => {
    const before = [known('1', { path: '/p/one', roots: ['r'] }), known('2', { path: '/p/two', roots: ['r'] })]
    const now = [seen({ path: '/p/x/two', roots: ['r'] }), seen({ path: '/p/x/one', roots: ['r'] })]
    assert.deepEqual(outcome(before, now), ['1 moved /p/x/one', '2 moved /p/x/two'])
  })
})

group('copies, clones, forks and worktrees', () => {
  const one = { path: '/p/a', inode: '1', born: '1', roots: ['r'], remote: github('o/a'), manifest: 'npm:a' }

  test('a second clone beside the first is a copy, and the first stays', () => {
    const now = [seen({ ...one, path: '/p/a2', inode: '2', born: '2' }), seen(one)]
    assert.deepEqual(outcome([known('1', one)], now), ['1 same /p/a', 'copied /p/a2 clone-of 1'])
  })

  test('two clones found at first sight: the older is the project', () => {
    const now = [seen({ ...one, path: '/p/0', inode: '2', born: '2' }), seen(one)]
    assert.deepEqual(outcome([], now), ['copied /p/0 clone-of /p/a', 'new /p/a'])
  })

  test('a fork shares the history but is never taken for the project, present or gone', () => {
    const fork = seen({ ...one, path: '/p/fork', inode: '2', born: '2', remote: github('me/a') })
    assert.deepEqual(outcome([known('1', one)], [seen(one), fork]), ['1 same /p/a', 'new /p/fork fork-of 1'])
    assert.deepEqual(outcome([known('1', one)], [fork]), ['1 missing', 'new /p/fork'])
  })

  test('worktrees of one repository are projects related to it, and never confused with it or one another', () => {
    const tree = (path: string, name: string, inode: string): Traits => ({
      path,
      kind: 'worktree',
      common: '/p/a/.git',
      directory: `/p/a/.git/worktrees/${name}`,
      roots: ['r'],
      remote: github('o/a'),
      inode,
      born: inode,
    })
    const now = [seen(tree('/p/w1', 'w1', '2')), seen(tree('/p/w2', 'w2', '3')), seen(one)]
    assert.deepEqual(outcome([known('1', one)], now), ['1 same /p/a', 'new /p/w1 worktree-of 1', 'new /p/w2 worktree-of 1'])
    const before = [known('1', one), known('2', tree('/p/w1', 'w1', '2')), known('3', tree('/p/w2', 'w2', '3'))]
    const moved = [seen(one), seen({ ...tree('/p/x/w2', 'w2', '8') }), seen({ ...tree('/p/x/w1', 'w1', '9') })]
    assert.deepEqual(outcome(before, moved), ['1 same /p/a', '2 moved /p/x/w1', '3 moved /p/x/w2'])
    assert.deepEqual(outcome([known('1', one)], [seen(tree('/p/w1', 'w1', '2'))]), ['1 missing', 'new /p/w1'])
  })

  test('a copied folder without git is a copy of the one it is called after', () => {
    const site: Traits = { path: '/p/site', kind: 'folder', manifest: 'npm:site', inode: '1', born: '1' }
    const copy = seen({ ...site, path: '/p/site-old', inode: '2', born: '2' })
    assert.deepEqual(outcome([known('1', site)], [seen(site), copy]), ['1 same /p/site', 'copied /p/site-old copy-of 1'])
    const stranger = seen({ ...site, path: '/p/shop', inode: '2', born: '2' })
    assert.deepEqual(outcome([known('1', site)], [seen(site), stranger]), ['1 same /p/site', 'new /p/shop'])
  })

  test('unrelated repositories are new', () => {
    assert.deepEqual(outcome([known('1', one)], [seen(one), seen({ path: '/p/z', roots: ['q'], remote: github('o/z') })]), [
      '1 same /p/a',
      'new /p/z',
    ])
  })
})

group("what took another's place", () => {
  test('another repository at the path is another project; the old one may be found elsewhere', () => {
    const before = [known('1', { path: '/p/a', inode: '1', born: '1', roots: ['r'], remote: github('o/a') })]
    const other = seen({ path: '/p/a', inode: '7', born: '7', roots: ['q'], remote: github('o/q') })
    assert.deepEqual(outcome(before, [other]), ['1 missing', 'new /p/a'])
    const moved = seen({ path: '/p/b', inode: '8', born: '8', roots: ['r'], remote: github('o/a') })
    assert.deepEqual(outcome(before, [other, moved]), ['1 moved /p/b', 'new /p/a'])
  })

  test('an inode used again does not pass on an identity', () => {
    const before = [
      known('1', { path: '/p/a', inode: '1', born: '1', roots: ['r'] }),
      known('2', { path: '/p/b', inode: '2', roots: ['s'] }),
    ]
    const now = [seen({ path: '/p/x', inode: '1', born: '2', roots: ['x'] }), seen({ path: '/p/y', inode: '2', roots: ['y'] })]
    assert.deepEqual(outcome(before, now), ['1 missing', '2 missing', 'new /p/x', 'new /p/y'])
  })

  test('the same folder with its history thrown away is the same project', () => {
    const before = [known('1', { path: '/p/a', inode: '1', born: '1', roots: ['r'] })]
    assert.deepEqual(outcome(before, [seen({ path: '/p/a', inode: '1', born: '1', roots: ['new'] })]), ['1 same /p/a'])
  })

  test('another package in a plain folder of the same path is another project', () => {
    const before = [known('1', { path: '/p/a', kind: 'folder', manifest: 'npm:a', inode: '1', born: '1' })]
    assert.deepEqual(outcome(before, [seen({ path: '/p/a', kind: 'folder', manifest: 'npm:b', inode: '2', born: '2' })]), [
      '1 missing',
      'new /p/a',
    ])
  })
})

group('absence', () => {
  const one = known('1', { path: '/p/x/a', roots: ['r'], inode: '1', born: '1' })

  test('a project not found in a walked root is missing', () => {
    assert.deepEqual(outcome([one], []), ['1 missing'])
  })

  test('nothing is said of a project whose root was not walked or could not be read', () => {
    assert.deepEqual(outcome([one], [], { roots: ['/q'], unseen: [] }), ['1 unseen'])
    assert.deepEqual(outcome([one], [], { roots: ['/p'], unseen: ['/p'] }), ['1 unseen'])
    assert.deepEqual(outcome([one], [seen({ path: '/p/x', kind: 'unknown' })]), ['1 unseen', 'new /p/x'])
  })

  test("a clone found while the project's own root is unseen is not taken for it, but the very folder is", () => {
    const scope = { roots: ['/q'], unseen: [] }
    assert.deepEqual(outcome([one], [seen({ path: '/q/a', roots: ['r'], inode: '9', born: '9' })], scope), ['1 unseen', 'new /q/a'])
    assert.deepEqual(outcome([one], [seen({ path: '/q/a', inode: '1', born: '1' })], scope), ['1 moved /q/a'])
  })

  test('a project that can no longer be looked into is the same', () => {
    assert.deepEqual(outcome([one], [seen({ path: '/p/x/a', kind: 'unknown' })]), ['1 same /p/x/a'])
  })
})

test('each known and each found project gets exactly one verdict', () => {
  const before = Array.from({ length: 40 }, (_, at) =>
    known(`${at}`, { path: `/p/${at}`, inode: `${at % 7}`, roots: [`${at % 5}`], manifest: `npm:${at % 3}` }),
  )
  const now = Array.from({ length: 40 }, (_, at) =>
    seen({ path: `/p/${at * 2}`, inode: `${at % 6}`, roots: [`${at % 4}`], manifest: `npm:${at % 3}` }),
  )
  const verdicts = matchIdentity(before, now, everywhere)
  const ids = verdicts.flatMap((one) => ('id' in one ? [one.id] : []))
  const paths = verdicts.flatMap((one) => ('candidate' in one ? [one.candidate.found.path] : []))
  assert.deepEqual([...ids].sort(), before.map((one) => one.id).sort())
  assert.deepEqual([...paths].sort(), now.map((one) => one.found.path).sort())
})

test('history is read only for repositories whose folder does not decide', () => {
  const before = [known('1', { path: '/p/a', inode: '1', born: '1' }), known('2', { path: '/p/b', inode: '2', born: '1' })]
  const found = [
    seen({ path: '/p/a', inode: '1', born: '1' }),
    seen({ path: '/p/b', inode: '9', born: '1' }),
    seen({ path: '/p/c', inode: '3', born: '1' }),
    seen({ path: '/p/d', kind: 'folder' }),
  ].map((one) => one.found)
  assert.deepEqual(
    needFingerprint(before, found).map((one) => one.path),
    ['/p/b', '/p/c'],
  )
  assert.deepEqual(needFingerprint([], found), [])
})

test('learning keeps what was known: paths, first commits and the remote', () => {
  const before = known('1', { path: '/p/a', roots: ['r'], remote: github('o/a'), manifest: 'npm:a' })
  const after = learn(before, seen({ path: '/p/b', roots: ['s'] }))
  assert.deepEqual(
    [after.path, after.pastPaths, after.rootCommits, after.remoteKey, after.manifestName],
    ['/p/b', ['/p/a'], ['r', 's'], 'github.com/o/a', 'npm:a'],
  )
  assert.deepEqual(learn(after, seen({ path: '/p/a' })).pastPaths, ['/p/b'])
  assert.equal(learn(after, seen({ path: '/p/b', kind: 'unknown' })).kind, 'repository')
})
