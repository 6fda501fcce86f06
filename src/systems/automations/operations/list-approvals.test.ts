import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { askStep, letPass, patient } from '#tests/support/automation-approvals.ts'
import { startAutomations } from '#tests/support/automations-app.ts'
import { join } from '#tests/support/people.ts'
import { sweepApprovals } from '../approvals/sweep-approvals.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const { id: automation } = await app.save(patient)
const ada = await join(app, app.owner, { name: 'Ada', role: 'admin' })
const ids = async (input: object, how = {}) => (await app.call(contract.listApprovals, input, how)).items.map((one) => one.id)

test('decisions are listed by state, and those that are mine to answer apart', async () => {
  const first = await askStep(app, automation, { people: ['Ada'], expires: '10m' })
  await letPass(app, 1)
  const second = await askStep(app, automation, { people: ['role:owner'] })
  assert.deepEqual(await ids({}), [second.approval, first.approval])
  assert.deepEqual(await ids({ mine: true }), [second.approval])
  assert.deepEqual(await ids({ mine: true }, { as: ada.actor }), [first.approval])
  const page = await app.call(contract.listApprovals, { limit: 1 })
  assert.deepEqual(await ids({ limit: 1, cursor: page.next! }), [first.approval])
  await letPass(app, 600)
  assert.deepEqual(await ids({ state: 'expired' }), [first.approval])
  assert.deepEqual(await ids({ mine: true }, { as: ada.actor }), [])
})

test('others are asked when the time for it has come, and questions close when nobody can answer', async () => {
  const asked = await askStep(app, automation, {
    people: ['Ada'],
    escalate: { after: { hours: 1 }, people: ['role:owner'] },
    expires: '2h',
  })
  const gone = await askStep(app, automation, { people: ['Ada'] })
  assert.ok(!(await ids({ mine: true })).includes(asked.approval))
  await letPass(app, 3600)
  await app.rows("UPDATE automations.run SET state = 'failed', ended_at = now() WHERE id = $1", [gone.run])
  await app.news()
  await sweepApprovals(app.kernel.context(program))
  await sweepApprovals(app.kernel.context(program))
  const shown = await app.call(contract.getApproval, { approval: asked.approval })
  assert.deepEqual([shown.people.sort(), shown.escalatedAt === null, shown.mine], [['Ada', 'role:owner'], false, true])
  assert.deepEqual(await ids({ state: 'withdrawn' }), [gone.approval])
  await letPass(app, 3600)
  await sweepApprovals(app.kernel.context(program))
  assert.equal((await app.call(contract.getApproval, { approval: asked.approval })).state, 'expired')
})

test('a step that asks again while its question is open asks nothing new', async () => {
  const { run } = await askStep(app, automation, { people: ['Ada'] })
  const rows = await app.rows('SELECT 1 FROM automations.approval WHERE run = $1', [run])
  assert.equal(rows.length, 1)
  assert.equal((await askStep(app, automation, { people: [] })).approval, '')
})
