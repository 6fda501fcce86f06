import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parseCargoLock } from './cargo-lock.ts'
import { parseCargoToml } from './cargo-toml.ts'

const registry = 'source = "registry+https://github.com/rust-lang/crates.io-index"'
const lock = {
  path: 'Cargo.lock',
  text: `version = 4
[[package]]
name = "app"
version = "0.1.0"
dependencies = ["bitflags 2.4.0", "forked", "inner", "real-name", "tempfile"]
[[package]]
name = "inner"
version = "0.1.0"
dependencies = ["bitflags 1.3.2 (registry+https://github.com/rust-lang/crates.io-index)", "cc"]
[[package]]
name = "bitflags"
version = "1.3.2"
${registry}
[[package]]
name = "bitflags"
version = "2.4.0"
${registry}
dependencies = ["real-name"]
[[package]]
name = "cc"
version = "1.0.0"
${registry}
[[package]]
name = "forked"
version = "0.2.0"
source = "git+https://github.com/me/forked?branch=main#0123abc"
[[package]]
name = "real-name"
version = "3.0.0"
${registry}
dependencies = ["bitflags 2.4.0"]
[[package]]
name = "tempfile"
version = "3.0.0"
${registry}
`,
}
const root = {
  path: 'Cargo.toml',
  text: `[package]
name = "app"
[workspace]
members = ["crates/*"]
[workspace.dependencies]
bitflags = "2"
[dependencies]
bitflags = { workspace = true }
inner = { path = "crates/inner" }
renamed = { package = "real-name", version = "3", optional = true }
[target.'cfg(unix)'.dependencies]
forked = { git = "https://github.com/me/forked", branch = "main" }
[dev-dependencies]
tempfile = "3"
`,
}
const inner = {
  path: 'crates/inner/Cargo.toml',
  text: '[package]\nname = "inner"\n[dependencies]\nbitflags = "1.3"\n[build-dependencies]\ncc = "1"\n',
}

test('members, several versions, renamed, optional, target, build, git and cyclic dependencies resolve', () => {
  const graph = parseCargoLock(lock, [inner, root])
  assert.deepEqual(graphText(graph), [
    'app@0.1.0 runtime workspace > bitflags@2.4.0, forked@0.2.0, inner@0.1.0, real-name@3.0.0',
    'inner@0.1.0 runtime direct workspace > bitflags@1.3.2',
    'bitflags@1.3.2 runtime direct',
    'bitflags@2.4.0 runtime direct > real-name@3.0.0',
    'cc@1.0.0 dev direct',
    'forked@0.2.0 runtime direct git',
    'real-name@3.0.0 runtime direct > bitflags@2.4.0',
    'tempfile@3.0.0 dev direct',
  ])
  assert.deepEqual(
    graph.direct.map((one) => [one.part, one.name, one.requested, one.scope, one.line]),
    [
      ['.', 'bitflags', '2', 'runtime', 6],
      ['.', 'forked', 'https://github.com/me/forked', 'runtime', 12],
      ['.', 'inner', 'crates/inner', 'runtime', 9],
      ['.', 'real-name', '3', 'optional', 10],
      ['.', 'tempfile', '3', 'dev', 14],
      ['crates/inner', 'bitflags', '1.3', 'runtime', 4],
      ['crates/inner', 'cc', '1', 'dev', 6],
    ],
  )
  assert.equal(
    graph.packages[5]!.purl,
    'pkg:cargo/forked@0.2.0?vcs_url=git%2Bhttps%3A%2F%2Fgithub.com%2Fme%2Fforked%3Fbranch%3Dmain%230123abc',
  )
})

test('without manifests the members’ dependencies are direct, all counted as runtime', () => {
  const graph = parseCargoLock(lock, [])
  assert.equal(graph.packages.filter((one) => one.direct).length, 7)
  assert.ok(graph.packages.every((one) => one.scope === 'runtime'))
})

test('a cut lockfile names what is missing', () => {
  const graph = parseCargoLock({ path: 'Cargo.lock', text: lock.text.slice(0, lock.text.indexOf('[[package]]\nname = "tempfile"')) }, [
    root,
  ])
  assert.equal(graph.complete, false)
  assert.match(graph.notes[0]!.sentence, /tempfile/)
})

test('a Cargo.toml without a lockfile tells what is asked for', () => {
  const graph = parseCargoToml({
    path: 'Cargo.toml',
    text: '[dependencies]\nserde = "=1.0.200"\nlog = "0.4"\n[dev-dependencies.criterion]\nversion = "0.5"\n',
  })
  assert.deepEqual(graphText(graph), ['serde@1.0.200 runtime direct', 'log@? runtime direct', 'criterion@? dev direct'])
  assert.equal(graph.complete, false)
})
