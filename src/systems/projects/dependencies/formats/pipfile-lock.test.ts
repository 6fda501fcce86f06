import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parsePipfile, parsePipfileLock } from './pipfile-lock.ts'

const lock = {
  path: 'Pipfile.lock',
  text: JSON.stringify(
    {
      default: {
        django: { version: '==5.0.1', extras: ['argon2'] },
        asgiref: { version: '==3.7.2', markers: "python_version >= '3.7'" },
        forked: { git: 'https://github.com/me/forked.git', ref: '0123abc' },
      },
      develop: { asgiref: { version: '==3.7.2' }, pytest: { version: '==8.0.0' }, near: { path: './near', editable: true } },
    },
    null,
    1,
  ),
}
const pipfile = {
  path: 'Pipfile',
  text: '[packages]\nDjango = {version = "~=5.0", extras = ["argon2"]}\nforked = {git = "https://github.com/me/forked.git"}\n\n[dev-packages]\npytest = "*"\n"near" = {path = "./near", editable = true}\n',
}

test('both sections, git and paths are read; needed by both counts as runtime', () => {
  const graph = parsePipfileLock(lock, [pipfile])
  assert.deepEqual(graphText(graph), [
    'django@5.0.1 runtime direct',
    'asgiref@3.7.2 runtime',
    'forked@? runtime direct git',
    'pytest@8.0.0 dev direct',
    'near@? dev direct file',
  ])
  assert.deepEqual(
    graph.direct.map((one) => [one.name, one.requested, one.line]),
    [
      ['Django', '~=5.0', 2],
      ['forked', 'https://github.com/me/forked.git', 3],
      ['pytest', '*', 6],
      ['near', './near', 7],
    ],
  )
  assert.equal(graph.complete, true)
  assert.match(graph.notes[0]!.sentence, /does not say which package brings which/i)
})

test('a Pipfile alone tells what is asked for', () => {
  assert.deepEqual(graphText(parsePipfile({ path: 'Pipfile', text: '[packages]\na = "==1.0"\nb = "*"\n' })), [
    'a@1.0 runtime direct',
    'b@? runtime direct',
  ])
})
