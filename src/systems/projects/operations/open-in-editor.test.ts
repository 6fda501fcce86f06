import assert from 'node:assert/strict'
import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { contract as settings } from '#kernel/settings/contract.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  folder.commit('shop', { 'package.json': '{"name":"shop"}', 'src/a file.ts': 'export {}\n' })
  symlinkSync('/etc', join(folder.path, 'shop', 'way-out'))
})
/** An editor that writes down what it was asked to open. */
const editor = join(app.home, 'code')
const opened = join(app.home, 'opened')
writeFileSync(editor, `#!/bin/sh\nprintf '%s\\n' "$PWD" "$@" > '${opened}.new'\nmv '${opened}.new' '${opened}'\n`)
chmodSync(editor, 0o755)

test('without an editor it says which setting is missing', async () => {
  assert.equal(await app.refused(contract.openInEditor, { project: 'shop' }), 'projects.no_editor')
})

test('the editor is given the file and the line as separate words, in the project’s folder', async () => {
  await app.call(settings.set, { name: 'projects.editor', value: `${editor} --new-window` })
  const file = join(app.folder.path, 'shop', 'src', 'a file.ts')
  const { sentence, link } = await app.call(contract.openInEditor, { project: 'shop', path: 'src/a file.ts', line: 3 })
  assert.match(sentence, /^Opened src\/a file\.ts in /)
  assert.equal(link, `vscode://file${file.replace(' ', '%20')}:3`)
  await until('the editor was called', async () => existsSync(opened))
  assert.deepEqual(readFileSync(opened, 'utf8').trimEnd().split('\n'), [
    join(app.folder.path, 'shop'),
    '--new-window',
    '--goto',
    `${file}:3`,
  ])
})

test('nothing outside the project is opened, whatever way leads there', async () => {
  for (const path of ['/etc/passwd', '../blog/x', 'src/../../x', '..', 'way-out/passwd', 'way-out/new'])
    assert.equal(await app.refused(contract.openInEditor, { project: 'shop', path }), 'kernel.invalid_input', path)
})

test('an editor that cannot be started is named', async () => {
  await app.call(settings.set, { name: 'projects.editor', value: '/nowhere/editor' })
  assert.equal(await app.refused(contract.openInEditor, { project: 'shop' }), 'projects.no_editor')
})
