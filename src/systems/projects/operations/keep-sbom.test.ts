import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract as files } from '#kernel/files/contract.ts'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  folder.commit('shop', { 'go.mod': 'module shop\n\nrequire example.org/deep v1.2.3\n' })
})

test('a bill that is kept is a file that can be quoted: its bytes are the bill, under their hash', async () => {
  const kept = await app.call(contract.keepSbom, { project: 'shop' })
  assert.equal(kept.name, 'shop.cdx.json')
  const { content, size, mediaType } = await app.call(files.download, { file: kept.file })
  const bom = JSON.parse(Buffer.from(content!, 'base64').toString()) as {
    specVersion: string
    components: { group: string; name: string }[]
  }
  assert.deepEqual(
    [bom.specVersion, `${bom.components[0]!.group}/${bom.components[0]!.name}`, size, mediaType],
    ['1.6', 'example.org/deep', kept.size, 'application/vnd.cyclonedx+json'],
  )
})
