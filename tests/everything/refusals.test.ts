import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { anonymous, type Actor } from '#kernel/actor.ts'
import type { Operation } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { inputSchema } from '#kernel/json-schema.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { exampleInput } from '#tests/support/example-input.ts'
import { systems } from '../../src/server.ts'

const operations = systems.flatMap((system) => Object.values(system.contract)) as Operation[]

const own = systems.filter((system) => !kernelSystems.includes(system))
const app = await startApp({ systems: own, roots: [mkdtempSync(join(tmpdir(), 'optimus-no-projects-'))] })

/** Every operation there is, against callers and inputs that must be refused: no line of it is written by hand. */
for (const operation of operations) {
  const input = exampleInput(inputSchema(operation.input))
  const isPublic = operation.permission === 'public'
  const needsRight = !isPublic && operation.permission !== 'signed-in'

  test(`${operation.id} is not for nobody`, { skip: isPublic && 'it is public' }, async () => {
    assert.equal(await app.refused(operation, input, { as: anonymous }), 'kernel.not_signed_in')
  })

  test(`${operation.id} is not for somebody without its right`, { skip: !needsRight && 'it needs no right' }, async () => {
    assert.equal(await app.refused(operation, input, { as: somebody(['elsewhere:read']) }), 'kernel.forbidden')
  })

  test(
    `${operation.id} is refused to a reader when it writes`,
    { skip: (!needsRight || operation.effect === 'read') && 'it only reads' },
    async () => {
      const reader = somebody([`${operation.system}:read`])
      const code = await app.refused(operation, input, { as: reader })
      if (operation.permission !== `${operation.system}:read`) assert.equal(code, 'kernel.forbidden')
    },
  )

  test(
    `${operation.id} names the field when the input does not fit`,
    { skip: !hasRequired(operation) && 'it needs no input' },
    async () => {
      assert.equal(await app.refused(operation, {}), 'kernel.invalid_input')
    },
  )

  test(
    `${operation.id} does not reach into a foreign project`,
    { skip: typeof operation.project !== 'object' && 'it is not about one project' },
    async () => {
      const code = await app.refused(operation, input, { as: foreigner(operation) })
      assert.match(code, /not_found$|forbidden$/, code)
    },
  )
}

test('no refusal left anything behind', async () => {
  assert.deepEqual(await app.rows("SELECT operation FROM kernel.audit WHERE outcome = 'done' AND operation NOT LIKE 'runs.%'"), [])
})

function hasRequired(operation: Operation): boolean {
  return ((inputSchema(operation.input)['required'] ?? []) as string[]).length > 0
}

/** Somebody who holds the very right, but in another project. */
function foreigner(operation: Operation): Actor {
  return somebody([{ permission: operation.permission, projects: new Set([newId()]) }])
}
