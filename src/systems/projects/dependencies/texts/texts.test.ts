import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DependencyNote } from '../graph.ts'
import { decodeText, keyLines, lineFinder, mergeConflict, tomlKeyLines } from './source-text.ts'
import { readToml } from './toml.ts'
import { readYaml } from './yaml.ts'

test('byte order marks and line ends of any system leave the same text', () => {
  const text = 'a\nb\n\nc'
  const forms = [text, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r'), `\uFEFF${text}`]
  for (const form of forms) assert.equal(decodeText(Buffer.from(form)), text)
  assert.equal(decodeText(Buffer.from(`\uFEFF${text}`, 'utf16le')), text)
  assert.equal(decodeText(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()), text)
  assert.equal(decodeText(Buffer.from([0x61, 0xff, 0xfe, 0x62])), 'a\uFFFD\uFFFDb')
})

test('lines are found in any order of asking', () => {
  const text = 'one\ntwo\nthree\ntwo'
  const lineOf = lineFinder(text)
  assert.deepEqual([8, 4, 0, 14, 8].map(lineOf), [3, 2, 1, 4, 3])
  const ahead = keyLines(text)
  assert.deepEqual(['two', 'two', 'two', 'one'].map(ahead), [2, 4, null, null])
  const round = keyLines(text, { wraps: true })
  assert.deepEqual(['three', 'one', 'four'].map(round), [3, 1, null])
  const keys = tomlKeyLines('a = 1\n"b.c" = 2\n[x]\nd.version = "1"\na = 3')
  assert.deepEqual(['a', 'b.c', 'd', 'e'].map(keys), [1, 2, 4, null])
})

test('a merge conflict is found at its line, and only a real one', () => {
  assert.equal(mergeConflict({ path: 'x', text: 'a\n<<<<<<< HEAD\nb' })!.line, 2)
  assert.equal(mergeConflict({ path: 'x', text: '<<<<<<< HEAD' })!.line, 1)
  assert.equal(mergeConflict({ path: 'x', text: 'a <<<<<<< HEAD' }), null)
})

test('YAML keeps numbers and dates as they are written', () => {
  const notes: DependencyNote[] = []
  assert.deepEqual(readYaml({ path: 'x', text: 'a: 1.10\nb: 2020-01-01\nc: on\nd: 0x10\n---\ne: null' }, notes), [
    { a: '1.10', b: '2020-01-01', c: 'on', d: '0x10' },
    { e: 'null' },
  ])
  assert.deepEqual(notes, [])
})

test('a bracket left open early costs the entries behind it, not those before', () => {
  const entries = Array.from({ length: 100 }, (_, i) => `  k${i}: ${i === 60 ? '[' : i}`)
  const notes: DependencyNote[] = []
  const [document] = readYaml({ path: 'x', text: `all:\n${entries.join('\n')}\n` }, notes) as { all: Record<string, string> }[]
  const count = Object.keys(document!.all).length
  assert.ok(count > 15 && count <= 60, String(count))
  assert.equal(notes.length, 1)
})

test('TOML tables before a break are kept whole', () => {
  const notes: DependencyNote[] = []
  const text = '[[package]]\nname = "a"\n[package.x]\ny = 1\n[[package]]\nname = "b"\n[package.x]\ny = \n'
  assert.equal(JSON.stringify(readToml({ path: 'x', text }, notes)), '{"package":[{"name":"a","x":{"y":1}}]}')
  assert.deepEqual(notes, [{ file: 'x', line: 8, sentence: 'Not valid TOML at line 8; only the tables before it were read.' }])
})
