import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { identity } from '#systems/identity/system.ts'
import { startApp } from '#tests/support/app.ts'
import { textOf } from '#tests/support/automations-app.ts'
import { signUp } from '#tests/support/people.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { automations } from '../system.ts'
import { beginFileWatch } from './file-watch.ts'
import { differences } from './seen-files.ts'

const root = mkdtempSync(join(tmpdir(), 'optimus-seen-'))
after(() => rmSync(root, { recursive: true, force: true }))
const inbox = join(root, 'inbox')
const file = (name: string): string => join(inbox, name)
mkdirSync(inbox)
writeFileSync(file('old.csv'), '1')

// Nobody watches but those whom the test lets watch: a program that was stopped and started again.
const app = await startApp({ systems: [identity, { ...automations, begin: undefined }], roots: [root] })
const { actor: as } = await signUp(app)
const step = '- { id: a, uses: set, with: { b: 1 } }'
await app.call(contract.create, { text: textOf('inbox', step, `on:\n  - file: { path: ${root}/inbox/*.csv, debounce: 100ms }\n`) }, { as })

const told = async () =>
  (
    await app.rows<{ input: [{ data: { changes: { path: string; change: string }[] } }] }>(
      "SELECT input FROM automations.run WHERE name = 'inbox' ORDER BY number",
    )
  ).map(({ input }) => input[0].data.changes.map(({ path, change }) => `${change} ${path.slice(inbox.length + 1)}`))
const trigger = async () => (await app.call(contract.listTriggers, { automation: 'inbox' }, { as })).items[0]!

/** Watches until the files were looked at since the moment. */
async function watched(): Promise<void> {
  const [before] = await app.rows<{ files_at: Date | null }>('SELECT files_at FROM automations.trigger')
  const end = await beginFileWatch(app.kernel)
  await until(
    'the files were compared',
    async () => {
      const [now] = await app.rows<{ files_at: Date | null }>('SELECT files_at FROM automations.trigger')
      return now!.files_at !== null && now!.files_at.getTime() !== before!.files_at?.getTime()
    },
    60,
  )
  await end()
}

test('files that are there at first start nothing; what changes while nobody watches is found once', async () => {
  assert.equal((await trigger()).catchesUp, false)
  await watched()
  assert.deepEqual([await told(), (await trigger()).catchesUp], [[], true])
  writeFileSync(file('old.csv'), '22')
  writeFileSync(file('new.csv'), '1')
  writeFileSync(file('other.txt'), '1')
  await watched()
  assert.deepEqual(await told(), [['created new.csv', 'modified old.csv']])
  await watched()
  unlinkSync(file('new.csv'))
  utimesSync(file('old.csv'), new Date(), new Date(0))
  await watched()
  assert.deepEqual((await told()).slice(1), [['deleted new.csv', 'modified old.csv']])
})

test('what changes in a pause is not made up for', async () => {
  const before = (await told()).length
  const { id } = await trigger()
  await app.call(contract.pauseTrigger, { trigger: id }, { as })
  writeFileSync(file('paused.csv'), '1')
  await app.call(contract.resumeTrigger, { trigger: id }, { as })
  await watched()
  assert.equal((await told()).length, before)
})

test('differences are what came, changed and went', () => {
  const seen = new Map([
    ['/a', '1'],
    ['/b', '1'],
    ['/c', '1'],
  ])
  const now = new Map([
    ['/b', '1'],
    ['/c', '2'],
    ['/d', '1'],
  ])
  assert.deepEqual(
    differences(seen, now).map(({ path, change }) => `${change} ${path}`),
    ['deleted /a', 'modified /c', 'created /d'],
  )
})
