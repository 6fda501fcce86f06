import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { models } from '#systems/models/system.ts'
import { contract as projectContract } from '#systems/projects/contract.ts'
import { reportSignal } from '#systems/projects/public.ts'
import { somebody } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { council } from '../system.ts'

const app = await startProjects((folder) => folder.commit('shop', { 'package.json': '{"name":"shop"}' }), { systems: [models, council] })
const by = new Date(Date.now() + 86_400_000).toISOString()
const favourite = {
  kind: 'operation',
  operation: 'projects.get',
  input: { project: 'shop' },
  path: 'favourite',
  is: '=',
  value: true,
  by,
} as const

async function answered(input: object): Promise<string> {
  const { question } = await app.call(contract.ask, { project: 'shop', text: 'Will it be so?', type: 'yes-no', ...input })
  await until('it is answered', async () => (await app.call(contract.get, { question })).state === 'answered')
  return question
}

test('a record that crosses a value resolves the question, and the council learns from it', async () => {
  const question = await answered({ resolver: favourite })
  assert.equal((await app.call(contract.checkOutcome, { question })).resolved, false)
  await app.call(projectContract.update, { project: 'shop', favourite: true })
  assert.deepEqual(await app.call(contract.checkOutcome, { question }), { resolved: true, sentence: 'projects.get favourite is true.' })
  const seen = await app.call(contract.get, { question })
  assert.deepEqual([seen.outcome!.happened, seen.outcome!.resolver, seen.resolver!.lastSeen], [1, 'metric', true])
})

test('what has not crossed when its moment has passed did not happen; a number is read then', async () => {
  const question = await answered({ resolver: { ...favourite, value: false } })
  const number = await answered({ type: 'numeric', resolver: { ...favourite, path: 'version', is: 'exists', value: undefined } })
  await app.rows(`UPDATE council.resolver SET due_at = now() - interval '1 second'`)
  await app.call(contract.checkOutcome, { question })
  await app.call(contract.checkOutcome, { question: number })
  assert.equal((await app.call(contract.get, { question })).outcome!.happened, 0)
  assert.ok((await app.call(contract.get, { question: number })).outcome!.value! >= 1)
})

test('an event with what was waited for resolves it by itself', async () => {
  const resolver = { kind: 'event', event: 'projects.signalled', where: { source: 'test.look', level: 'healthy' }, by }
  const question = await answered({ resolver })
  const project = await app.id('shop')
  const signal = { project, source: 'test.look', value: 0, sentence: 'All is well.', at: new Date() }
  const ctx = app.kernel.context(program)
  await ctx.transaction((open) => reportSignal(open, { ...signal, level: 'failing' }))
  await ctx.transaction((open) => reportSignal(open, { ...signal, level: 'healthy' }))
  const seen = await until('it is resolved', async () => {
    const now = await app.call(contract.get, { question })
    return now.outcome && now
  })
  assert.equal(seen.outcome!.happened, 1)
})

test('only reads that the asker may make can resolve, and only into something that fits', async () => {
  const refused = (resolver: object, more: object = {}) =>
    app.refused(contract.ask, { project: 'shop', text: 'Will it?', type: 'yes-no', resolver, ...more })
  assert.equal(await refused({ ...favourite, operation: 'projects.forget' }), 'council.wrong_resolver')
  assert.equal(await refused({ ...favourite, operation: 'no.such' }), 'council.wrong_resolver')
  assert.equal(await refused({ ...favourite, by: new Date(0).toISOString() }), 'council.wrong_resolver')
  assert.equal(await refused({ ...favourite, path: 'git.unpushedd' }), 'council.wrong_resolver')
  assert.equal(await refused({ kind: 'event', event: 'no.such', by }), 'council.wrong_resolver')
  assert.equal(await refused(favourite, { type: 'open' }), 'council.wrong_resolver')
  const as = somebody(['council:ask', 'council:read'])
  const input = { project: 'shop', text: 'Will it?', type: 'yes-no' as const }
  assert.equal(await app.refused(contract.ask, { ...input, resolver: favourite }, { as }), 'kernel.forbidden')
  assert.equal(
    await app.refused(contract.ask, { ...input, resolver: { kind: 'event', event: 'projects.signalled', by } }, { as }),
    'kernel.forbidden',
  )
  const question = await answered({})
  assert.equal(await app.refused(contract.checkOutcome, { question }), 'council.no_resolver')
})
