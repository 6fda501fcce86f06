import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '#kernel/actor.ts'
import { openPool, queryOn } from '#kernel/database.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { startApp } from '#tests/support/app.ts'
import { connect } from '#tests/support/oauth.ts'
import { addTotp, join, signUp } from '#tests/support/people.ts'
import { until } from '#tests/support/until.ts'
import { contract } from './contract.ts'
import { identity } from './system.ts'

const app = await startApp({ systems: [identity] })
const owner = await signUp(app)

/** The check of a second node: with connections, a LISTEN session and a memory of its own, it knows the database only. */
const pool = openPool(String(app.kernel.pool.options.connectionString))
const second: Kernel = { ...app.kernel, node: 'second', pool, query: queryOn(pool) }
const end = await identity.begin!(second)
const check = identity.authenticate!(second)
after(async () => {
  await end?.()
  await pool.end()
})

type Headers = Readonly<Record<string, string>>

/** What somebody is let in with, and what somebody does on the first node that must end it on the second. */
const ends: Record<string, () => Promise<{ headers: Headers; end: () => Promise<unknown> }>> = {
  'a session, by signing it out': async () => {
    const { cookie, actor } = await join(app, owner.actor, { name: 'Ada', role: 'member' })
    return { headers: { cookie }, end: () => app.call(contract.signOut, {}, { as: actor }) }
  },
  'a session, by disabling the person': async () => {
    const { cookie, person } = await join(app, owner.actor, { name: 'Ben', role: 'member' })
    return { headers: { cookie }, end: () => app.call(contract.disablePerson, { id: person }, { as: owner.actor }) }
  },
  'a session, by an administrator': async () => {
    const { cookie, person } = await join(app, owner.actor, { name: 'Cleo', role: 'member' })
    return { headers: { cookie }, end: () => app.call(contract.signOutPerson, { id: person }, { as: owner.actor }) }
  },
  'a key, by revoking it': async () => {
    const { actor } = await join(app, owner.actor, { name: 'Dora', role: 'member' })
    const made = await app.call(contract.createKey, { name: 'k' }, { as: actor })
    return {
      headers: { authorization: `Bearer ${made.key}` },
      end: () => app.call(contract.revokeKey, { id: made.details.id }, { as: actor }),
    }
  },
  'a program’s token, by taking the connection back': async () => {
    const { actor } = await join(app, owner.actor, { name: 'Emil', role: 'member' })
    const { tokens } = await connect(app, actor, '*')
    const [connection] = (await app.call(contract.listConnections, {}, { as: actor })).items
    const end = () => app.call(contract.revokeConnection, { id: connection!.id }, { as: actor })
    return { headers: { authorization: `Bearer ${tokens.access_token}` }, end }
  },
}

for (const [name, begin] of Object.entries(ends)) {
  test(`the end of ${name}, holds on the other node`, async (t) => {
    const { headers, end } = await begin()
    await remembered(headers)
    await end()
    const began = performance.now()
    const refused = () =>
      ask(headers).then(
        () => false,
        (problem: { status: number }) => problem.status === 401,
      )
    await until('the other node refuses', refused, 30)
    t.diagnostic(`${(performance.now() - began).toFixed(0)} ms after the commit`)
  })
}

test('a right that was taken away is gone on the other node, for a session and a key alike', async (t) => {
  const { cookie, actor, person } = await join(app, owner.actor, { name: 'Finn', role: 'owner' })
  const { key } = await app.call(contract.createKey, { name: 'all' }, { as: actor })
  const both: Headers[] = [{ cookie }, { authorization: `Bearer ${key}` }]
  for (const headers of both) assert.ok(mayAll(await remembered(headers)))
  await app.call(contract.setRole, { id: person, role: 'viewer' }, { as: owner.actor })
  const began = performance.now()
  for (const headers of both) await until('it is gone', async () => !mayAll(await ask(headers)), 30)
  t.diagnostic(`${(performance.now() - began).toFixed(0)} ms after the commit`)
})

test('a role that comes to need a second factor shuts out who has none, on the other node too', async () => {
  const { cookie, actor } = await join(app, owner.actor, { name: 'Gwen', role: 'viewer' })
  assert.ok((await remembered({ cookie })).grants.length > 0)
  await app.call(contract.updateRole, { id: 'viewer', secondFactor: true }, { as: owner.actor })
  await until('nothing is left', async () => (await ask({ cookie })).grants.length === 0, 30)
  await addTotp(app, actor)
  await until('it is back', async () => (await ask({ cookie })).grants.length > 0, 30)
})

async function ask(headers: Headers): Promise<Actor> {
  return (await check({ headers, address: '::1' }))!
}

/** Asks until the second node answers out of its memory, which is what has to be emptied then. */
async function remembered(headers: Headers): Promise<Actor> {
  const first = await ask(headers)
  await until('it is remembered', async () => (await ask(headers)) === (await ask(headers)), 30)
  return first
}

function mayAll(actor: Actor): boolean {
  return actor.grants.some((grant) => grant.permission === '*')
}
