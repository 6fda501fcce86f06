import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { Problem } from '#kernel/errors.ts'
import { agent, type How } from '#tests/support/app.ts'
import { askStep, letPass, patient } from '#tests/support/automation-approvals.ts'
import { startAutomations } from '#tests/support/automations-app.ts'
import { join } from '#tests/support/people.ts'
import { sweepApprovals } from '../approvals/sweep-approvals.ts'
import { contract } from '../contract.ts'

/** Milliseconds that the clock of the node is ahead. */
let ahead = 0
const app = await startAutomations([], { clock: { now: () => new Date(Date.now() + ahead) } })
const { id: automation } = await app.save(patient)
const ada = await join(app, app.owner, { name: 'Ada', role: 'admin' })
const ben = await join(app, app.owner, { name: 'Ben', role: 'admin' })
const ask = (data: object) => askStep(app, automation, { quorum: 1, ...data })
const answer = (approval: string, decision: string, how: How) => app.answer(contract.answerApproval, { approval, decision }, how)
const refused = (approval: string, how: How) => app.refused(contract.answerApproval, { approval, decision: 'approved' }, how)
const resolved = (run: string) =>
  app.rows<{ content: { data: { decision: string; by: string[] } } }>(
    "SELECT content FROM automations.event WHERE type = 'optimus.approval.resolved.v1' AND subject = $1",
    [`${run}/ship`],
  )

test('as many as the quorum have to approve, each once; then the step goes on', async () => {
  const { approval, run } = await ask({ people: ['role:admin'], quorum: 2, message: 'Ship it?' })
  await answer(approval, 'approved', { as: ada.actor })
  assert.equal((await resolved(run)).length, 0)
  assert.equal(await refused(approval, { as: ada.actor }), 'automations.approval_answered')
  const done = (await answer(approval, 'approved', { as: ben.actor, surface: 'cli' })).output as { state: string; message: string }
  assert.deepEqual([done.state, done.message], ['approved', 'Ship it?'])
  const [event] = await resolved(run)
  assert.deepEqual([event!.content.data.decision, event!.content.data.by], ['approved', ['Ada', 'Ben']])
})

test('one who rejects decides, and who comes later is told so', async () => {
  const { approval, run } = await ask({ people: ['ada', 'ben@example.com'], quorum: 2 })
  await app.call(contract.answerApproval, { approval, decision: 'rejected', comment: 'Not today' }, { as: ben.actor })
  assert.equal((await resolved(run))[0]!.content.data.decision, 'rejected')
  const late = await answer(approval, 'approved', { as: ada.actor }).catch((error: unknown) => error)
  assert.ok(late instanceof Problem)
  assert.equal(late.code, 'automations.approval_closed')
  assert.match(late.message, /rejected at .*, before your answer/)
})

test('an answer after the time, or after the end of the run, is refused with the reason', async () => {
  const { approval } = await ask({ people: ['Ada'], expires: { hours: 1 } })
  await letPass(app, 3600)
  const late = await answer(approval, 'approved', { as: ada.actor }).catch((error: unknown) => error)
  const { expiresAt } = await app.call(contract.getApproval, { approval })
  assert.equal((late as Problem).message, `The time to answer was over at ${expiresAt}.`)
  const other = await ask({ people: ['Ada'] })
  await app.rows("UPDATE automations.run SET state = 'cancelled', ended_at = now() WHERE id = $1", [other.run])
  const ended = await answer(other.approval, 'approved', { as: ada.actor }).catch((error: unknown) => error)
  assert.match((ended as Problem).message, /has ended/)
})

test('only people who were asked answer: no agent, no key, nobody through an agent', async () => {
  const { approval } = await ask({ people: ['Ada'] })
  assert.equal(await refused(approval, { as: ben.actor }), 'automations.approval_not_asked')
  assert.equal(await refused(approval, { as: agent() }), 'automations.approval_not_a_person')
  assert.equal(await refused(approval, { as: ada.actor, surface: 'mcp' }), 'automations.approval_not_a_person')
  assert.equal(await refused(approval, { as: { ...ada.actor, kind: 'key' } }), 'automations.approval_not_a_person')
  assert.equal(await refused(approval, { as: ada.actor }), 'done')
})

test('two who answer at the same time are counted once each', async () => {
  const { approval, run } = await ask({ people: ['role:admin'], quorum: 1 })
  const both = await Promise.allSettled([ada, ben].map(({ actor }) => answer(approval, 'approved', { as: actor })))
  assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await resolved(run)).length, 1)
})

test('the time to answer is that of the database, however far the clock of the node is off that asks, closes or answers', async (t) => {
  t.after(() => (ahead = 0))
  const { approval } = await ask({ people: ['Ada'], expires: { hours: 1 } })
  ahead = 2 * 3_600_000
  await sweepApprovals(app.kernel.context(program))
  const late = await ask({ people: ['Ada'], expires: { hours: 1 } })
  ahead = 0
  await answer(approval, 'approved', { as: ada.actor })
  await letPass(app, 3600)
  assert.equal(await refused(late.approval, { as: ada.actor }), 'automations.approval_closed')
})
