import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { contract as files } from '#kernel/files/contract.ts'
import { contract as projects } from '#systems/projects/contract.ts'
import { faultsNow } from '#tests/support/axe.ts'
import { setUpOwner, visit, withoutBrowser, type Visited } from '#tests/support/browser.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { until } from '#tests/support/until.ts'

const skip = withoutBrowser()
const folder = temporaryFolder()
after(() => folder.remove())
folder.commit('shop', { 'package.json': '{"name":"shop","dependencies":{"react":"19.0.0"}}' })
const app = (skip ? undefined : await visit([folder.path])) as Visited
const page = (await app?.open({ bypassCSP: true, acceptDownloads: true }))?.page as Page
const rows = () => page.getByRole('grid', { name: 'Files' }).getByRole('row')

test('settings lead to the files, and where none is kept the page says what would be', { skip }, async () => {
  await setUpOwner(page, app.setUpLink)
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Files' }).click()
  await page.getByText('No file is kept').waitFor()
})

test('a file is uploaded, and the same bytes under another name are kept once', { skip }, async () => {
  for (const name of ['terms.txt', 'copy.txt']) {
    await page.getByLabel('File to upload').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('What we promise.\n') })
    await page.getByText(name === 'terms.txt' ? 'terms.txt is kept' : 'These bytes are kept already, as terms.txt').waitFor()
  }
  await rows().filter({ hasText: 'terms.txt' }).getByText('17 B').waitFor()
  const { items } = await app.call(files.list, {})
  assert.deepEqual(
    items.map(({ name, mediaType, size }) => [name, mediaType, size]),
    [['terms.txt', 'text/plain', 17]],
  )
})

test('what a system keeps appears by itself, is found by its name, and comes down as it was', { skip }, async () => {
  const kept = await until('the project was read', async () => {
    const found = (await app.call(projects.list, {})).items[0]
    return found?.scannedAt ? app.call(projects.keepSbom, { project: found.id }) : false
  })
  await rows().filter({ hasText: kept.name }).waitFor()
  assert.deepEqual(await faultsNow(page), [])
  await page.getByLabel('Filter by name').fill('cdx')
  await rows().filter({ hasText: 'terms.txt' }).waitFor({ state: 'detached' })
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Download ${kept.name}` }).click()])
  assert.equal(download.suggestedFilename(), kept.name)
  const text = readFileSync(await download.path(), 'utf8')
  assert.deepEqual([Buffer.byteLength(text), JSON.parse(text).bomFormat], [kept.size, 'CycloneDX'])
})

test('a file is removed after a question, and nothing broke', { skip }, async () => {
  await page.getByLabel('Filter by name').fill('terms')
  await rows().filter({ hasText: 'terms.txt' }).hover()
  await page.getByRole('button', { name: 'Actions for terms.txt' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove terms.txt for good?' })
  await dialog.getByRole('button', { name: 'Remove file' }).click()
  await page.getByText('No file has that in its name').waitFor()
  assert.deepEqual(
    (await app.call(files.list, {})).items.map(({ name }) => name.endsWith('.json')),
    [true],
  )
  assert.deepEqual(app.complaints, [])
})
