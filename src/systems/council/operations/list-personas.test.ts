import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { models } from '#systems/models/system.ts'
import { contract } from '../contract.ts'
import { council } from '../system.ts'

test('thirteen minds sit in the council from the start, and say that no model speaks for them', async () => {
  const app = await startApp({ systems: [models, council] })
  const { items, providers } = await app.call(contract.listPersonas, {}, { as: somebody(['council:read']) })
  assert.equal(items.map((one) => one.id).join(' '), minds)
  assert.ok(items.every((one) => one.builtIn && one.enabled && one.duty && one.artefact && one.lens.length > 0))
  assert.equal(new Set(items.map((one) => one.lens.join())).size, 13, 'every mind looks at something else')
  assert.deepEqual(
    items.flatMap((one) => one.warnings),
    [],
    'every lens names evidence that there is',
  )
  assert.ok(items.every((one) => one.speaksWith === null && one.learnedWeight === null))
  assert.equal(providers, 0)
})

const minds = 'strategist pragmatist innovator guardian analyst philosopher healer socialite economist creator scholar explorer mentor'
