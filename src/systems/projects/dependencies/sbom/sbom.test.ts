import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { addDirect, addEdge, addPackage, finishGraph, startGraph } from '../graph-draft.ts'
import type { Ecosystem } from '../graph.ts'
import { diffSbom } from './diff-sbom.ts'
import { writeSbom } from './write-sbom.ts'

/** The official CycloneDX 1.6 schema, as it comes with the library; strict about what it does not know. */
const isValid = (() => {
  const folder = join(dirname(fileURLToPath(import.meta.resolve('@cyclonedx/cyclonedx-library/package.json'))), 'res/schema')
  const schema = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8'))
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addFormat('iri-reference', /^[^\s<>"{}|\\^`]*$/)
  ajv.addFormat('idn-email', /^[^@\s]+@[^@\s]+$/)
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`)
  const validate = ajv.compile(schema('bom-1.6'))
  return (document: unknown) => validate(document) || validate.errors
})()

type Wanted = { name: string; version: string | null; licences?: string[]; needs?: string[]; direct?: 'runtime' | 'dev' }

const graphOf = (ecosystem: Ecosystem, wanted: Wanted[], complete = true) => {
  const draft = startGraph(ecosystem, 'x', `${ecosystem}.lock`)
  const numbers = new Map(
    wanted.map((one) => [one.name, addPackage(draft, { name: one.name, version: one.version, licences: one.licences ?? null })]),
  )
  for (const one of wanted) for (const need of one.needs ?? []) addEdge(draft, { from: numbers.get(one.name)!, to: numbers.get(need)! })
  for (const one of wanted)
    if (one.direct) addDirect(draft, { part: '.', name: one.name, requested: '*', scope: one.direct }, numbers.get(one.name)!)
  return finishGraph(draft, complete)
}
const sbom = (...graphs: ReturnType<typeof graphOf>[]) =>
  writeSbom({
    project: { name: 'shop', version: '1.0.0' },
    graphs,
    serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    timestamp: new Date('2026-01-02T03:04:05Z'),
    tool: { name: 'Optimus', version: '0.1.0' },
  })

const npm = graphOf('npm', [
  { name: '@scope/a', version: '1.0.0', licences: ['MIT'], needs: ['b', 'odd'], direct: 'runtime' },
  { name: 'b', version: null, licences: ['(MIT OR Apache-2.0)'], needs: ['@scope/a'] },
  { name: 'odd', version: '2.0.0-β+x', licences: ['SEE LICENSE IN x', 'MIT'] },
  { name: 'tool', version: '3.0.0', licences: ['apache-2.0', 'GPL-2.0-only'], direct: 'dev' },
])

test('the document is valid CycloneDX 1.6 and says what it must', () => {
  const maven = graphOf('maven', [{ name: 'org.apache:commons', version: '1.0', direct: 'runtime' }], false)
  const document = JSON.parse(sbom(npm, maven))
  assert.equal(isValid(document), true)
  assert.deepEqual(
    [document.bomFormat, document.specVersion, document.serialNumber, document.metadata.timestamp],
    ['CycloneDX', '1.6', 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79', '2026-01-02T03:04:05.000Z'],
  )
  assert.deepEqual([document.metadata.component.name, document.metadata.component.type], ['shop', 'application'])
  const byName = new Map<string, Record<string, unknown>>(document.components.map((one: { name: string }) => [one.name, one]))
  assert.deepEqual(
    [byName.get('a')!['group'], byName.get('a')!['purl'], byName.get('a')!['scope']],
    ['@scope', 'pkg:npm/%40scope/a@1.0.0', 'required'],
  )
  assert.deepEqual([byName.get('commons')!['group'], byName.get('tool')!['scope']], ['org.apache', 'excluded'])
  assert.deepEqual(byName.get('b')!['licenses'], [{ expression: '(MIT OR Apache-2.0)' }])
  assert.deepEqual(byName.get('tool')!['licenses'], [{ license: { id: 'Apache-2.0' } }, { license: { id: 'GPL-2.0-only' } }])
  assert.deepEqual(byName.get('odd')!['licenses'], [{ license: { name: 'SEE LICENSE IN x' } }, { license: { id: 'MIT' } }])
  assert.deepEqual(document.compositions, [{ aggregate: 'incomplete', dependencies: ['project'] }])
})

test('who depends on whom is in it, the project first, circles too', () => {
  const { dependencies, compositions } = JSON.parse(sbom(npm))
  const needs = new Map(dependencies.map((one: { ref: string; dependsOn?: string[] }) => [one.ref, one.dependsOn]))
  assert.deepEqual(needs.get('project'), ['pkg:npm/%40scope/a@1.0.0', 'pkg:npm/tool@3.0.0'])
  assert.deepEqual(needs.get('pkg:npm/b'), ['pkg:npm/%40scope/a@1.0.0'])
  assert.equal(compositions[0].aggregate, 'complete')
})

test('the same input gives the same text, and two lockfiles that name one package give one component', () => {
  const dev = graphOf('npm', [{ name: 'b', version: null, direct: 'dev' }])
  assert.equal(sbom(npm, dev), sbom(npm, dev))
  const components = JSON.parse(sbom(dev, npm)).components.filter((one: { name: string }) => one.name === 'b')
  assert.deepEqual(
    [components.length, components[0].scope, components[0].licenses],
    [1, 'required', [{ expression: '(MIT OR Apache-2.0)' }]],
  )
})

test('a project without dependencies still has a valid document', () => {
  assert.equal(isValid(JSON.parse(sbom())), true)
})

test('two documents are compared by package: added, removed, other versions, other licences', () => {
  const before = JSON.parse(
    sbom(
      graphOf('npm', [
        { name: 'same', version: '1.0.0', licences: ['MIT'] },
        { name: 'gone', version: '1.0.0' },
        { name: 'up', version: '1.0.0', licences: ['MIT'] },
        { name: 'learnt', version: '1.0.0' },
      ]),
    ),
  )
  const after = JSON.parse(
    sbom(
      graphOf('npm', [
        { name: 'same', version: '1.0.0', licences: ['MIT'] },
        { name: '@s/new', version: '2.0.0' },
        { name: 'up', version: '1.1.0', licences: ['BUSL-1.1'] },
        { name: 'learnt', version: '1.0.0', licences: ['ISC'] },
      ]),
      graphOf('npm', [{ name: 'same', version: '2.0.0', licences: ['MIT'] }]),
    ),
  )
  assert.deepEqual(diffSbom(before, after), {
    added: [{ purl: 'pkg:npm/%40s/new', name: '@s/new', versions: ['2.0.0'], licences: [] }],
    removed: [{ purl: 'pkg:npm/gone', name: 'gone', versions: ['1.0.0'], licences: [] }],
    changed: [
      { purl: 'pkg:npm/same', name: 'same', from: [], to: ['2.0.0'] },
      { purl: 'pkg:npm/up', name: 'up', from: ['1.0.0'], to: ['1.1.0'] },
    ],
    relicensed: [{ purl: 'pkg:npm/up', name: 'up', from: ['MIT'], to: ['BUSL-1.1'] }],
  })
  assert.deepEqual(diffSbom(after, after), { added: [], removed: [], changed: [], relicensed: [] })
  assert.deepEqual(
    diffSbom(null, { components: [null, 1, { name: 'x' }] }).added.map((one) => one.purl),
    ['pkg:generic/x'],
  )
})
