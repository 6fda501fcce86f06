import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { openPool, queryOn } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'
import { vaultWith } from '#kernel/vault.ts'
import { ask } from '#tests/support/durable-node.ts'
import { startMailbox } from '#tests/support/mailbox.ts'
import { createDatabase } from '#tests/support/postgres.ts'
import { spawnServer } from '#tests/support/server-process.ts'
import { until } from '#tests/support/until.ts'
import { mailPurpose } from './mail/mail-server.ts'
import { hashSecret } from './token.ts'
import { sendLink } from './workflows.ts'

test('kill -9 while a letter is under way: the next start sends it, and its link is the one that works', async (t) => {
  const mailbox = await startMailbox()
  const url = await createDatabase()
  const pool = openPool(url, { max: 2 })
  t.after(() => pool.end())
  const query = queryOn(pool)
  const first = await spawnServer(t, url, [])
  const person = newId()
  const ceremony = newId()
  await query("INSERT INTO identity.person (id, name, email, role) VALUES ($1, 'Mara', 'mara@example.com', 'owner')", [person])
  // The vault's key is the one that spawnServer gives every server.
  const sealed = vaultWith(Buffer.alloc(32, 7)).seal(mailPurpose, mailbox.password)
  await query(
    "INSERT INTO identity.mail_server (host, port, security, username, sealed, sender, sign_in_links) VALUES ('127.0.0.1', $1, 'none', $2, $3, 'o@example.com', true)",
    [mailbox.port, mailbox.user, sealed],
  )
  await query(
    "INSERT INTO identity.ceremony (id, purpose, person, expires_at) VALUES ($1, 'sign-in-link', $2, now() + interval '15 minutes')",
    [ceremony, person],
  )
  mailbox.hold()
  const run = await ask(url, { workflow: sendLink, input: { ceremony }, actor: anonymous })
  await until('the letter is at the mail server, which does not answer', async () => mailbox.held() > 0, 60)
  first.signal('SIGKILL')
  await first.gone
  mailbox.release()
  await spawnServer(t, url, [])
  await until('the run is done', async () => (await query("SELECT 1 FROM kernel.run WHERE id = $1 AND state = 'done'", [run])).rowCount, 60)
  const letters = mailbox.letters.filter((one) => one.to === 'mara@example.com')
  const kept = await query<{ token_hash: Buffer }>('SELECT token_hash FROM identity.ceremony WHERE id = $1', [ceremony])
  const working = letters.filter((one) => hashSecret(one.link.hash.slice('#token='.length)).equals(kept.rows[0]!.token_hash))
  assert.equal(working.length, 1, `${letters.length} letters, of which the last one counts`)
})
