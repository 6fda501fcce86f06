import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
let broken = true
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`)
  response.statusCode = broken && request.url === '/second' ? 500 : 200
  response.end('ok')
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => server.close())
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

test('a failed run tries the failed task again and keeps what was done', async () => {
  const run = await app.carryOut(
    textOf(
      'calls',
      `- { id: first, uses: http, with: { method: post, url: ${address}/first } }
- { id: second, uses: http, with: { method: post, url: ${address}/second } }`,
    ),
  )
  assert.deepEqual([run.state, run.error?.status], ['failed', 500])
  broken = false
  await app.call(contract.resumeRun, { run: run.id })
  const ended = await app.ended(run.id)
  assert.equal(ended.state, 'done')
  assert.deepEqual(asked, ['POST /first', 'POST /second', 'POST /second'])
  assert.equal(await app.refused(contract.resumeRun, { run: run.id }), 'automations.run_not_paused')
})
