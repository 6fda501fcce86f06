import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { addTotp, signUp } from '#tests/support/people.ts'
import { identity } from '../system.ts'
import { useTotp } from './totp.ts'

const missing = spawnSync('oathtool', ['--version']).error && 'oathtool is not installed (Debian package oathtool)'

test('the codes of another program are taken once each, an old or a far one never', { skip: missing }, async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, person } = await signUp(app)
  const { secret } = await addTotp(app, actor)
  await app.rows('UPDATE identity.totp SET last_step = 0')
  const ctx = app.kernel.context(actor)
  const shown = (seconds: number) => {
    const at = new Date(Date.now() + seconds * 1000).toISOString().replace('T', ' ').replace(/\..*/, ' UTC')
    return spawnSync('oathtool', ['--totp', '-b', '-N', at, secret], { encoding: 'utf8' }).stdout.trim()
  }
  assert.equal(await useTotp(ctx, person, shown(3600), 'confirmed'), false)
  assert.equal(await useTotp(ctx, person, shown(-3600), 'confirmed'), false)
  const code = shown(0)
  const tries = await Promise.all([1, 2, 3, 4].map(() => useTotp(ctx, person, code, 'confirmed')))
  assert.equal(tries.filter(Boolean).length, 1, 'of callers at the same moment one has it')
  assert.equal(await useTotp(ctx, person, shown(30), 'confirmed'), true)
  assert.equal(await useTotp(ctx, person, code, 'confirmed'), false)
})
