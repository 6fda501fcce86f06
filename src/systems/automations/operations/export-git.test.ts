import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { projects } from '#systems/projects/system.ts'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { createRepository } from '#tests/support/repositories.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const root = mkdtempSync(join(tmpdir(), 'optimus-exported-'))
after(() => rmSync(root, { recursive: true, force: true }))
const repository = createRepository(join(root, 'one'))
repository.commit('first')
createRepository(join(root, 'two')).commit('first')
const app = await startAutomations([projects], { roots: [root] })

const project = (name: string) =>
  until(
    `the project ${name} is found`,
    async () => (await app.rows<{ id: string }>("SELECT id FROM projects.project WHERE path LIKE '%/' || $1", [name]))[0]?.id,
    90,
  )

test('the texts of a project are written into its repository and committed alone', async () => {
  const one = await project('one')
  const commented = `# Why it is there\n${greeting}`
  await app.save(commented, { project: one })
  writeFileSync(join(repository.dir, 'staged.txt'), 'mine')
  repository.git('add', 'staged.txt')
  const done = await app.call(contract.exportGit, { project: one })
  assert.deepEqual(done.files, [{ file: 'greeting.yaml', automation: 'greeting', state: 'written' }])
  assert.equal(readFileSync(join(done.folder, 'greeting.yaml'), 'utf8'), commented)
  assert.match(done.commit!, /^[0-9a-f]{40}$/)
  assert.equal(
    repository.git('show', '--name-only', '--format=%an', 'HEAD').trim(),
    `${app.owner.name}\n\n.optimus/automations/greeting.yaml`,
  )
  const again = await app.call(contract.exportGit, { project: one })
  assert.deepEqual([again.files[0]!.state, again.commit], ['same', null])
})

test('a folder that leads out of the project is refused', async () => {
  const two = await project('two')
  mkdirSync(join(root, 'elsewhere'))
  symlinkSync(join(root, 'elsewhere'), join(root, 'two', '.optimus'))
  assert.equal(await app.refused(contract.exportGit, { project: two }), 'automations.folder_refused')
})
