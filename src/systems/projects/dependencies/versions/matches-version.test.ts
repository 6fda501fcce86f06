import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ecosystem } from '../graph.ts'
import { BadVersionRange, matchesVersion, versionMatcher } from './matches-version.ts'

/** Ranges with the versions inside and outside them. */
const cases: [Ecosystem, string, string, string][] = [
  ['npm', '^1.2.3', '1.2.3 1.9.0', '1.2.2 2.0.0 2.0.0-rc.1'],
  ['npm', '<4.17.21', '4.17.20 1.0.0 4.17.21-beta.1', '4.17.21 5.0.0'],
  ['npm', '>=18', '18.0.0 19.0.0-rc.1', '17.9.9'],
  ['npm', '1.x || >=3.0.0 <3.5', '1.9.9 3.4.9', '2.0.0 3.5.0'],
  ['npm', '1.2.3', '1.2.3 v1.2.3', '1.2.4'],
  ['npm', '1.2 - 1.4', '1.2.0 1.4.9', '1.5.0'],
  ['cargo', '1.2', '1.2.0 1.9.0', '1.1.9 2.0.0'],
  ['cargo', '0.2.3', '0.2.3 0.2.9', '0.3.0'],
  ['cargo', '=1.2', '1.2.0 1.2.9', '1.3.0'],
  ['cargo', '>=1.2, <1.5', '1.2.0 1.4.9', '1.5.0'],
  ['cargo', '1.*', '1.0.0 1.9.9', '2.0.0'],
  ['golang', '>=v1.2.0 <v1.5.0', 'v1.2.0 v1.4.9', 'v1.5.0 v1.1.0'],
  ['golang', 'v1.2', 'v1.2.0 v1.2.9', 'v1.3.0'],
  ['golang', '<v0.1.0', 'v0.0.0-20190101000000-abcdef123456', 'v0.1.0 v2.0.0+incompatible'],
  ['pypi', '>=1.2,<2', '1.2 1.10 1.9rc1', '1.1 2.0 2.0a1'],
  ['pypi', '~=1.4', '1.4 1.9', '2.0 1.3'],
  ['pypi', '==1.2.*', '1.2 1.2.9', '1.3'],
  ['pypi', '1.2.0', '1.2 1.2.0', '1.2.1'],
  ['pypi', '!=1.5,>1!0', '1!1.0', '1.5 2.0'],
  ['gem', '~> 1.2', '1.2 1.9.9', '1.1 2.0 2.0.a'],
  ['gem', '~> 1.2.3', '1.2.3 1.2.10', '1.3 1.3.0.pre'],
  ['gem', '>= 1, < 2', '1.0 1.9', '2.0 0.9 1.0.rc1'],
  ['gem', '1.0', '1 1.0.0', '1.0.0.pre 1.0.1'],
  ['gem', '> 1.0.0.beta.2', '1.0.0.beta.10 1.0.0.rc1 1.0.0', '1.0.0.beta.1 1.0.0.alpha'],
  ['composer', '^1.2', '1.2.0 v1.9.0 1.2.0-beta1', '1.1.9 2.0.0 2.0.0-dev'],
  ['composer', '^0.3.1', '0.3.1 0.3.9', '0.4.0'],
  ['composer', '^0.0.3', '0.0.3', '0.0.4'],
  ['composer', '~1.2', '1.2.0 1.9.9', '2.0.0'],
  ['composer', '~1.2.3', '1.2.3 1.2.9', '1.3.0'],
  ['composer', '1.2.*', '1.2.0 1.2.9', '1.3.0 1.1.9'],
  ['composer', '>=1.0 <1.5 | 2.0.0-RC1', '1.4.9 2.0.0-rc1 2.0.0RC1', '1.5.0 2.0.0 1.5.0-alpha'],
  ['composer', '1.0 - 2.0', '1.0.0 2.0.9', '2.1.0'],
  ['composer', '1.0.0 - 2.0.0', '1.0.0 2.0.0', '2.0.1'],
  ['composer', 'dev-main', 'dev-main', 'dev-other 1.0.0'],
  ['composer', '1.0.0', '1.0 1.0.0.0', '1.0.0-p1 1.0.0-beta'],
  ['maven', '[1.0,2.0)', '1.0 1.9 1.10 2.0-SNAPSHOT 2.0-rc1', '2.0 0.9 2.0.0 2.0-ga'],
  ['maven', '(,1.0],[1.2,)', '0.5 1.0 1.2 9', '1.1'],
  ['maven', '[1.5]', '1.5 1.5.0 1.5-final', '1.5.1'],
  ['maven', '<2.17.1', '2.17.0 2.9 2.17.1-rc1', '2.17.1 2.17.1-sp1 2.17.1.1'],
  ['maven', '>33.0-jre', '33.0-jre-x 33.1-jre 34', '33.0-jre 33.0-android 32.9'],
  ['nuget', '[1.0,2.0)', '1.0 1.0.0 1.9.9.9 2.0.0-beta', '2.0 0.9'],
  ['nuget', '13.0.1', '13.0.1 14.0.0', '13.0.0 13.0.1-beta'],
  ['nuget', '1.2.*', '1.2.0 1.2.99', '1.3.0'],
  ['nuget', '<1.0.0-beta.10', '1.0.0-beta.2 1.0.0-ALPHA 0.9', '1.0.0-beta.10 1.0.0-rc 1.0.0'],
]

