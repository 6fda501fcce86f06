import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { kernelErrors } from '#kernel/errors.ts'
import { serveApp } from '#tests/support/served-app.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'

const app = await serveApp()
const headers = { authorization: `Bearer ${app.token}` }
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const spooled = (): string[] => (existsSync(join(app.home, 'spool')) ? readdirSync(join(app.home, 'spool')) : [])

function upload(bytes: Uint8Array, query = ''): Promise<Response> {
  return fetch(`${app.address}/api/v1/files${query}`, { method: 'POST', headers, body: bytes as Uint8Array<ArrayBuffer> })
}

test('bytes of any length come back as they were, over REST, streamed', async () => {
  for (const size of [0, 1, 1024 * 1024, 3 * 1024 * 1024 + 17]) {
    const bytes = randomBytes(size)
    const answer = await upload(bytes, `?name=${encodeURIComponent('Größe "1".bin')}&mediaType=application/x-thing`)
    assert.equal(answer.status, 200, await answer.clone().text())
    const file = (await answer.json()) as { hash: string; size: number; name: string }
    assert.deepEqual([file.hash, file.size, file.name], [sha256(bytes), size, 'Größe "1".bin'])
    const back = await fetch(`${app.address}/api/v1/files/${file.hash}/content`, { headers })
    assert.equal(sha256(new Uint8Array(await back.arrayBuffer())), file.hash)
    assert.equal(back.headers.get('content-length'), String(size))
    assert.match(
      back.headers.get('content-disposition')!,
      /^attachment; filename="Gr__e _1_.bin"; filename\*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.bin$/,
    )
    assert.match(back.headers.get('content-security-policy')!, /sandbox/)
  }
  assert.deepEqual(spooled(), [])
})

test('a JSON body is a file like any other, and the same bytes are kept once', async () => {
  const send = (name: string) =>
    fetch(`${app.address}/api/v1/files?name=${name}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"a":1}',
    })
  const [first, second] = [await (await send('one')).json(), await (await send('two')).json()] as { hash: string; name: string }[]
  assert.equal(first!.hash, sha256(Buffer.from('{"a":1}')))
  assert.deepEqual(second, first)
})

test('more than 64 MiB is refused and leaves nothing behind', async () => {
  let sent = 0
  const piece = new Uint8Array(1024 * 1024)
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1
      if (sent > 70) controller.close()
      else controller.enqueue(piece)
    },
  })
  const before = (await app.rows('SELECT count(*) FROM kernel.file'))[0]
  const options = { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit
  const answer = await fetch(`${app.address}/api/v1/files`, options)
  assert.equal(((await answer.json()) as { code: string }).code, errors.too_large.code)
  assert.deepEqual((await app.rows('SELECT count(*) FROM kernel.file'))[0], before)
  assert.deepEqual(spooled(), [])
})

test('where only JSON fits, base64 carries the bytes both ways, and never reaches the trail', async () => {
  const content = Buffer.from('canary in base64').toString('base64')
  const file = await app.call(contract.upload, { name: 'note.txt', mediaType: 'text/plain', content }, { surface: 'mcp' })
  const back = await app.call(contract.download, { file: file.hash }, { surface: 'mcp' })
  assert.equal(back.content, content)
  const trail = JSON.stringify(await app.rows('SELECT input FROM kernel.audit'))
  assert.ok(trail.includes('note.txt'))
  assert.equal(trail.includes(content), false)
  assert.equal(await app.refused(contract.upload, { name: 'empty' }), errors.content_missing.code)
})

test('strangers neither upload nor download, and a wrong field is named', async () => {
  const stranger = await fetch(`${app.address}/api/v1/files`, { method: 'POST', body: 'x' })
  assert.equal(((await stranger.json()) as { code: string }).code, kernelErrors.not_signed_in.code)
  const wrong = await upload(Buffer.from('x'), '?title=x')
  assert.match(((await wrong.json()) as { detail: string }).detail, /^title is not known; this takes name, mediaType, content\.$/)
})
