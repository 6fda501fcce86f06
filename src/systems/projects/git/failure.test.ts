import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainFailure } from './failure.ts'

const CASES: readonly [string, string][] = [
  ["fatal: could not read Username for 'https://host': terminal prompts disabled", 'authentication_failed'],
  ['git@host: Permission denied (publickey).\nfatal: Could not read from remote repository.', 'authentication_failed'],
  ["fatal: unable to access 'https://host/': Could not resolve host: host", 'unreachable'],
  ['Host key verification failed.\nfatal: Could not read from remote repository.', 'unreachable'],
  ["fatal: transport 'ext' not allowed", 'protocol_refused'],
  ["fatal: '/nowhere' does not appear to be a git repository\nfatal: Could not read from remote repository.", 'remote_missing'],
  ['error: insufficient permission\nfatal: write error: No space left on device', 'disk_full'],
  ["error: unknown option `show-scope'", 'git_too_old'],
  ['fatal: could not open file: Permission denied', 'permission_denied'],
  ["fatal: detected dubious ownership in repository at '/x'", 'permission_denied'],
  ['error: object file .git/objects/ab is empty\nfatal: loose object ab is corrupt', 'corrupt'],
  ['fatal: index file corrupt', 'corrupt'],
  ['fatal: bad config line 3 in file .git/config', 'corrupt'],
  ['fatal: missing object 1234 for refs/heads/main', 'corrupt'],
  ["fatal: not a git repository: '/x/.git'", 'not_a_repository'],
  ['something new', 'failed'],
]

test("git's own words become a stable code", () => {
  for (const [stderr, code] of CASES) assert.equal(explainFailure({ exitCode: 128, signal: null, stderr }).code, code, stderr)
})

test('the sentence quotes the telling line without credentials', () => {
  const { sentence } = explainFailure({
    exitCode: 128,
    signal: null,
    stderr: "hint: x\nfatal: unable to access 'https://u:secret@host/': Could not resolve host: host\nhint: y",
  })
  assert.match(sentence, /could not be reached: unable to access 'https:\/\/host\/'/)
  assert.doesNotMatch(sentence, /secret|hint/)
})

test('silence and signals are said as they are', () => {
  assert.equal(explainFailure({ exitCode: 1, signal: null, stderr: '' }).sentence, 'Git ended with status 1 and said nothing.')
  assert.equal(explainFailure({ exitCode: null, signal: 'SIGKILL', stderr: '' }).sentence, 'Git was ended by SIGKILL.')
})
