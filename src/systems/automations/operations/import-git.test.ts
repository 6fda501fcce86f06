import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { projects } from '#systems/projects/system.ts'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { createRepository } from '#tests/support/repositories.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const root = mkdtempSync(join(tmpdir(), 'optimus-imported-'))
after(() => rmSync(root, { recursive: true, force: true }))
const folder = join(root, 'one', '.optimus', 'automations')
createRepository(join(root, 'one')).commit('first')
mkdirSync(folder, { recursive: true })
const app = await startAutomations([projects], { roots: [root] })

test('texts of a repository become automations and versions; one with mistakes says why and changes nothing', async () => {
  const project = await until(
    'the project is found',
    async () => (await app.rows<{ id: string }>('SELECT id FROM projects.project WHERE path = $1', [join(root, 'one')]))[0]?.id,
    90,
  )
  writeFileSync(join(folder, 'greeting.yaml'), greeting)
  writeFileSync(join(folder, 'broken.yaml'), 'name: broken\nstepz: []\n')
  const states = async () => (await app.call(contract.importGit, { project })).files.map((one) => [one.file, one.state])
  assert.deepEqual(await states(), [
    ['broken.yaml', 'refused'],
    ['greeting.yaml', 'created'],
  ])
  rmSync(join(folder, 'broken.yaml'))
  assert.deepEqual(await states(), [['greeting.yaml', 'same']])
  writeFileSync(join(folder, 'greeting.yaml'), greeting.replace('Hello', 'Good day'))
  assert.deepEqual(await states(), [['greeting.yaml', 'saved']])
  const { number, project: belongsTo } = await app.call(contract.get, { automation: 'greeting' })
  assert.deepEqual([number, belongsTo], [2, project])
  const exported = await app.call(contract.exportGit, { project })
  assert.equal(exported.files[0]!.state, 'same')
})
