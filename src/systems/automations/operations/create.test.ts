import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { Problem } from '#kernel/errors.ts'
import { somebody } from '#tests/support/app.ts'
import { greeting, startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a text becomes an automation with its first version, told and audited', async () => {
  const made = await app.call(contract.create, { text: greeting, tags: ['hello', 'hello'], note: 'First' })
  assert.deepEqual([made.name, made.number, made.form, made.enabled, made.tags], ['greeting', 1, 'friendly', true, ['hello']])
  assert.match(made.hash, /^sha256:[0-9a-f]{64}$/)
  const told = (await app.news()).filter((one) => one.name === 'automations.saved')
  assert.deepEqual(
    told.map((one) => one.payload),
    [{ automation: made.id, number: 1 }],
  )
  assert.ok((await app.audit()).includes('automations.create done'))
})

test('equal definitions are stored once, and a name is taken once', async () => {
  assert.equal(await app.refused(contract.create, { text: `# another comment\n${greeting}` }), 'automations.name_taken')
  await app.save(greeting.replace('name: greeting', 'name: greeting-2'))
  assert.equal((await app.rows('SELECT 1 FROM automations.definition')).length, 2)
})

test('a text with mistakes is refused with the line and the reason', async () => {
  const text = textOf('broken', '- id: a\n  uses: nowhere.here\n- id: b\n  uses: set\n  needz: [a]')
  const problem = await app.answer(contract.create, { text }).catch((error: unknown) => error)
  assert.ok(problem instanceof Problem)
  assert.equal(problem.code, 'automations.text_refused')
  const { problems } = problem.more as { problems: { line: number; message: string }[] }
  assert.ok(
    problems.some((one) => /needs/.test(one.message) && one.line === 7),
    JSON.stringify(problems),
  )
})

test('nobody saves what they may not do themselves', async () => {
  const text = textOf('calls', '- { id: a, uses: automations.remove, with: { automation: x } }')
  const writer = {
    ...app.owner,
    grants: [
      { permission: 'automations:read', projects: 'all' as const },
      { permission: 'identity:read', projects: 'all' as const },
    ],
  }
  const allowed = { ...writer, grants: [{ permission: 'automations:write', projects: 'all' as const }] }
  const other = textOf('people', '- { id: a, uses: settings.listSecrets }')
  assert.equal(await app.refused(contract.create, { text }, { as: writer }), 'kernel.forbidden')
  assert.equal(await app.refused(contract.create, { text: other }, { as: allowed }), 'automations.right_missing')
  const shell = textOf('shells', '- { id: a, uses: shell, with: { command: ls } }')
  assert.equal(await app.refused(contract.create, { text: shell }, { as: allowed }), 'automations.right_missing')
})

test('who reaches one project only makes automations of that project', async () => {
  const guest = somebody([{ permission: 'automations:write', projects: new Set([newId()]) }])
  assert.equal(
    await app.refused(contract.create, { text: textOf('mine', '- { id: a, uses: set, with: { b: 1 } }') }, { as: guest }),
    'kernel.forbidden',
  )
})

test('another automation is pinned by the number its history shows, and stays what it was', async () => {
  const version = (said: string) =>
    `${textOf('pinned', `- { id: say, uses: set, with: { said: ${said} } }`)}outputs: { said: '\${ steps.say.output.said }' }\n`
  await app.save(version('first'))
  await app.call(contract.save, { automation: 'pinned', text: version('second') })
  const { items } = await app.call(contract.versions, { automation: 'pinned' })
  assert.deepEqual(
    items.map(({ number }) => number),
    [2, 1],
  )
  const caller = (name: string, pin: string) =>
    `${textOf(name, `- { id: ask, uses: pinned@${pin} }`)}outputs: { said: '\${ steps.ask.output.said }' }\n`
  assert.deepEqual((await app.carryOut(caller('asks-first', '1'))).output, { said: 'first' })
  assert.deepEqual((await app.carryOut(caller('asks-second', '2'))).output, { said: 'second' })
  const missing = await app.answer(contract.create, { text: caller('asks-third', '3') }).catch((error: unknown) => error)
  assert.equal((missing as Problem).message, 'The workflow automations/pinned has no version 3; its history shows which there are.')
})
