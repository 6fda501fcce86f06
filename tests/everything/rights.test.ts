import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { test } from 'node:test'
import { anonymous, type Actor } from '#kernel/actor.ts'
import type { Operation } from '#kernel/contract.ts'
import { Problem } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { inputSchema } from '#kernel/json-schema.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { contract as identity } from '#systems/identity/contract.ts'
import { startApp } from '#tests/support/app.ts'
import { exampleInput } from '#tests/support/example-input.ts'
import { join, signUp } from '#tests/support/people.ts'
import { systems } from '../../src/server.ts'

const operations = systems.flatMap((system) => Object.values(system.contract)) as Operation[]

/** Any id is taken for a project, so that what is left to decide is whose it is. */
const own = systems
  .filter((system) => !kernelSystems.includes(system))
  .map((system) => (system.resolveProject ? { ...system, resolveProject: (_ctx: unknown, id: string) => Promise.resolve(id) } : system))
const app = await startApp({ systems: own, roots: [mkdtempSync(path(tmpdir(), 'optimus-no-projects-'))] })

const mine = newId()
const foreign = newId()
const owner = await signUp(app)
await app.call(identity.createRole, { id: 'auditor', name: 'Auditor', permissions: ['audit:*', 'runs:read'] }, { as: owner.actor })
const as = (name: string, role: string, projects?: { project: string; role: string }[]) => join(app, owner.actor, { name, role, projects })
const admin = await as('Ada', 'admin')
const member = await as('Max', 'member')
const auditor = await as('Aud', 'auditor')
const guest = await as('Gus', 'guest', [{ project: mine, role: 'member' }])
const reader = await as('Rea', 'guest', [{ project: mine, role: 'viewer' }])
const narrow = await app.call(
  identity.createKey,
  { name: 'ci', permissions: ['projects:*', 'runs:read'], projects: [mine] },
  { as: member.actor },
)
const key = await app.kernel.authenticate({ authorization: `Bearer ${narrow.key}` }, '::1')

interface Role {
  readonly actor: Actor
  /** Written a second time, from what the documentation promises: never computed by the code under test. */
  readonly holds: (system: string, permission: string, readOnly: boolean) => boolean
  /** In every project, or in `mine` only. */
  readonly everywhere: boolean
}

const everyday = (system: string) => !['identity', 'settings', 'audit'].includes(system)
const roles: Record<string, Role> = {
  owner: { actor: owner.actor, holds: () => true, everywhere: true },
  admin: { actor: admin.actor, holds: () => true, everywhere: true },
  member: { actor: member.actor, holds: everyday, everywhere: true },
  viewer: {
    actor: (await as('Vic', 'viewer')).actor,
    holds: (system, _permission, readOnly) => everyday(system) && readOnly,
    everywhere: true,
  },
  auditor: { actor: auditor.actor, holds: (system, permission) => system === 'audit' || permission === 'runs:read', everywhere: true },
  'member of one project': { actor: guest.actor, holds: everyday, everywhere: false },
  'viewer of one project': {
    actor: reader.actor,
    holds: (system, _permission, readOnly) => everyday(system) && readOnly,
    everywhere: false,
  },
  'key of one project': {
    actor: key,
    holds: (system, permission) => system === 'projects' || permission === 'runs:read',
    everywhere: false,
  },
}

for (const [name, role] of Object.entries(roles)) {
  test(`${name} may call just what their rights say, of ${operations.length} operations`, async () => {
    for (const operation of operations) {
      // Input is looked at after the right, so what is no input at all tells whether the right was there.
      const code = await codeOf(operation, 'no input', role.actor)
      assert.equal(code === 'kernel.invalid_input', mayCall(role, operation), `${operation.id} answers ${code}`)
      if (code !== 'kernel.invalid_input') assert.equal(code, 'kernel.forbidden', operation.id)
    }
  })

  test(`${name} reaches just their projects`, async () => {
    const about = operations.filter((one) => typeof one.project === 'object' && 'input' in one.project && mayCall(role, one))
    for (const operation of about.filter((one) => one.permission.includes(':'))) {
      assert.equal(await hides(operation, foreign, role.actor), !role.everywhere, `${operation.id} in a foreign project`)
      assert.equal(await hides(operation, mine, role.actor), false, `${operation.id} in their own project`)
    }
  })
}

test('nobody may call what is public, and nothing else', async () => {
  for (const operation of operations) {
    const code = await codeOf(operation, 'no input', anonymous)
    assert.equal(code, operation.permission === 'public' ? 'kernel.invalid_input' : 'kernel.not_signed_in', operation.id)
  }
})

test('demoting an owner shrinks their key at once', async () => {
  const second = await as('Olga', 'owner')
  const made = await app.call(identity.createKey, { name: 'all' }, { as: second.actor })
  const check = () => app.kernel.authenticate({ authorization: `Bearer ${made.key}` }, '::1')
  const setting = operations.find((one) => one.id === 'settings.set')!
  assert.equal(await codeOf(setting, 'no input', await check()), 'kernel.invalid_input')
  await app.call(identity.setRole, { id: second.person, role: 'viewer' }, { as: owner.actor })
  const began = performance.now()
  while ((await codeOf(setting, 'no input', await check())) !== 'kernel.forbidden') assert.ok(performance.now() - began < 10_000)
})

function mayCall(role: Role, operation: Operation): boolean {
  const { permission } = operation
  if (permission === 'public' || permission === 'signed-in') return true
  const sharing = operations.filter((one) => one.permission === permission)
  if (
    !role.holds(
      permission.split(':')[0]!,
      permission,
      sharing.every((one) => one.effect === 'read'),
    )
  )
    return false
  return role.everywhere || operation.project !== 'none' || operation.effect === 'read'
}

/** Whether the project is kept from the caller, as if there were none. Nothing dangerous is confirmed. */
async function hides(operation: Operation, project: string, actor: Actor): Promise<boolean> {
  const field = (operation.project as { input: string }).input
  const input = { ...exampleInput(inputSchema(operation.input)), [field]: project }
  try {
    await call(operation, input, actor)
    return false
  } catch (error) {
    assert.ok(error instanceof Problem, `${operation.id}: ${(error as Error).message}`)
    return error.message.includes('that you may see')
  }
}

async function codeOf(operation: Operation, input: unknown, actor: Actor): Promise<string> {
  try {
    await call(operation, input, actor)
    return 'done'
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

function call(operation: Operation, input: unknown, actor: Actor): Promise<unknown> {
  return app.kernel.execute({ operation: operation.id, input, actor, surface: 'http', address: '127.0.0.1', confirmed: false })
}
