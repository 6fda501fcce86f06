import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '#kernel/errors.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { join } from '#tests/support/people.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const ada = await join(app, app.owner, { name: 'Ada', role: 'admin' })
const asks = (name: string, approve: string) =>
  `${textOf(name, `- id: ship\n  approve: ${approve}\n  uses: set\n  with: { done: true }`)}outputs: { done: '\${ steps.ship.output.done }' }\n`

async function startAsking(name: string, approve: string): Promise<{ run: string; approval: string }> {
  await app.save(asks(name, approve))
  const { run } = await app.call(contract.start, { automation: name })
  const [asked] = await until(
    'people are asked',
    async () => {
      const { items } = await app.call(contract.listApprovals, { run })
      return items.length > 0 && items
    },
    60,
  )
  return { run, approval: asked!.id }
}

test('a step waits for people and goes on when enough of them approved', async () => {
  const { run, approval } = await startAsking('both', '{ people: [role:admin, role:owner], quorum: 2, message: Ship it? }')
  await app.call(contract.answerApproval, { approval, decision: 'approved' })
  await app.call(contract.answerApproval, { approval, decision: 'approved' }, { as: ada.actor })
  const ended = await app.ended(run)
  assert.deepEqual([ended.state, ended.output], ['done', { done: true }])
})

test('a step that is rejected does not happen, and the run says so', async () => {
  const { run, approval } = await startAsking('no', '{ people: [Ada] }')
  assert.equal(await app.refused(contract.answerApproval, { approval, decision: 'approved' }), 'automations.approval_not_asked')
  await app.call(contract.answerApproval, { approval, decision: 'rejected', comment: 'Not today' }, { as: ada.actor })
  const ended = await app.ended(run)
  assert.deepEqual([ended.state, ended.error?.status], ['failed', 403])
})

test('nobody decides for people by telling that they have', async () => {
  const { run, approval } = await startAsking('forged', '{ people: [Ada] }')
  const forged = { type: 'optimus.approval.resolved.v1', subject: `${run}/ship`, data: { decision: 'approved' } }
  assert.equal(await app.refused(contract.emitEvent, forged), 'automations.event_reserved')
  const emits = textOf(
    'forger',
    `- { id: forge, uses: emit, with: { type: optimus.approval.resolved.v1, subject: '${run}/ship', data: { decision: approved } } }`,
  )
  assert.equal((await app.carryOut(emits)).state, 'failed')
  const asked = textOf(
    'asker',
    `- { id: ask, uses: emit, with: { type: optimus.approval.requested.v1, subject: '${run}/other', data: { people: [Ada] } } }`,
  )
  await app.carryOut(asked)
  const { items } = await app.call(contract.listApprovals, { run })
  assert.deepEqual(
    items.map((one) => [one.id, one.state]),
    [[approval, 'open']],
  )
  await app.call(contract.cancelRun, { run })
  await app.ended(run)
  const late = await app.refused(contract.answerApproval, { approval, decision: 'approved' }, { as: ada.actor })
  assert.equal(late, 'automations.approval_closed')
})

test('the time to answer passes in the run and in the question alike', async () => {
  const { run, approval } = await startAsking('slow', '{ people: [Ada], expires: 1s, otherwise: continue }')
  const ended = await app.ended(run)
  assert.equal(ended.state, 'done')
  assert.equal((await app.call(contract.getApproval, { approval })).state, 'expired')
})

test('nobody asks people who do not exist: the text is refused with the line, and what an expression names fails at once', async () => {
  const refusal = async (approve: string) => {
    const refused = await app.answer(contract.create, { text: asks('nobody', approve) }).catch((error: unknown) => error)
    assert.ok(refused instanceof Problem)
    return (refused.more['problems'] as { line: number; message: string }[]).map(({ line, message }) => `${line}: ${message}`)
  }
  const nobody = (name: string) => `4: There is nobody "${name}" here; write a name, an e-mail address, or a role such as role:admin.`
  assert.deepEqual(await refusal('[Ada, Adda]'), [nobody('Adda')])
  assert.deepEqual(await refusal('nobody@example.com'), [nobody('nobody@example.com')])
  assert.deepEqual(await refusal('{ people: [role:amdin] }'), ['4: There is no role "amdin". Did you mean "admin"?'])
  assert.deepEqual(await refusal('{ people: [Ada], expires: 2h, escalate: { after: 1h, people: [Eve] } }'), [nobody('Eve')])
  const named = await app.carryOut(asks('named', `{ people: ['\${ "Ad" + "da" }'] }`))
  assert.deepEqual([named.state, named.error?.detail], ['failed', 'There is nobody of Adda.'])
  const known = `{ people: [ada@example.com, person:ada, 'person:${ada.person}', role:viewer] }`
  await app.save(asks('known', known))
})
