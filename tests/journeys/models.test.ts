import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { setUpOwner, visit, withoutBrowser, type Visited } from '#tests/support/browser.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { say } from '#tests/support/model-servers/reply.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const skip = withoutBrowser()
const folder = temporaryFolder()
after(() => folder.remove())
const server = await startModelServer(() => say('Four, as always.', { input: 40, output: 5 }), ['mine:7b'])
const app = (skip ? undefined : await visit([folder.path])) as Visited
const page = (await app?.open())?.page as Page

test('a provider is added and tested, and its models appear by themselves', { skip }, async () => {
  await setUpOwner(page, app.setUpLink)
  await page.goto('/settings/models')
  await page.getByRole('button', { name: 'Add provider' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('OpenAI-compatible server').click()
  await dialog.getByLabel('Name').fill('desk')
  await dialog.getByLabel('Address').fill(server.openai)
  await dialog.getByLabel('Calls cost nothing').check()
  await dialog.getByRole('button', { name: 'Add provider' }).click()
  await page.getByText('1 of 1 model on').waitFor()
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await page.getByText('desk answers and lists 1 model.').waitFor()
})

test('a model is asked, and the answer leads to its row in the ledger', { skip }, async () => {
  await page.goto('/models')
  await page.getByRole('row', { name: /mine:7b/ }).hover()
  await page.getByRole('button', { name: 'Actions for desk/mine:7b' }).click()
  await page.getByRole('menuitem', { name: 'Ask it…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Question').fill('What is 2 + 2?')
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await dialog.getByText('Four, as always.').waitFor()
  await dialog.getByRole('link', { name: /40 tokens in and 5 out/ }).click()
  await page.getByRole('dialog', { name: 'Call of desk/mine:7b' }).getByText('models.ask').waitFor()
  assert.equal(server.asked.length, 1)
})

test('a budget is set, spending leads to its calls, and nothing broke', { skip }, async () => {
  await page.goto('/settings/models')
  await page.getByRole('button', { name: 'Add budget' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('For').selectOption('session')
  await dialog.getByLabel('Dollars').fill('0.50')
  await dialog.getByRole('button', { name: 'Set budget' }).click()
  await page.getByText('$0.50 at most').waitFor()
  await page.goto('/models/spending')
  await page
    .getByRole('row', { name: /mine:7b/ })
    .getByRole('link')
    .first()
    .click()
  await page.waitForURL((url) => url.pathname === '/models/calls' && url.searchParams.get('model') === 'desk/mine:7b')
  await page.getByRole('row', { name: /models\.ask/ }).waitFor()
  assert.deepEqual(app.complaints, [])
})
