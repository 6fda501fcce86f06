import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import Fastify from 'fastify'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { answerNotFound } from './problem.ts'
import { addWeb } from './web.ts'

const folder = temporaryFolder()
for (const [path, text] of [
  ['index.html', 'the app'],
  ['sw.js', 'worker'],
  ['manifest.webmanifest', '{}'],
  ['assets/app-1.js', 'code'],
  ['.vite/manifest.json', '{}'],
] as const) {
  mkdirSync(join(folder.path, 'web', path, '..'), { recursive: true })
  writeFileSync(join(folder.path, 'web', path), text)
}
writeFileSync(join(folder.path, 'secret.js'), 'secret')
const app = Fastify()
app.setNotFoundHandler((request, reply) => answerNotFound(request, reply))
await addWeb(app, join(folder.path, 'web'))
after(async () => {
  await app.close()
  folder.remove()
})

const get = async (url: string) => {
  const { statusCode, body, headers } = await app.inject({ url })
  return [statusCode, statusCode === 404 ? '' : body, headers['cache-control'] ?? '']
}

test('every address of a page gives the app, whatever stands behind the question mark', async () => {
  for (const url of ['/', '/projects', '/sign-in?problem=identity.not_linked', '/runs?text=a.js'])
    assert.deepEqual(await get(url), [200, 'the app', 'no-cache'], url)
})

test('files come as they are, hashed ones for a year', async () => {
  assert.deepEqual(await get('/sw.js'), [200, 'worker', 'no-cache'])
  assert.deepEqual(await get('/manifest.webmanifest?v=2'), [200, '{}', 'no-cache'])
  assert.deepEqual(await get('/assets/app-1.js'), [200, 'code', 'public, max-age=31536000, immutable'])
})

test('a file that is not there, hidden, or outside is nothing', async () => {
  for (const url of ['/assets/app-2.js', '/.vite/manifest.json', '/%2e%2e/secret.js', '/api/nope', '/metrics/x'])
    assert.equal((await get(url))[0], 404, url)
  assert.equal((await get('/..%2fsecret.js'))[0], 403)
})
