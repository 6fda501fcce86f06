import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

const wish = { operation: 'settings.removeSecret', input: { name: 'a.key' }, reason: 'It is old' }

test('an agent asks for exactly one call, and the person sees what, who and why', async () => {
  const app = await startApp()
  const asked = await app.call(contract.request, wish, { as: agent('Scribe'), surface: 'mcp' })
  assert.deepEqual([asked.state, asked.requestedBy, asked.surface, asked.reason], ['open', 'Scribe', 'mcp', 'It is old'])
  assert.deepEqual(
    (await app.news()).map((one) => one.name),
    ['approvals.requested'],
  )
})

test('what needs no approval, does not exist, does not fit or lies beyond the asker’s rights is refused at once', async () => {
  const app = await startApp()
  assert.equal(await app.refused(contract.request, { ...wish, operation: 'settings.list', input: {} }), 'approvals.not_dangerous')
  assert.equal(await app.refused(contract.request, { ...wish, operation: 'no.such' }), 'kernel.not_found')
  assert.equal(await app.refused(contract.request, { ...wish, input: {} }), 'kernel.invalid_input')
  assert.equal(await app.refused(contract.request, wish, { as: somebody(['runs:read']) }), 'kernel.forbidden')
})
