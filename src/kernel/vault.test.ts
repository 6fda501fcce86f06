import assert from 'node:assert/strict'
import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openVault, VaultError } from './vault.ts'

test('a sealed value opens with the same key and purpose only, and any changed bit is noticed', () => {
  const vault = openVault(mkdtempSync(join(tmpdir(), 'vault-')), null)
  const sealed = vault.seal('mail', 'swordfish')
  assert.equal(vault.open('mail', sealed), 'swordfish')
  assert.notDeepEqual(vault.seal('mail', 'swordfish'), sealed, 'equal values do not look equal')
  assert.throws(() => vault.open('chat', sealed), VaultError)
  for (const at of [0, 1, 20, 60, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    assert.throws(() => vault.open('mail', changed), VaultError)
  }
  assert.throws(() => vault.open('mail', Buffer.from('short')), VaultError)
})

test('the key lies in a file only its owner may read, and stays the same over restarts', () => {
  const home = mkdtempSync(join(tmpdir(), 'vault-'))
  const sealed = openVault(home, null).seal('a', 'b')
  assert.equal(statSync(join(home, 'keys', 'vault.key')).mode & 0o777, 0o600)
  assert.equal(openVault(home, null).open('a', sealed), 'b')
})

test('a given key serves several nodes, and a wrong one is refused in a sentence', () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  const [one, other] = [mkdtempSync(join(tmpdir(), 'vault-')), mkdtempSync(join(tmpdir(), 'vault-'))]
  assert.equal(openVault(other, key).open('a', openVault(one, key).seal('a', 'b')), 'b')
  assert.throws(() => openVault(one, 'too short'), /32 bytes in base64/)
  openVault(one, null)
  writeFileSync(join(one, 'keys', 'vault.key'), 'broken')
  assert.throws(() => openVault(one, null), VaultError)
})
