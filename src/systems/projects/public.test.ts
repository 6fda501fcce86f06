import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { startApp } from '#tests/support/app.ts'
import { projectReferences, reportSignal } from './public.ts'
import { projects } from './system.ts'
import { contract } from './contract.ts'

test('what another system reports moves health, risk and order; saying it again is no news', async () => {
  const app = await startApp({ systems: [projects] })
  const ids = [newId(), newId()]
  for (const [index, id] of ids.entries()) {
    await app.rows(
      `INSERT INTO projects.project (id, slug, name, host, root, path, kind, found) VALUES ($1, $2, $2, 'elsewhere', '/r', $3, 'repository', '{}')`,
      [id, `shop-${index}`, `/r/${index}`],
    )
  }
  const ctx = app.kernel.context(app.owner)
  const signal = {
    project: ids[1]!,
    source: 'monitoring.uptime',
    level: 'failing',
    value: 40,
    sentence: 'It answers 502 since 10:42.',
    at: new Date(),
  } as const
  await app.news()
  for (const _ of [1, 2]) await ctx.transaction((inside) => reportSignal(inside, signal))
  assert.deepEqual(
    (await app.news('projects')).map((one) => one.name),
    ['projects.signalled'],
  )
  const { items } = await app.call(contract.list, {})
  assert.deepEqual(
    [items[0]!.slug, items[0]!.health.level, items[0]!.health.sentence],
    ['shop-1', 'failing', 'It answers 502 since 10:42.'],
  )
  assert.deepEqual(
    (await projectReferences(ctx, [ids[0]!])).map((one) => one.slug),
    ['shop-0'],
  )
})
