import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startProjects } from '#tests/support/projects-app.ts'
import { contract } from '../contract.ts'

const app = await startProjects((folder) => {
  folder.commit('shop', {
    'package.json': JSON.stringify({ name: 'shop', dependencies: { web: '^1.0.0' } }),
    'package-lock.json': JSON.stringify({
      name: 'shop',
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { web: '^1.0.0' } },
        'node_modules/web': { version: '1.0.0', license: 'MIT', dependencies: { deep: '^2.0.0' } },
        'node_modules/deep': { version: '2.0.0' },
      },
    }),
  })
  folder.put({ 'plain/go.mod': 'module plain\n' })
})

interface Bom {
  bomFormat: string
  specVersion: string
  serialNumber: string
  metadata: { timestamp: string; component: { name: string } }
  components?: { name: string; version: string; purl: string; 'bom-ref': string }[]
  dependencies: { ref: string; dependsOn?: string[] }[]
}

test('the bill of materials is CycloneDX 1.6 with every package and what leads to it', async () => {
  const bom = (await app.call(contract.sbom, { project: 'shop' })) as unknown as Bom
  assert.deepEqual([bom.bomFormat, bom.specVersion, bom.metadata.component.name], ['CycloneDX', '1.6', 'shop'])
  assert.match(bom.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f-]{27}$/)
  assert.ok(Math.abs(Date.parse(bom.metadata.timestamp) - Date.now()) < 60_000)
  assert.deepEqual(bom.components!.map((one) => one.purl).sort(), ['pkg:npm/deep@2.0.0', 'pkg:npm/web@1.0.0'])
  const refs = new Map(bom.components!.map((one) => [one['bom-ref'], one.name]))
  const web = bom.dependencies.find((one) => refs.get(one.ref) === 'web')!
  assert.deepEqual(
    web.dependsOn!.map((ref) => refs.get(ref)),
    ['deep'],
  )
})

test('two bills of one project have two serial numbers, and a project without packages has an empty bill', async () => {
  const [one, other] = await Promise.all([app.call(contract.sbom, { project: 'shop' }), app.call(contract.sbom, { project: 'shop' })])
  assert.notEqual(one['serialNumber'], other['serialNumber'])
  const plain = (await app.call(contract.sbom, { project: 'plain' })) as unknown as Bom
  assert.deepEqual(plain.components ?? [], [])
})

test('a project that was not read yet has no bill, rather than an empty one', async () => {
  await app.rows('DELETE FROM projects.facts WHERE project = $1', [await app.id('plain')])
  assert.equal(await app.refused(contract.sbom, { project: 'plain' }), 'projects.not_scanned')
})
