import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { identity } from '#systems/identity/system.ts'
import { startApp } from '#tests/support/app.ts'
import { checkAccessToken, signAccessToken } from './access-token.ts'

const { kernel } = await startApp({ systems: [identity] })
const connection = { id: newId(), person: newId(), client: 'optimus-cli', permissions: ['runs:read'] }
const token = await signAccessToken(kernel, connection)

test('a token whose signature was verified once is read again each time, and nothing that merely looks like it passes', async () => {
  for (let times = 0; times < 2; times += 1) {
    const checked = await checkAccessToken(kernel, token)
    assert.deepEqual([checked?.connection, checked?.person], [connection.id, connection.person])
  }
  const [head, body, signature] = token.split('.') as [string, string, string]
  const other = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), sub: newId() })).toString(
    'base64url',
  )
  const last = signature.at(-1) === 'A' ? 'B' : 'A'
  for (const forged of [
    `${head}.${other}.${signature}`,
    `${head}.${body}.${signature.slice(0, -1)}${last}`,
    `${head}.${body}.`,
    `${token}=`,
  ])
    assert.equal(await checkAccessToken(kernel, forged), null, forged)
  const elsewhere = { ...kernel, config: { ...kernel.config, publicUrl: 'https://elsewhere.example' } }
  assert.equal(await checkAccessToken(elsewhere, token), null)
})

test('a token whose time is over is refused, however well its signature is known', async (t) => {
  assert.ok(await checkAccessToken(kernel, token))
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 700_000 })
  assert.equal(await checkAccessToken(kernel, token), null)
})
