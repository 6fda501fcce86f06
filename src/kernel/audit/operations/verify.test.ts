import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { startApp, type TestApp } from '#tests/support/app.ts'
import { until } from '#tests/support/until.ts'
import { contract as settings } from '#kernel/settings/contract.ts'
import { contract } from '../contract.ts'
import { sealTrail } from '../seal-trail.ts'

async function sealed(): Promise<TestApp> {
  const app = await startApp()
  await Promise.all([1, 2, 3, 4, 5].map((value) => app.call(settings.set, { name: `test.n${value}`, value })))
  await until('all is sealed', async () => {
    // Two nodes at once make one chain.
    await Promise.all([1, 2].map(() => sealTrail(app.kernel.context(program))))
    return (await app.call(contract.verify, {})).entries === 5
  })
  return app
}

test('a whole trail is intact, and goes on where it ended', async () => {
  const app = await sealed()
  const before = await app.call(contract.verify, {})
  assert.deepEqual([before.intact, before.entries, before.broken], [true, 5, null])
  await app.call(settings.set, { name: 'test.more', value: 1 })
  await until('it goes on', async () => {
    await sealTrail(app.kernel.context(program))
    return (await app.call(contract.verify, { seal: before.seal })).entries === 6
  })
  assert.equal((await app.call(contract.verify, { seal: before.seal })).intact, true)
})

const at = (position: number) => `(SELECT entry FROM kernel.audit_seal WHERE position = ${position})`
const tampering = {
  'a changed entry': `UPDATE kernel.audit SET actor_id = 'somebody' WHERE id = ${at(3)}`,
  'a changed time': `UPDATE kernel.audit SET at = at + interval '1 ms' WHERE id = ${at(3)}`,
  'a removed entry': `DELETE FROM kernel.audit WHERE id = ${at(3)}`,
  'an entry removed with its seal': `WITH gone AS (DELETE FROM kernel.audit_seal WHERE position = 3 RETURNING entry) DELETE FROM kernel.audit USING gone WHERE id = entry`,
  'a forged seal': `UPDATE kernel.audit_seal SET hash = sha256('forged') WHERE position = 3`,
  'an entry slipped in': `INSERT INTO kernel.audit (id, operation, actor_kind, actor_id, surface, outcome, request_id, xid)
    SELECT gen_random_uuid(), 'a.b', 'person', 'x', 'http', 'done', 'r', xid FROM kernel.audit_seal WHERE position = 1`,
}

test('each way to tamper shows', async (t) => {
  const app = await sealed()
  for (const [name, statement] of Object.entries(tampering)) {
    await t.test(name, async () => {
      await app.rows('CREATE TABLE kept_audit AS TABLE kernel.audit')
      await app.rows('CREATE TABLE kept_seal AS TABLE kernel.audit_seal')
      await app.rows(statement)
      const { intact, broken } = await app.call(contract.verify, {})
      assert.equal(intact, false, JSON.stringify(broken))
      for (const restore of [
        'TRUNCATE kernel.audit, kernel.audit_seal',
        'INSERT INTO kernel.audit SELECT * FROM kept_audit',
        'INSERT INTO kernel.audit_seal SELECT * FROM kept_seal',
        'DROP TABLE kept_audit, kept_seal',
      ])
        await app.rows(restore)
      assert.equal((await app.call(contract.verify, {})).intact, true)
    })
  }
  await t.test('an end that was cut off, for who noted a seal', async () => {
    const { seal } = await app.call(contract.verify, {})
    await app.rows(
      'WITH gone AS (DELETE FROM kernel.audit_seal WHERE position = 5 RETURNING entry) DELETE FROM kernel.audit USING gone WHERE id = entry',
    )
    assert.equal((await app.call(contract.verify, {})).intact, true)
    assert.equal((await app.call(contract.verify, { seal })).intact, false)
  })
})
