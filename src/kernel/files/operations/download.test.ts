import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { serveApp } from '#tests/support/served-app.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'

const app = await serveApp()
const folder = mkdtempSync(join(tmpdir(), 'optimus-files-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const run = promisify(execFile)

function optimus(...words: string[]): Promise<{ stdout: Buffer }> {
  const command = [join(import.meta.dirname, '../../../surfaces/cli/cli.ts'), ...words]
  const env = { PATH: process.env['PATH'], HOME: folder, OPTIMUS_HOME: app.home }
  return run(process.execPath, command, { env, cwd: folder, encoding: 'buffer' })
}

test('the command line sends a file and takes it back, to a path or through a pipe', async () => {
  const bytes = Buffer.from([0, 255, 10, 13, 128, ...Buffer.from('end')])
  writeFileSync(join(folder, 'report.bin'), bytes)
  const sent = JSON.parse(String((await optimus('files', 'upload', '--file', 'report.bin', '--json')).stdout)) as {
    hash: string
    name: string
  }
  assert.equal(sent.name, 'report.bin')
  assert.deepEqual((await optimus('files', 'download', sent.hash)).stdout, bytes)
  await optimus('files', 'download', sent.hash, '--output', 'back.bin', '--json')
  assert.deepEqual(readFileSync(join(folder, 'back.bin')), bytes)
  await assert.rejects(optimus('files', 'upload', '--file', 'nowhere.bin'), /There is no file nowhere\.bin/)
  await assert.rejects(optimus('files', 'list', '--file', 'report.bin'), /takes no file/)
})

test('what is too long for a JSON answer says where it can be had', async () => {
  const long = Buffer.alloc(300 * 1024, 7).toString('base64')
  const file = await app.call(contract.upload, { name: 'long', content: long })
  assert.equal(await app.refused(contract.download, { file: file.hash }, { surface: 'mcp' }), errors.too_long_for_json.code)
})
