import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parseGoMod } from './go-mod.ts'

const mod = (text: string) => ({ path: 'svc/go.mod', text })

test('blocks, indirect modules, replacements and comments are read', () => {
  const graph = parseGoMod(
    mod(`module example.com/svc // the service

go 1.22

require github.com/one/single v1.0.0

require (
	github.com/gin-gonic/gin v1.9.1 // a comment
	"github.com/old/path" v1.2.3
	github.com/local/lib v0.0.0-00010101000000-000000000000
	golang.org/x/sys v0.15.0 // indirect
	github.com/big/one v2.0.0+incompatible // indirect; for tests
)

replace (
	github.com/old/path v1.2.3 => github.com/new/path v1.3.0
	github.com/local/lib => ../lib
	golang.org/x/sys v0.1.0 => golang.org/x/sys v0.2.0
)

exclude github.com/one/single v0.9.0
retract [v1.0.0, v1.1.0]
`),
    [],
  )
  assert.deepEqual(graphText(graph), [
    'github.com/one/single@v1.0.0 runtime direct',
    'github.com/gin-gonic/gin@v1.9.1 runtime direct',
    'github.com/new/path@v1.3.0 runtime direct',
    'github.com/local/lib@? runtime direct workspace',
    'golang.org/x/sys@v0.15.0 runtime',
    'github.com/big/one@v2.0.0+incompatible runtime',
  ])
  assert.equal(graph.packages[1]!.purl, 'pkg:golang/github.com/gin-gonic/gin@v1.9.1')
  assert.equal(graph.complete, true)
  assert.deepEqual(
    graph.direct.map((one) => [one.part, one.name, one.line]),
    [
      ['svc', 'github.com/one/single', 5],
      ['svc', 'github.com/gin-gonic/gin', 8],
      ['svc', 'github.com/old/path', 9],
      ['svc', 'github.com/local/lib', 10],
    ],
  )
})

test('before go 1.17 go.sum names the rest, marked as perhaps too much', () => {
  const sum = {
    path: 'svc/go.sum',
    text: 'a.org/x v1.9.0 h1:a=\na.org/x v1.10.0 h1:b=\na.org/x v1.10.0/go.mod h1:c=\nb.org/y v1.0.0/go.mod h1:d=\nc.org/z v1.0.0 h1:e=\n',
  }
  const graph = parseGoMod(mod('module m\ngo 1.16\nrequire c.org/z v1.0.0\n'), [sum])
  assert.deepEqual(graphText(graph), ['c.org/z@v1.0.0 runtime direct', 'a.org/x@v1.10.0 runtime'])
  assert.equal(graph.complete, false)
  assert.match(graph.notes[0]!.sentence, /before 1\.17.*may name more/)
})

test('a cut block and a strange line are noted and leave the file incomplete', () => {
  const graph = parseGoMod(mod('module m\ngo 1.22\nrequire (\n\ta.org/x v1.0.0\n'), [])
  assert.deepEqual([graph.packages.length, graph.complete, graph.notes.length], [1, false, 2])
  assert.equal(parseGoMod(mod('<html>\n'), []).complete, false)
})

test('a module without requirements needs nothing more', () => {
  const graph = parseGoMod(mod('module m\n\ngo 1.15\n'), [])
  assert.deepEqual([graph.packages, graph.notes, graph.complete], [[], [], true])
})
