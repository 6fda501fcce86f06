import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const run = await app.carryOut(textOf('talk', `- { id: talk, uses: shell, with: { command: 'echo one; echo two >&2; echo three' } }`))

test('what a step wrote is read line by line, by task and by words', async () => {
  assert.equal(run.state, 'done', JSON.stringify(run.error))
  const { key } = run.items.find((task) => task.name === 'talk')!
  const all = await app.call(contract.readLog, { run: run.id })
  assert.deepEqual(all.lines.map((line) => `${line.stream} ${line.text}`).sort(), ['stderr two', 'stdout one', 'stdout three'])
  assert.deepEqual(
    (await app.call(contract.readLog, { run: run.id, task: key, text: 'THREE' })).lines.map((line) => line.text),
    ['three'],
  )
  const page = await app.call(contract.readLog, { run: run.id, limit: 1 })
  assert.equal((await app.call(contract.readLog, { run: run.id, after: page.next! })).lines.length, 2)
  assert.deepEqual((await app.call(contract.readLog, { run: run.id, task: '/nobody' })).lines, [])
})
