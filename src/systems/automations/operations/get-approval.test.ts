import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { askStep, patient } from '#tests/support/automation-approvals.ts'
import { startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const { id: automation } = await app.save(patient)

test('a decision is shown with who is asked and whether it is yours to answer', async () => {
  const { approval, run } = await askStep(app, automation, { people: ['role:owner'], quorum: 1, message: 'Ship it?' })
  const shown = await app.call(contract.getApproval, { approval })
  assert.deepEqual([shown.run, shown.step, shown.message, shown.state, shown.mine], [run, 'ship', 'Ship it?', 'open', true])
  const other = await app.call(contract.getApproval, { approval }, { as: somebody(['automations:read']) })
  assert.equal(other.mine, false)
  assert.equal(await app.refused(contract.getApproval, { approval: newId() }), 'automations.approval_not_found')
  const elsewhere = somebody([{ permission: 'automations:read', projects: new Set([newId()]) }])
  assert.equal(await app.refused(contract.getApproval, { approval }, { as: elsewhere }), 'kernel.not_found')
})
