import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lensProblem } from './lens-entries.ts'

test('a lens names a source, or a source with one of its words', () => {
  for (const entry of ['projects', 'projects:risk', 'projects:rhythm', 'decisions:mistakes', 'tasks'])
    assert.equal(lensProblem(entry), null)
})

test('what no source brings is a problem that says what there is', () => {
  assert.match(lensProblem('moon')!, /no source moon for a lens; there are projects, commits, .*performance\.$/)
  assert.match(lensProblem('commits:risk')!, /about risk; a lens may be commits, or commits: with one of history, people\.$/)
  assert.match(lensProblem('projects:')!, /^Nothing of projects is about/)
})
