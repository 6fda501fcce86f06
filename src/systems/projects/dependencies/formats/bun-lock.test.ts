import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parseBunBinaryLock, parseBunLock } from './bun-lock.ts'

const lock = {
  path: 'bun.lock',
  text: `{
  // written by bun
  "lockfileVersion": 1,
  "workspaces": {
    "": {
      "name": "shop",
      "dependencies": { "@scope/a": "^1.0.0", "nick": "npm:real@2", "react": "catalog:", },
      "devDependencies": { "tool": "1", },
    },
    "packages/ui": { "name": "@shop/ui", "dependencies": { "tool": "^2.0.0", }, "peerDependencies": { "react": "*", }, },
  },
  "catalog": { "react": "^18.0.0", },
  "packages": {
    "@scope/a": ["@scope/a@1.0.0", "", { "dependencies": { "tool": "^3", "url//": "*" }, "optionalDependencies": { "mac": "1" } }, "sha512-a=="],
    "@scope/a/tool": ["tool@3.0.0", "", { "dependencies": { "@scope/a": "*" } }, "sha512-b=="],
    "@shop/ui": ["@shop/ui@workspace:packages/ui"],
    "@shop/ui/tool": ["tool@2.0.0", "", {}, "sha512-c=="],
    "forked": ["forked@github:me/forked#0123abc", {}, "me-forked-0123abc"],
    "nick": ["real@2.0.0", "", {}, "sha512-d=="],
    "react": ["react@18.2.0", "", {}, "sha512-e=="],
    "tool": ["tool@1.0.0", "", {}, "sha512-f=="],
  }
}
`,
}

test('nested copies, scopes, aliases, catalogs, workspaces, comments and trailing commas are read', () => {
  const graph = parseBunLock(lock, [{ path: 'package.json', text: '{\n"dependencies": {\n"react": "catalog:"}}' }])
  assert.deepEqual(graphText(graph), [
    '@scope/a@1.0.0 runtime direct > tool@3.0.0',
    'tool@3.0.0 runtime > @scope/a@1.0.0',
    '@shop/ui@? runtime workspace > tool@2.0.0, react@18.2.0',
    'tool@2.0.0 runtime direct',
    'forked@? runtime git',
    'real@2.0.0 runtime direct',
    'react@18.2.0 runtime direct',
    'tool@1.0.0 dev direct',
  ])
  assert.deepEqual(
    graph.direct.find((one) => one.name === 'react'),
    {
      part: '.',
      file: 'package.json',
      name: 'react',
      requested: '^18.0.0',
      scope: 'runtime',
      purl: 'pkg:npm/react@18.2.0',
      line: 3,
    },
  )
  assert.match(graph.notes[0]!.sentence, /url\/\//)
  assert.equal(
    graph.packages.find((one) => one.name === 'forked')!.purl,
    'pkg:npm/forked?vcs_url=git%2Bhttps%3A%2F%2Fgithub.com%2Fme%2Fforked%230123abc',
  )
})

test('the binary lockfile is not empty but unknown, and the note says how to get the text form', () => {
  const manifest = { path: 'package.json', text: '{"dependencies":{"a":"^1.0.0"}}' }
  const graph = parseBunBinaryLock({ path: 'bun.lockb', text: '#!/usr/bin/env bun\nbun-lockfile-format-v0\n\u0000\u0001' }, [manifest])
  assert.deepEqual(graphText(graph), ['a@? runtime direct'])
  assert.equal(graph.complete, false)
  assert.match(graph.notes[0]!.sentence, /bun\.lock/)
})
