import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => folder.commit('shop', { 'package.json': '{"name":"shop"}' }))
await app.offer('shop', { talk: 'seq 1 500; echo to the error stream >&2; exit 1', silent: 'true' })

const talk = { project: 'shop', command: 'talk' }

test('a command’s words of both streams are there, also after its end', async () => {
  assert.deepEqual(await app.call(contract.commandLog, talk), { text: '', truncated: false, updatedAt: null })
  await app.call(contract.startCommand, talk)
  const log = await until('it has said everything', async () => {
    const seen = await app.call(contract.commandLog, { ...talk, lines: 2000 })
    return seen.text.includes('error stream') && seen
  })
  assert.match(log.text, /starting: seq 1 500/)
  assert.match(log.text, /\n1\n2\n3\n[^]*\n500\nto the error stream\n$/)
  assert.equal(log.truncated, false)
  assert.ok(Math.abs(Date.parse(log.updatedAt!) - Date.now()) < 60_000)
})

test('the last lines are those asked for, and it says that there are more', async () => {
  const log = await app.call(contract.commandLog, { ...talk, lines: 3 })
  assert.deepEqual([log.text, log.truncated], ['499\n500\nto the error stream\n', true])
})

test('a log may hold secrets: who may only read projects does not see it', async () => {
  assert.equal(await app.refused(contract.commandLog, talk, { as: somebody(['projects:read']) }), 'kernel.forbidden')
  assert.equal(await app.refused(contract.commandLog, { project: 'shop', command: 'absent' }), 'projects.command_not_found')
})
