import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { FolderReader } from './folder-reader.ts'

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'folder-reader-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

test('folders are read in a thread of their own: technologies with their lines, languages, commands', async () => {
  const folder = folderWith({
    'package.json': '{\n  "name": "shop",\n  "scripts": { "dev": "vite" },\n  "dependencies": { "react": "19.0.0" }\n}\n',
    'src/main.ts': 'export const answer = 42\n',
  })
  const [facts, again] = await Promise.all([new FolderReader().read(folder), new FolderReader().read(folder)])
  assert.deepEqual(facts, again)
  const react = facts.technologies.project.find((one) => one.id === 'react')
  assert.deepEqual([react?.evidence[0]?.file, react?.evidence[0]?.line], ['package.json', 4])
  assert.ok(facts.technologies.commands.some((one) => one.name === 'dev'))
  assert.equal(facts.languages.find((one) => one.language === 'TypeScript')?.lines, 1)
})

test('a folder that went away is a problem in a sentence or an error, never a hang; an aborted reading ends at once', async () => {
  const reader = new FolderReader()
  const gone = await reader.read('/no/such/folder').then(
    (facts) => facts.files,
    (error: Error) => error,
  )
  assert.ok(gone instanceof Error || gone.length === 0)
  const abort = new AbortController()
  const reading = reader.read(folderWith({ 'a.txt': 'a' }), abort.signal)
  abort.abort()
  await assert.rejects(reading, { name: 'AbortError' })
  assert.deepEqual((await reader.read(folderWith({ 'b.txt': 'b' }))).files, ['b.txt'])
})
