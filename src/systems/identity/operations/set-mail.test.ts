import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

const server = {
  host: 'smtp.example.com',
  port: 465,
  security: 'tls' as const,
  user: 'optimus',
  password: 'the mail password',
  from: 'optimus@example.com',
}

test('the password is sealed, stays when nothing else changes, and goes to no other server', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const set = async (change: object) =>
    (await app.call(contract.setMail, { ...server, password: undefined, ...change }, { as: actor })).mail
  assert.equal((await set({ password: server.password })).hasPassword, true)
  const stored = JSON.stringify(
    await app.rows('SELECT to_jsonb(m) FROM identity.mail_server m UNION ALL SELECT to_jsonb(a) FROM kernel.audit a'),
  )
  assert.equal(stored.includes(server.password), false)
  assert.equal((await set({ from: 'other@example.com' })).hasPassword, true)
  assert.equal((await set({ host: 'evil.example.com' })).hasPassword, false)
  assert.equal(await app.refused(contract.setMail, { ...server, security: 'none' }, { as: actor }), 'identity.mail_refused')
  const admin = await join(app, actor, { name: 'Ada', role: 'admin' })
  assert.equal(
    await app.refused(contract.setMail, server, { as: admin.actor }),
    'identity.beyond_own_rights',
    'or they would get the owner’s links',
  )
  const member = await join(app, actor, { name: 'Max', role: 'member' })
  assert.equal(await app.refused(contract.setMail, server, { as: member.actor }), 'kernel.forbidden')
})
