import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Client } from '@modelcontextprotocol/client'
import type { Page } from 'playwright-core'
import { setUpOwner, visit, withoutBrowser, type Visited } from '#tests/support/browser.ts'
import { startMcpProgram, type McpProgram } from '#tests/support/mcp-program.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const skip = withoutBrowser()
const folder = temporaryFolder()
after(() => folder.remove())
folder.commit('shop', { 'package.json': '{"name":"shop"}' })
const app = (skip ? undefined : await visit([folder.path])) as Visited
const page = (await app?.open())?.page as Page
/** Tom's browser. */
const other = (await app?.open())?.page as Page
const program = (skip ? undefined : await startMcpProgram(app.address, 'Sketchpad')) as McpProgram
let client: Client

const button = (on: Page, name: string | RegExp) => on.getByRole('button', { name, exact: true })
const dialog = (on: Page) => on.getByRole('dialog')

test('a role is made out of single rights, looked at, and changed', { skip }, async () => {
  await setUpOwner(page, app.setUpLink)
  await page.goto('/settings/roles')
  await button(page, 'Create a role').click()
  await dialog(page).getByRole('button', { name: 'Create a role' }).click()
  await page.getByText('This has to be filled in.').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Release crew')
  assert.equal(await page.getByLabel('Id', { exact: true }).inputValue(), 'release-crew')
  await choose('runs:read')
  await choose('audit:read')
  await dialog(page).getByRole('button', { name: 'Create a role' }).click()
  await page.getByRole('row', { name: /Release crew/ }).click()
  await page.getByRole('dialog', { name: 'Release crew' }).getByText('audit:read').waitFor()
  await button(page, 'Change').click()
  await choose('audit:read')
  await choose('projects:read')
  await button(page, 'Save the role').click()
  await page.getByRole('dialog', { name: 'What Release crew may' }).waitFor({ state: 'detached' })
  const [role] = await app.rows<{ permissions: string[] }>("SELECT permissions FROM identity.role WHERE id = 'release-crew'")
  assert.deepEqual(role!.permissions.toSorted(), ['projects:read', 'runs:read'])
})

test('whoever is invited to it has just those rights', { skip }, async () => {
  await page.goto('/settings/people')
  await button(page, 'Invite').click()
  await page.getByLabel('E-mail').fill('tom@example.com')
  await page.getByLabel('Everywhere').selectOption('release-crew')
  await dialog(page).getByRole('button', { name: 'Invite' }).click()
  await other.goto(await page.getByLabel('Link').inputValue())
  await other.getByLabel('Your name').fill('Tom')
  await other.getByLabel('Password').fill('several quiet lanterns')
  await button(other, 'Create the account').click()
  await button(other, 'Later').click()
  await other.getByRole('navigation', { name: 'Areas' }).waitFor()
  await other.goto('/settings/roles')
  assert.equal(await other.getByRole('link', { name: 'Roles' }).count(), 0)
})

test(
  'a program asks in the browser: the page says who, what, how long, from where and since when, and refusing gives nothing',
  { skip },
  async () => {
    const address = await program.ask()
    assert.equal(address.searchParams.get('code_challenge_method'), 'S256')
    await other.goto(address.href)
    await other.getByRole('heading', { name: 'Let Sketchpad in?' }).waitFor()
    const said = await other.getByRole('main').innerText()
    for (const part of ['Tom, tom@example.com', 'runs:read', 'projects:read', 'For 90 days', program.host, 'from 127.0.0.1, at '])
      assert.ok(said.includes(part), `${part} in ${said}`)
    await button(other, 'Refuse').click()
    const answer = await program.answered()
    assert.deepEqual([answer.get('error'), answer.get('code')], ['access_denied', null])
    await backAtProgram()
    assert.equal((await app.rows('SELECT 1 FROM identity.connection')).length, 0)
  },
)

test('let in, after a proof where the last one is old, it does what its person may and no more', { skip }, async () => {
  await app.rows("UPDATE identity.session SET verified_at = now() - interval '1 hour'")
  await other.goto((await program.ask()).href)
  await button(other, 'Let it in').click()
  await other.getByRole('dialog', { name: 'Confirm that it is you' }).waitFor()
  await other.getByRole('dialog').getByLabel('Password').fill('several quiet lanterns')
  await button(other, 'Confirm').click()
  const answer = await program.answered()
  assert.deepEqual([answer.get('iss'), answer.get('state')], [app.address, 'the state of the program'])
  await backAtProgram()
  client = await program.enter(answer)
  const { tools } = await client.listTools()
  assert.ok(tools.some(({ name }) => name === 'projects_list'))
  const call = async (operation: string) => (await client.callTool({ name: 'call_operation', arguments: { operation } })).isError ?? false
  assert.deepEqual([await call('projects.list'), await call('audit.list'), await call('identity.listPeople')], [false, true, true])
})

test('its person ends it, and it is out', { skip }, async () => {
  await other.goto('/settings/programs')
  await button(other, 'Disconnect Sketchpad').click()
  await button(other, 'Disconnect').click()
  await other.getByText('No program is connected').waitFor()
  await assert.rejects(client.listTools())
})

test('no page threw anything', { skip }, () => assert.deepEqual(app.complaints, []))

/** The next address would otherwise be cut short by the way back, which is still being gone. */
async function backAtProgram(): Promise<void> {
  await other.waitForURL((url) => url.host === program.host)
}

/** Checks or unchecks one right in the picker. */
async function choose(right: string): Promise<void> {
  await page.getByLabel('Filter rights').fill(right)
  await page.getByRole('checkbox', { name: new RegExp(`^${right}`) }).click()
}
