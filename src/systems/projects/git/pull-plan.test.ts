import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GitFacts, Head, Upstream } from './facts.ts'
import { planPull } from './pull-plan.ts'

const upstream: Upstream = { name: 'origin/main', reference: 'refs/remotes/origin/main', ahead: 0, behind: 0, gone: false }
const head: Head = { branch: 'main', commit: 'c', detached: false, unborn: false, upstream }
const clean = { clean: true, staged: 0, unstaged: 0, untracked: 0, conflicted: 0, changes: [] }
const facts: GitFacts = {
  dir: '/p',
  stateKey: 'k',
  readAt: '',
  head,
  defaultBranch: null,
  operation: null,
  workTree: clean,
  stashes: [],
  branches: [],
  tags: null,
  shape: { gitDir: '', commonDir: '', bare: false, linkedWorktree: false, shallow: false, partialClone: false, objectFormat: 'sha1' },
  remotes: [],
  worktrees: [],
  submodules: [],
  recentCommits: null,
  activity: null,
  contributors: null,
  lastFetchAt: null,
  size: null,
  configuredPrograms: [],
  problems: [],
}
const follows = (change: Partial<Upstream>): GitFacts => ({ ...facts, head: { ...head, upstream: { ...upstream, ...change } } })

const CASES: readonly [string, GitFacts, RegExp][] = [
  ['up-to-date', facts, /level with origin\/main/],
  ['fast-forward', follows({ behind: 1 }), /forward by 1 commit to/],
  ['ahead', follows({ ahead: 2 }), /2 commits not pushed/],
  ['diverged', follows({ ahead: 2, behind: 3 }), /2 commits here, 3 commits there/],
  ['dirty', { ...follows({ behind: 3 }), workTree: { ...clean, staged: 1, unstaged: 2 } }, /1 staged, 2 unstaged/],
  ['dirty', { ...facts, workTree: { ...clean, conflicted: 1 } }, /1 in conflict/],
  ['fast-forward', { ...follows({ behind: 3 }), workTree: { ...clean, clean: false, untracked: 9 } }, /3 commits/],
  ['no-upstream', { ...facts, head: { ...head, upstream: null } }, /follows no remote branch/],
  ['upstream-gone', follows({ gone: true, ahead: null, behind: null }), /no longer exists/],
  ['detached', { ...facts, head: { ...head, branch: null, detached: true } }, /No branch/],
  ['unborn', { ...facts, head: { ...head, commit: null, unborn: true } }, /no commit yet/],
  ['bare', { ...facts, shape: { ...facts.shape!, bare: true }, workTree: null }, /bare/],
  ['operation-in-progress', { ...facts, operation: { kind: 'rebase', branch: null, step: null, steps: null } }, /rebase is under way/],
  ['needs-approval', { ...facts, configuredPrograms: ['core.sshcommand'] }, /core\.sshcommand/],
  [
    'unknown',
    { ...facts, head: null, problems: [{ part: 'shape', level: 'unknown', code: 'corrupt', sentence: 'It is damaged.' }] },
    /^It is damaged\.$/,
  ],
  ['unknown', { ...follows({ behind: 1 }), workTree: null }, /could not be read/],
]

test('each state gets its own plan and sentence', () => {
  for (const [action, given, sentence] of CASES) {
    const plan = planPull(given)
    assert.equal(plan.action, action)
    assert.match(plan.sentence, sentence)
  }
})

test('nothing but a fast-forward moves a branch', () => {
  for (const [action, given] of CASES) assert.equal(planPull(given).moves, action === 'fast-forward')
  assert.equal(planPull(follows({ behind: 7 })).commits, 7)
})
