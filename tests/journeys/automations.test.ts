import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { contract as automations } from '#systems/automations/contract.ts'
import { faultsNow } from '#tests/support/axe.ts'
import { setUpOwner, visit, withoutBrowser, type Visited } from '#tests/support/browser.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { until } from '#tests/support/until.ts'

const skip = withoutBrowser()
const folder = temporaryFolder()
after(() => folder.remove())
const app = (skip ? undefined : await visit([folder.path])) as Visited
// Scripts of a test are not ours, so the content policy has to let axe pass.
const page = (await app?.open({ bypassCSP: true }))?.page as Page
const patience = 120_000

const textNow = async () => (await page.locator('.cm-content').innerText()).replaceAll('\u00a0', ' ')
const seen = (what: string, words: RegExp) => until(what, async () => words.test(await textNow()), 60)

test('a new automation starts with a text that is valid, drawn as steps', { skip }, async () => {
  page.setDefaultTimeout(patience)
  await setUpOwner(page, app.setUpLink)
  await page.goto('/automations')
  await page.getByRole('link', { name: 'New automation' }).first().click()
  await page.locator('.react-flow__node').filter({ hasText: 'greet' }).waitFor()
  await page.getByText('valid, Open Workflow 1.0.3').waitFor()
})

test('a mistake is named with its line while it is typed, and goes when it is undone', { skip }, async () => {
  await page.locator('.cm-line').filter({ hasText: 'uses: set' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type('x')
  await page.getByRole('list', { name: 'Problems of the text' }).getByText(/setx/).first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('valid, Open Workflow 1.0.3').waitFor()
})

test('a step that is added in the canvas stands in the text, and what is said in the text is drawn', { skip }, async () => {
  await page.locator('.react-flow__node').filter({ hasText: 'greet' }).click()
  await page.getByRole('button', { name: 'Add step' }).click()
  await page.getByRole('combobox', { name: 'Call, command or operation' }).fill('wait a while')
  await page.keyboard.press('Enter')
  await page.locator('.react-flow__node').filter({ hasText: 'wait' }).waitFor()
  await page.getByRole('tab', { name: 'Text' }).click()
  await seen('the step is in the text', /- id: wait\s+uses: wait/)
  await page.locator('.cm-line').filter({ hasText: 'id: wait' }).click()
  await page.getByRole('tab', { name: 'Step' }).click()
  await page.getByLabel('Id', { exact: true }).fill('rest')
  await page.keyboard.press('Enter')
  await page.getByLabel('With', { exact: true }).fill('{ "for": "1s" }')
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.locator('.react-flow__node').filter({ hasText: 'rest' }).waitFor()
  await page.getByRole('tab', { name: 'Text' }).click()
  await seen('the text follows', /- id: rest\s+uses: wait\s+with:\s+for: 1s/)
})

test('it is saved, changed again, and its history says what changed', { skip }, async () => {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/automations/my-automation')
  await page.locator('.cm-line').filter({ hasText: 'title: My automation' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(' again')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await until('a second version is there', async () => {
    const { number } = await app.call(automations.get, { automation: 'my-automation' })
    return number === 2
  })
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByRole('button', { name: /Version 1/ }).waitFor()
})

test('it runs by hand with the values of its form, and is watched until it is done', { skip }, async () => {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Who').fill('Mara')
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/automations/runs/'))
  await page.getByRole('list', { name: 'Steps in the order they began' }).getByText('rest').waitFor()
  await page.getByText('"Hello Mara"').first().waitFor()
  await page.goto('/automations/runs')
  await page.getByRole('row').filter({ hasText: 'my-automation' }).filter({ hasText: 'Done' }).waitFor()
})

test('a template becomes an automation that is off until somebody looked at it', { skip }, async () => {
  await page.goto('/automations')
  await page.getByRole('button', { name: /^Use / }).first().click()
  await page.getByRole('switch', { name: 'Off' }).waitFor()
  await page.getByText('valid, Open Workflow 1.0.3').waitFor()
  assert.equal((await app.call(automations.list, {})).items.length, 2)
})

test('the list shows it, and the keyboard opens it', { skip }, async () => {
  await page.goto('/automations')
  await page.getByRole('row').filter({ hasText: 'My automation again' }).waitFor()
  // The one made from a template stands before it.
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/automations/my-automation')
})

/** Calls as the person in the page does. */
const send = (method: string, path: string, body: object) =>
  page.evaluate(
    async ([how, where, text]) => {
      const answer = await fetch(`/api/v1/${where}`, { method: how!, headers: { 'content-type': 'application/json' }, body: text! })
      if (!answer.ok) throw new Error(`${where}: ${await answer.text()}`)
    },
    [method, path, JSON.stringify(body)] as const,
  )

const guarded = `name: guarded
secrets: [TOKEN]
steps:
  - { id: hold, queue: { name: doors, limit: 1 }, uses: wait, with: { for: 1h } }
`

test('a secret is granted where the text names it, and a change by somebody who may not grant is said there', { skip }, async () => {
  await send('POST', 'automations', { text: guarded })
  await send('PUT', 'settings/secrets/github.token', { value: 'a value that nobody sees' })
  await page.goto('/automations/guarded')
  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Grant', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Secret of the vault').selectOption('github.token')
  assert.deepEqual(await faultsNow(page), [])
  await page.getByRole('dialog').getByRole('button', { name: 'Grant', exact: true }).click()
  await page.getByText('every step, by Mara').waitFor()
  await app.rows("UPDATE automations.secret_grant SET suspended_at = now(), suspended_by = 'Tom'")
  await page.reload()
  await page.getByText('1 secret is suspended').waitFor()
  await page.getByRole('button', { name: 'Look' }).click()
  await page.getByRole('button', { name: 'Grant again' }).waitFor()
  assert.deepEqual(await faultsNow(page), [])
})

test('how long runs are kept is changed for one automation and for all', { skip }, async () => {
  await page.getByLabel('Days').fill('0')
  await page.getByText('A whole number from 1 to 3650').waitFor()
  await page.getByLabel('Days').fill('7')
  await page.getByRole('tabpanel').getByRole('button', { name: 'Save', exact: true }).click()
  await until('it is kept', async () => (await app.call(automations.get, { automation: 'guarded' })).keepDays === 7, 60)
  await page.goto('/automations/runs')
  await page.getByRole('button', { name: 'Kept for 90 days' }).click()
  await page.getByLabel('Days that finished runs are kept').fill('30')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Kept for 30 days' }).waitFor()
})

test('the limits of a queue are changed while runs wait in it', { skip }, async () => {
  for (let count = 0; count < 3; count += 1) await send('POST', 'automations/guarded/start', {})
  await until('two wait', async () => (await app.call(automations.listQueues, { name: 'doors' })).items[0]?.waiting === 2, 60)
  await page.goto('/automations/queues')
  await page.getByText('1 at work, 2 waiting').waitFor()
  await page.getByRole('button', { name: 'Limits' }).click()
  await page.getByLabel('At once', { exact: false }).first().fill('2')
  assert.deepEqual(await faultsNow(page), [])
  await page.getByRole('button', { name: 'Set limits' }).click()
  await page.getByText('2 at work, 1 waiting').waitFor()
  await page.getByText('Limits set by Mara', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused by Mara', { exact: false }).waitFor()
})

test('a run that waits says why, on its page and in the list', { skip }, async () => {
  await page.goto('/automations/runs?state=waiting')
  await page.getByRole('row').filter({ hasText: 'guarded' }).first().click()
  await page.getByRole('region', { name: 'Why it stands where it stands' }).waitFor()
  assert.deepEqual(await faultsNow(page), [])
})

test('a phone shows the same without scrolling sideways', { skip }, async () => {
  await page.setViewportSize({ width: 375, height: 812 })
  for (const address of [
    '/automations',
    '/automations/my-automation',
    '/automations/runs',
    '/automations/approvals',
    '/automations/state',
    '/automations/queues',
    '/automations/triggers',
    '/automations/webhooks',
  ]) {
    await page.goto(address)
    await page.getByRole('main').waitFor()
    const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth])
    assert.ok(whole! <= inner!, `${address} is ${whole} px wide on a screen of ${inner}`)
  }
})

test('no page threw anything', { skip }, () => assert.deepEqual(app.complaints, []))
