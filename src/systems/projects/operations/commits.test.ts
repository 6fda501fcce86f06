import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  folder.commit('shop', { 'README.md': '# shop\n' }, 'first')
  for (let number = 2; number <= 12; number += 1) folder.git('shop', 'commit', '-q', '--allow-empty', '-m', `number ${number}`)
  folder.git('shop', 'tag', 'v1')
  folder.put({ 'plain/go.mod': 'module plain\n' })
  folder.put({ 'fresh/go.mod': 'module fresh\n' })
  folder.git('fresh', 'init', '-q', '-b', 'main')
})

test('the history is read from the repository, newest first, page by page, each once', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await app.call(contract.commits, { project: 'shop', limit: 5, cursor })
    seen.push(...page.items.map((one) => one.id))
    cursor = page.next ?? undefined
  } while (cursor)
  assert.deepEqual(seen, app.folder.git('shop', 'rev-list', 'HEAD').split('\n'))
})

test('a commit shows its author, its moment and the names that point at it', async () => {
  const { items } = await app.call(contract.commits, { project: 'shop', limit: 1 })
  const { author, email, subject, at, names } = items[0]!
  assert.deepEqual([author, email, subject, Date.parse(at)], ['A', 'a@example.org', 'number 12', Date.parse('2024-01-01T00:00:00Z')])
  assert.ok(names.some((name) => name.includes('v1')) && names.some((name) => name.includes('main')), names.join())
})

test('pages stay the same while commits are made between them', async () => {
  const first = await app.call(contract.commits, { project: 'shop', limit: 6 })
  app.folder.git('shop', 'commit', '-q', '--allow-empty', '-m', 'meanwhile')
  const second = await app.call(contract.commits, { project: 'shop', limit: 6, cursor: first.next! })
  assert.equal(new Set([...first.items, ...second.items].map((one) => one.id)).size, 12)
})

test('a folder without git and a foreign cursor are refused, a repository without commits has none', async () => {
  assert.equal(await app.refused(contract.commits, { project: 'plain' }), 'projects.not_a_repository')
  assert.equal(await app.refused(contract.commits, { project: 'shop', cursor: 'made up' }), 'kernel.invalid_input')
  assert.deepEqual((await app.call(contract.commits, { project: 'fresh' })).items, [])
})
