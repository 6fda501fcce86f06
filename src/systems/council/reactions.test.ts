import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { events as projects } from '#systems/projects/events.ts'
import { startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from './contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, 0.8), { minds: 1, providers: 1 })

test('with a project its questions go; what was learned from them stays', async () => {
  const { id } = await app.ask({ text: 'Will the project stay?', type: 'yes-no' })
  const other = await app.ask({ text: 'Will the other one stay?', type: 'yes-no' })
  await app.call(contract.resolve, { question: id, outcome: { happened: 0 } })
  const project = newId()
  await app.rows('UPDATE council.question SET project = $2 WHERE id = $1', [id, project])
  await app.kernel.context(app.owner).transaction((open) => open.emit(projects.project_deleted, { project }, project))
  await until('the question is gone', async () => (await app.refused(contract.get, { question: id })) === 'kernel.not_found', 60)
  assert.equal((await app.detail(other.id)).state, 'answered')
  const replayed = await app.call(contract.replay, {})
  assert.deepEqual([replayed.rows, replayed.equal], [2, true])
})
