import assert from 'node:assert/strict'
import { test } from 'node:test'
import { knowsPasskeys, thisDevice } from './this-device.ts'

test('a passkey is called by the device it lies on', () => {
  assert.equal(
    thisDevice('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'),
    'Chrome on Linux',
  )
  assert.equal(
    thisDevice('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1'),
    'Safari on iPhone',
  )
  assert.equal(thisDevice('something else'), '')
})

test('where there are no passkeys, none are offered', () => assert.equal(knowsPasskeys(), false))
