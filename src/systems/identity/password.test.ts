import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPassword, hashPassword } from './password.ts'

test('without a hash nothing is right, and the same work is done for it: nobody returns early', async () => {
  const hash = await hashPassword('correct horse battery')
  assert.equal(await checkPassword('correct horse battery', hash), true)
  assert.equal(await checkPassword('wrong horse battery', hash), false)
  assert.equal(await checkPassword('correct horse battery', null), false)
  assert.equal(await checkPassword('correct horse battery', 'no hash at all'), false)
  // argon2 runs on a thread: what is answered without it is there before the next turn of the loop.
  for (const given of [hash, null, 'no hash at all']) {
    const first = await Promise.race([checkPassword('x', given), new Promise((resolve) => setImmediate(resolve, 'hashing'))])
    assert.equal(first, 'hashing', String(given))
  }
})

test('letters that look the same are the same, and each hash has a salt of its own', async () => {
  const hash = await hashPassword('caf\u00e9 lanterns at dusk')
  assert.equal(await checkPassword('cafe\u0301 lanterns at dusk', hash), true)
  assert.notEqual(await hashPassword('caf\u00e9 lanterns at dusk'), hash)
})
