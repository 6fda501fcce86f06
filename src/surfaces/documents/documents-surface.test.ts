import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Kernel } from '#kernel/kernel.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { buildRegistry } from '#kernel/registry.ts'
import { addDocuments } from './documents-surface.ts'

let app: FastifyInstance
before(() => {
  app = Fastify()
  const { operations } = buildRegistry(kernelSystems)
  addDocuments(app, { operations, config: { publicUrl: 'http://localhost:4400' } } as unknown as Kernel)
})
after(() => app.close())

const pageAt = (url: string) => app.inject({ url })

test('every document is a page, and every link between them leads somewhere', async () => {
  const first = await pageAt('/docs')
  const links = [...first.body.matchAll(/href="(\/docs\/[^"#]+)"/g)].map((match) => match[1]!)
  assert.ok(links.length >= 13)
  for (const link of new Set(links)) {
    const page = await pageAt(link)
    assert.equal(page.statusCode, 200, link)
    for (const [, inner] of page.body.matchAll(/(?:href|src)="(\/(?:docs|api\/docs)[^"#]*)/g)) {
      assert.equal((await pageAt(inner!)).statusCode, 200, `${link} leads to ${inner}`)
    }
  }
})

test('an error code is an address', async () => {
  const { body } = await pageAt('/docs/errors')
  assert.match(body, /<a id="kernel\.forbidden">/)
})

test('the reference has every operation with address, command, tool and fields, and needs no script', async () => {
  const { body } = await pageAt('/api/docs')
  for (const system of kernelSystems) {
    for (const { id } of Object.values(system.contract)) assert.ok(body.includes(`<section class="operation" id="${id}"`), id)
  }
  assert.match(body, /optimus runs get &lt;/)
  assert.match(body, /runs_get/)
  assert.doesNotMatch(body, /<script>/)
})

test('what is not there says so', async () => {
  assert.equal((await pageAt('/docs/nothing')).statusCode, 404)
  assert.equal((await pageAt('/docs/screenshots/..%2f..%2fREADME.md')).statusCode, 404)
})