test('each ecosystem’s own rules decide', () => {
  for (const [ecosystem, range, inside, outside] of cases) {
    const test = versionMatcher(ecosystem, range)
    for (const version of inside.split(' ')) assert.equal(test(version), true, `${ecosystem}: ${version} in ${range}`)
    for (const version of outside.split(' ')) assert.equal(test(version), false, `${ecosystem}: ${version} not in ${range}`)
  }
})

test('Maven orders qualifiers as its specification lists them', () => {
  const ordered = [
    '1-alpha2',
    '1-alpha-10',
    '1-beta',
    '1-milestone',
    '1-rc',
    '1-SNAPSHOT',
    '1',
    '1-sp',
    '1-abc',
    '1-xyz',
    '1-1',
    '1.1-alpha',
    '1.1',
    '2',
    '10',
  ]
  for (const [i, version] of ordered.entries()) {
    for (const [k, other] of ordered.entries()) {
      assert.equal(matchesVersion('maven', version, `[${other},)`), i >= k, `${version} against ${other}`)
    }
  }
  for (const [a, b] of [
    ['1.0.0', '1'],
    ['1-ga', '1'],
    ['1.final', '1'],
    ['1cr1', '1-rc1'],
    ['1a1', '1-alpha-1'],
    ['1.0-0', '1'],
    ['1_1', '1-1'],
  ])
    assert.equal(matchesVersion('maven', a!, `[${b}]`), true, `${a} is ${b}`)
})

test('a version that is none of the ecosystem is neither in nor out', () => {
  const odd: [Ecosystem, string][] = [
    ['npm', 'main'],
    ['pypi', 'not a version'],
    ['golang', 'master'],
    ['gem', 'x y'],
    ['composer', 'feature/x'],
    ['maven', '${x}'],
    ['nuget', '$(V)'],
    ['cargo', ''],
  ]
  for (const [ecosystem, version] of odd)
    assert.equal(matchesVersion(ecosystem, version, ecosystem === 'maven' ? '[1,2)' : '1.0.0'), null, `${ecosystem} ${version}`)
})

test('a range that cannot be read is refused with an example', () => {
  const bad: [Ecosystem, string][] = [
    ['npm', 'latest'],
    ['npm', ''],
    ['npm', '>=x.y.z!'],
    ['cargo', '^^1'],
    ['cargo', '1 || 2'],
    ['golang', 'latest'],
    ['pypi', '^1.2'],
    ['pypi', '>=1.2 <2 !!'],
    ['gem', '~> x'],
    ['gem', '>= 1 < 2'],
    ['composer', '>=banana'],
    ['maven', '[1.0,2.0'],
    ['maven', '[1,2,3)'],
    ['maven', '[]'],
    ['nuget', '(1.0)'],
    ['nuget', '1.*.2'],
    ['npm', '1'.repeat(501)],
  ]
  for (const [ecosystem, range] of bad) {
    assert.throws(
      () => versionMatcher(ecosystem, range),
      (error) => error instanceof BadVersionRange && /is no version range of .*; write for example /.test(error.message),
      `${ecosystem} ${range}`,
    )
  }
})

test('a query over many versions reads its range once and stays cheap', () => {
  const matches = versionMatcher('npm', '>=1.0.0 <1.50.0')
  let found = 0
  for (let i = 0; i < 20_000; i++) if (matches(`1.${i % 100}.0`)) found++
  assert.equal(found, 10_000)
})
