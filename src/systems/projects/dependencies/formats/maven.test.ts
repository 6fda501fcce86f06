import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parseMaven } from './maven.ts'

const dependency = (name: string, more = '') =>
  `<dependency><groupId>org.${name}</groupId><artifactId>${name}</artifactId>${more}</dependency>`
const version = (text: string) => `<version>${text}</version>`
const pom = (path: string, body: string) => ({
  path,
  text: `<?xml version="1.0"?>\n<project xmlns="http://maven.apache.org/POM/4.0.0">\n${body}\n</project>\n`,
})

const parent = pom(
  'pom.xml',
  `
<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId>${version('3.3.0')}<relativePath/></parent>
<groupId>com.shop</groupId><artifactId>parent</artifactId>${version('${revision}')}
<properties><revision>1.2.0</revision><b.version>2.0</b.version><nested>\${b.version}.1</nested><loop>\${loop}</loop></properties>
<dependencyManagement><dependencies>
${dependency('managed', version('${nested}'))}
${dependency('tested', `${version('4.0')}<scope>test</scope>`)}
${dependency('bom', `${version('9.9')}<type>pom</type><scope>import</scope>`)}
${dependency('own-bom', `${version('1')}<type>pom</type><scope>import</scope>`)}
</dependencies></dependencyManagement>
<dependencies>${dependency('inherited', version('5.0'))}</dependencies>`,
)
const ownBom = pom(
  'bom/pom.xml',
  `<groupId>org.own-bom</groupId><artifactId>own-bom</artifactId>${version('1')}
<dependencyManagement><dependencies>${dependency('from-bom', version('7.0'))}</dependencies></dependencyManagement>`,
)
const web = pom(
  'web/pom.xml',
  `
<parent><groupId>com.shop</groupId><artifactId>parent</artifactId>${version('${revision}')}</parent>
<artifactId>web</artifactId>
<properties><b.version>3.0</b.version></properties>
<dependencies>
${dependency('managed')}
${dependency('tested')}
${dependency('from-bom', '<exclusions><exclusion><groupId>org.range</groupId><artifactId>range</artifactId></exclusion></exclusions>')}
${dependency('boot')}
${dependency('range', version('[1.0,2.0)'))}
${dependency('provided', `${version('1.0')}<scope>provided</scope>`)}
${dependency('maybe', `${version('${loop}')}<optional>true</optional>`)}
<dependency><groupId>\${project.groupId}</groupId><artifactId>core</artifactId>${version('${project.version}')}</dependency>
</dependencies>
<build><plugins><plugin><artifactId>managed</artifactId></plugin></plugins></build>
<profiles><profile><id>x</id><dependencies>${dependency('in-profile', version('1.0'))}</dependencies></profile></profiles>`,
)
const core = pom(
  'core/pom.xml',
  `<parent><groupId>com.shop</groupId><artifactId>parent</artifactId>${version('1.2.0')}</parent><artifactId>core</artifactId>`,
)

test('properties, management, imported BOMs, parents in the project, scopes, siblings and profiles resolve', () => {
  const graph = parseMaven([parent, ownBom, web, core]).find((one) => one.file === 'web/pom.xml')!
  assert.deepEqual(graphText(graph), [
    'com.shop:web@1.2.0 runtime workspace > org.managed:managed@3.0.1, org.from-bom:from-bom@7.0, org.boot:boot@?, org.range:range@?, org.provided:provided@1.0, org.maybe:maybe@?, com.shop:core@1.2.0, org.in-profile:in-profile@1.0, org.inherited:inherited@5.0',
    'org.managed:managed@3.0.1 runtime direct',
    'org.tested:tested@4.0 dev direct',
    'org.from-bom:from-bom@7.0 runtime direct',
    'org.boot:boot@? runtime direct',
    'org.range:range@? runtime direct',
    'org.provided:provided@1.0 peer direct',
    'org.maybe:maybe@? optional direct',
    'com.shop:core@1.2.0 runtime direct workspace',
    'org.in-profile:in-profile@1.0 optional direct',
    'org.inherited:inherited@5.0 runtime direct',
  ])
})

test('what Maven does not write down is said: transitive packages, and versions set outside the project', () => {
  const graph = parseMaven([parent, ownBom, web, core]).find((one) => one.file === 'web/pom.xml')!
  assert.equal(graph.complete, false)
  assert.deepEqual(
    graph.notes.map((one) => one.sentence),
    [
      'Maven keeps no lockfile; what the declared dependencies bring along is unknown.',
      'The versions of 2 dependencies are set by org.springframework.boot:spring-boot-starter-parent:3.3.0, org.bom:bom:9.9, which is not in the project.',
    ],
  )
  const line = (name: string) => web.text.split('\n').findIndex((one) => one.startsWith(`<dependency><groupId>org.${name}<`)) + 1
  assert.deepEqual(
    graph.direct.filter((one) => one.name.startsWith('org.')).map((one) => one.line),
    [
      ...['managed', 'tested', 'from-bom', 'boot', 'range', 'provided', 'maybe'].map(line),
      web.text.split('\n').findIndex((one) => one.includes('in-profile')) + 1,
      null,
    ],
  )
})

test('parents that point at each other, and a missing one, end', () => {
  const a = pom(
    'a/pom.xml',
    `<parent><groupId>g</groupId><artifactId>b</artifactId>${version('1')}<relativePath>../b</relativePath></parent><artifactId>a</artifactId><dependencies>${dependency('x', version('${y}'))}</dependencies>`,
  )
  const b = pom(
    'b/pom.xml',
    `<parent><groupId>g</groupId><artifactId>a</artifactId>${version('1')}<relativePath>../a</relativePath></parent><artifactId>b</artifactId>`,
  )
  const [graph] = parseMaven([a, b])
  assert.deepEqual(graphText(graph!), ['g:a@1 runtime workspace > org.x:x@?', 'org.x:x@? runtime direct'])
})

test('a broken pom and a file that is no pom are notes', () => {
  const [broken, other] = parseMaven([
    { path: 'pom.xml', text: web.text.slice(0, 900) },
    { path: 'x/pom.xml', text: '<settings/>' },
  ])
  assert.match(broken!.notes[0]!.sentence, /Not valid XML at line \d+/)
  assert.equal(broken!.complete, false)
  assert.match(other!.notes[0]!.sentence, /names no artifact/i)
})

test('entities are never expanded', () => {
  const text =
    '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]><project><artifactId>&c;</artifactId></project>'
  const [graph] = parseMaven([{ path: 'pom.xml', text }])
  assert.ok(JSON.stringify(graph).length < 1000)
})
