import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '#kernel/errors.ts'
import { greeting, startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a good text gives its document, graph, form and expressions', async () => {
  const checked = await app.call(contract.validate, { text: greeting })
  assert.deepEqual([checked.ok, checked.problems, checked.fields.length], [true, [], 1])
  assert.ok(checked.expressions.every((one) => one.lane === 'fast'))
  assert.equal((await app.save(greeting)).hash, checked.hash)
})

test('bad texts give lines and reasons, and a graph as far as it goes', async () => {
  const cycle = await app.call(contract.validate, {
    text: textOf('round', '- { id: a, needs: [b], uses: set, with: { x: 1 } }\n- { id: b, needs: [a], uses: set, with: { x: 1 } }'),
  })
  assert.deepEqual([cycle.ok, cycle.problems[0]?.code, cycle.graph?.nodes.length], [false, 'cycle', 2])
  const yaml = await app.call(contract.validate, { text: 'name: [' })
  assert.deepEqual([yaml.ok, yaml.problems[0]?.code, yaml.graph], [false, 'yaml', null])
  const operation = await app.call(contract.validate, { text: textOf('op', '- { id: a, uses: automations.lisst }') })
  assert.match(operation.problems[0]!.message, /automations\.list/)
})

test('what an operation would refuse is refused with its line, and what an expression fills is left to the run', async () => {
  const faults = async (given: string) => {
    const { ok, problems } = await app.call(contract.validate, { text: textOf('op', `- { id: a, uses: automations.list${given} }`) })
    return [ok, ...problems.map(({ code, line, message }) => `${code} ${line} ${message}`)]
  }
  assert.deepEqual(await faults(', with: { limit: 5, text: "${ .name }" }'), [true])
  const [ok, wrong] = await faults(', with: { limit: abc }')
  assert.match(`${ok} ${wrong}`, /^false schema 3 "limit": /)
  const [bad, unknown] = await faults(', with: { limitt: 3 }')
  assert.match(`${bad} ${unknown}`, /^false unknown-key 3 "limitt" is not known here\. .*"limit"/)
  const missing = await app.call(contract.validate, { text: textOf('op', '- { id: a, uses: automations.get }') })
  assert.match(missing.problems[0]!.message, /The operation "automations\.get" needs "automation" in "with"\./)
})

test('what cannot be stored is told by a check, and refused by a save, at the same place', async () => {
  for (const text of [textOf('nul', '- { id: a, uses: set, with: { b: "c\\0" } }'), `${greeting}# \0\n`]) {
    const { ok, problems } = await app.call(contract.validate, { text })
    assert.deepEqual([ok, problems.map(({ code }) => code)], [false, ['character']])
    const refused = await app.answer(contract.create, { text }).catch((error: unknown) => error)
    assert.ok(refused instanceof Problem)
    assert.deepEqual([refused.code, refused.more['problems']], ['automations.text_refused', problems])
  }
})
