import assert from 'node:assert/strict'
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Notice } from '#systems/projects/project.ts'
import { contract } from '#systems/projects/contract.ts'
import { startProjects } from '#tests/support/projects-app.ts'

const asRoot = process.getuid?.() === 0
const manyFiles = 200_000
const perFolder = 2_000

/** One file under very many names: as many entries to walk and to list, for a tenth of the time. */
function fill(folder: string): void {
  const first = join(folder, 'first.txt')
  writeFileSync(first, 'x\n')
  for (let group = 0; group < manyFiles / perFolder; group += 1) {
    mkdirSync(join(folder, `group-${group}`))
    for (let number = 0; number < perFolder; number += 1) {
      // A file takes no more than 65,000 names on common file systems.
      const name = join(folder, `group-${group}`, `${number}.txt`)
      if (number === 0) writeFileSync(name, 'x\n')
      else linkSync(join(folder, `group-${group}`, '0.txt'), name)
    }
  }
}

const filled = { milliseconds: 0 }
const app = await startProjects((folder) => {
  const at = (...names: string[]): string => join(folder.path, ...names)
  folder.commit('plain', { 'package.json': '{"name":"plain"}' })
  folder.put({ 'huge/go.mod': 'module huge\n' })
  const began = performance.now()
  fill(at('huge'))
  filled.milliseconds = performance.now() - began
  folder.put({
    'broken-lock/package.json': '{"name":"broken-lock","dependencies":{"web":"^1"}}',
    'broken-lock/package-lock.json': '{ "lockfileVersion": 3, "pack',
  })
  folder.commit('conflict', {
    'package.json': '{"name":"conflict"}',
    'package-lock.json': '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n',
  })
  folder.commit('corrupt', { 'go.mod': 'module corrupt\n' })
  writeFileSync(at('corrupt', '.git', 'HEAD'), 'this is no reference\n')
  folder.commit('half', { 'go.mod': 'module half\n' })
  writeFileSync(at('half', '.git', 'index'), 'not an index')
  folder.put({ 'nowhere/.git': 'gitdir: /does/not/exist\n', 'nowhere/go.mod': 'module nowhere\n' })
  folder.put({ 'pointer/.git': '\0\0nonsense', 'pointer/go.mod': 'module pointer\n' })
  symlinkSync('circle-b', at('circle-a'))
  symlinkSync('circle-a', at('circle-b'))
  symlinkSync('..', at('plain', 'upwards'))
  symlinkSync('/etc', at('outside'))
  mkdirSync(Buffer.concat([Buffer.from(at('caf')), Buffer.from([0xe9])]))
  writeFileSync(Buffer.concat([Buffer.from(at('caf')), Buffer.from([0xe9]), Buffer.from('/go.mod')]), 'module cafe\n')
  folder.commit('odd-names', { 'go.mod': 'module odd\n' })
  writeFileSync(Buffer.concat([Buffer.from(at('odd-names')), Buffer.from('/\xff\xfe.txt', 'latin1')]), 'x')
  writeFileSync(at('odd-names', 'line\nbreak.txt'), 'x')
  folder.put({ 'nul/package.json': '{"name":"nu\\u0000l\\ud800","dependencies":{"a\\u0000b":"1"}}' })
  folder.put({ 'closed/go.mod': 'module closed\n', 'shut/inside/go.mod': 'module inside\n' })
})

const notices = async (slug: string): Promise<Notice[]> => (await app.call(contract.get, { project: slug })).noticeList
const codes = async (slug: string): Promise<string[]> => (await notices(slug)).map((one) => one.code)

test('every folder is a project with a scan behind it, whatever is wrong with the others', async (t) => {
  t.diagnostic(`${manyFiles} files were made in ${Math.round(filled.milliseconds)} ms`)
  const { items } = await app.call(contract.list, { limit: 200, sort: 'name' })
  const read = items.filter((one) => one.scannedAt !== null).map((one) => one.slug)
  assert.deepEqual(
    items.map((one) => one.slug),
    read,
  )
  for (const slug of [
    'plain',
    'huge',
    'broken-lock',
    'conflict',
    'corrupt',
    'half',
    'nowhere',
    'pointer',
    'odd-names',
    'nul',
    'closed',
    'inside',
  ])
    assert.ok(read.includes(slug), `${slug} in ${read}`)
  assert.deepEqual(await notices('closed'), [])
})

test('a folder of 200,000 files is read, and says where it was cut', async () => {
  const huge = await app.call(contract.get, { project: 'huge' })
  assert.ok((await codes('huge')).includes('too_many_files'), JSON.stringify(huge.noticeList))
})

test('a broken lockfile is a sentence with the file, and its list is not called complete', async () => {
  for (const slug of ['broken-lock', 'conflict']) {
    const found = (await notices(slug)).filter((one) => one.path?.startsWith('package-lock.json'))
    assert.ok(found.length > 0, slug)
  }
  const { complete, notes } = await app.call(contract.dependencies, { project: 'broken-lock' })
  assert.equal(complete, false)
  assert.ok(notes.some((one) => one.path?.startsWith('package-lock.json')))
})

test('a damaged repository says what is damaged and asks for attention', async () => {
  for (const slug of ['corrupt', 'half', 'nowhere']) {
    const project = await app.call(contract.get, { project: slug })
    const damage = project.noticeList.filter((one) => one.source === 'git' || one.code.startsWith('git_'))
    assert.ok(damage.length > 0, `${slug} ${JSON.stringify(project.noticeList)}`)
    assert.equal(project.health.level, 'risk', slug)
  }
  const pointer = await app.call(contract.get, { project: 'pointer' })
  assert.deepEqual([pointer.notices > 0, pointer.health.level], [true, 'risk'])
})

test('links in a circle and out of the folders are said and not followed', async () => {
  assert.deepEqual(await codes('circle-a'), ['symlink_loop'])
  assert.deepEqual(await codes('circle-b'), ['symlink_loop'])
  assert.deepEqual(await codes('outside'), ['symlink_outside'])
  const { items } = await app.call(contract.list, { limit: 200 })
  assert.equal(items.filter((one) => one.path.startsWith('/etc')).length, 0)
  assert.deepEqual(await codes('plain'), [])
})

test('names that are not text are said, and the rest of the project is read', async () => {
  const { items } = await app.call(contract.list, { limit: 200 })
  const cafe = items.find((one) => one.path.includes('/caf'))!
  assert.ok((await codes(cafe.slug)).includes('name_not_utf8'), JSON.stringify(await notices(cafe.slug)))
  assert.equal((await app.call(contract.get, { project: 'odd-names' })).git!.changes, 2)
})

test('a second scan of all this finds nothing new', async () => {
  const { output } = await app.scan()
  assert.equal((output as { changed: number }).changed, 0)
})

test('a folder that may not be read is said, and the rest is there', { skip: asRoot && 'root may read everything' }, async () => {
  const shut = join(app.folder.path, 'shut')
  chmodSync(shut, 0)
  try {
    await app.scan({ everything: true })
    assert.deepEqual(await codes('shut'), ['permission_denied'])
    assert.equal((await app.call(contract.get, { project: 'inside' })).present, true, 'nothing is known of what is shut')
    assert.equal((await app.call(contract.get, { project: 'plain' })).notices, 0)
  } finally {
    chmodSync(shut, 0o755)
  }
})
