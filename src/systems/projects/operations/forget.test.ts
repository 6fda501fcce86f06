import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { agent } from '#tests/support/app.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  folder.commit('kept', { 'go.mod': 'module kept\n' })
  folder.commit('gone', {
    'package.json': '{"name":"gone","dependencies":{"left-pad":"1.3.0"}}',
    'package-lock.json': JSON.stringify({
      name: 'gone',
      lockfileVersion: 3,
      packages: { '': { dependencies: { 'left-pad': '1.3.0' } }, 'node_modules/left-pad': { version: '1.3.0' } },
    }),
  })
})

test('a project whose folder is there cannot be forgotten', async () => {
  assert.equal(await app.refused(contract.forget, { project: 'kept' }), 'projects.still_there')
  assert.equal((await app.call(contract.list, {})).total, 2)
})

test('a missing project is forgotten with all its rows, told and audited', async () => {
  const id = await app.id('gone')
  await app.call(contract.overrideTechnology, { project: 'gone', technology: 'redis', verdict: 'added' })
  assert.equal((await app.rows('SELECT 1 FROM projects.dependency WHERE project = $1', [id])).length, 1)
  rmSync(join(app.folder.path, 'gone'), { recursive: true })
  await app.scan()
  assert.equal((await app.call(contract.get, { project: 'gone' })).present, false)
  await app.news()
  await app.audit()
  await app.call(contract.forget, { project: 'gone' })
  for (const table of ['facts', 'dependency', 'technology_override', 'signal', 'command_run'])
    assert.deepEqual(await app.rows(`SELECT 1 FROM projects.${table} WHERE project = $1`, [id]), [], table)
  assert.deepEqual(
    (await app.news()).filter((one) => one.name === 'projects.project_deleted').map((one) => one.payload),
    [{ project: id }],
  )
  assert.deepEqual(await app.audit(), ['projects.forget done'])
  assert.equal(await app.refused(contract.get, { project: id }), 'kernel.not_found')
  assert.equal(await app.refused(contract.forget, { project: id }), 'kernel.not_found')
})

test('forgetting asks first: unconfirmed it is refused, and an agent needs an approval', async () => {
  assert.equal(await app.refused(contract.forget, { project: 'kept' }, { confirmed: false }), 'kernel.confirmation_required')
  assert.equal(await app.refused(contract.forget, { project: 'kept' }, { as: agent(), surface: 'mcp' }), 'kernel.approval_required')
})
