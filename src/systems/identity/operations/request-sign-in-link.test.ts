import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { startMailbox } from '#tests/support/mailbox.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { until } from '#tests/support/until.ts'
import { useMailbox } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

const mailbox = await startMailbox()
const app = await startApp({ systems: [identity] })
const { actor } = await signUp(app)
const ask = (email: string) => app.refused(contract.requestSignInLink, { email }, { as: anonymous })

test('without a mail server, or where links are not wanted, there is none', async () => {
  assert.equal(await ask(mara.email), 'identity.mail_not_set')
  await useMailbox(app, actor, mailbox, { signInLinks: false })
  assert.equal(await ask(mara.email), 'identity.mail_not_set')
  await useMailbox(app, actor, mailbox)
})

test('known and unknown addresses are answered alike and cost the same statements; only the known one gets a letter', async () => {
  const traces: string[][] = []
  for (const email of ['nobody@example.com', 'MARA@example.com']) {
    const seen: string[] = []
    const cookies: string[] = []
    const before = await app.rows<{ count: number }>("SELECT count(*)::integer FROM kernel.run WHERE workflow = 'identity.sendLink'")
    const answer = await app.answer(contract.requestSignInLink, { email }, { as: anonymous, cookies })
    seen.push(JSON.stringify(answer), cookies[0]!.replace(/=[\w-]{43};/, '=…;'))
    const runs = await app.rows<{ count: number }>("SELECT count(*)::integer FROM kernel.run WHERE workflow = 'identity.sendLink'")
    const [ceremony] = await app.rows(
      'SELECT purpose, return_to, browser_hash IS NULL AS unbound FROM identity.ceremony ORDER BY id DESC LIMIT 1',
    )
    traces.push([...seen, String(runs[0]!.count - before[0]!.count), JSON.stringify(ceremony)])
  }
  assert.deepEqual(traces[0], traces[1])
  const letter = await mailbox.letterTo(mara.email)
  assert.match(letter.raw, /Subject: Sign in to Optimus at localhost:4400/)
  assert.equal(`${letter.link.origin}${letter.link.pathname}`, `${app.kernel.config.publicUrl}/sign-in/link`)
  await until(
    'both runs are done',
    async () => (await app.rows("SELECT 1 FROM kernel.run WHERE workflow = 'identity.sendLink' AND state = 'done'")).length === 2,
    60,
  )
  assert.deepEqual(
    mailbox.letters.map((one) => one.to),
    [mara.email],
  )
  const kept = JSON.stringify(
    await app.rows(
      'SELECT to_jsonb(r) FROM kernel.run r UNION ALL SELECT to_jsonb(c) FROM identity.ceremony c UNION ALL SELECT to_jsonb(a) FROM kernel.audit a',
    ),
  )
  assert.equal(kept.includes(letter.link.hash.slice(7)), false, 'the secret of the link is in the letter only')
})

test('nobody’s mailbox is filled: a few letters an hour, known or not', async () => {
  for (const email of ['somebody@example.com', mara.email]) {
    const outcomes: string[] = []
    for (let tries = 0; tries < 6; tries += 1) {
      await app.rows("DELETE FROM identity.rate WHERE bucket LIKE 'address %'")
      outcomes.push(await ask(email))
    }
    assert.equal(outcomes.at(-1), 'kernel.too_many_requests', email)
  }
})
