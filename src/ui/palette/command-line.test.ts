import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandLine } from './command-line.ts'

const rollBack = { system: 'deployments', name: 'rollBack', path: '/:project/roll-back' }

test('path fields stand by position, the rest as flags', () => {
  assert.equal(commandLine(rollBack, { project: 'ledgerline', to: '2.13.4' }), 'optimus deployments roll-back ledgerline --to 2.13.4')
})

test('what is still missing from the path is shown as a place', () => {
  assert.equal(commandLine(rollBack), 'optimus deployments roll-back <project>')
})

test('switches, lists and words with spaces are written for a shell', () => {
  const run = { system: 'projects', name: 'runGit', path: '/git/run' }
  assert.equal(
    commandLine(run, { dryRun: true, force: false, tags: ['a', 'b'], note: "it's on", empty: '' }),
    `optimus projects run-git --dry-run --no-force --tags a --tags b --note 'it'\\''s on'`,
  )
})
