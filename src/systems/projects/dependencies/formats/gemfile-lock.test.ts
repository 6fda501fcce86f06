import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parseGemfileLock } from './gemfile-lock.ts'
import { parseGemfile } from './gemfile.ts'

const lock = {
  path: 'Gemfile.lock',
  text: `GIT
  remote: https://github.com/rails/rails.git
  revision: 0123abc
  branch: main
  specs:
    activesupport (8.0.0.alpha)
      i18n (>= 1.6, < 2)
      nokogiri

PATH
  remote: engines/shop
  specs:
    shop (0.1.0)
      activesupport

GEM
  remote: https://rubygems.org/
  specs:
    i18n (1.14.1)
      activesupport
      bundler (>= 1)
    nokogiri (1.16.0)
      racc (~> 1.4)
    nokogiri (1.16.0-x86_64-linux)
      racc (~> 1.4)
    racc (1.7.3)
    rspec (3.13.0)

PLATFORMS
  ruby
  x86_64-linux

DEPENDENCIES
  activesupport!
  nokogiri (~> 1.16)
  rspec
  shop!

CHECKSUMS
  racc (1.7.3) sha256=aa

BUNDLED WITH
   2.5.0
`,
}
const gemfile = {
  path: 'Gemfile',
  text: `source "https://rubygems.org"
# gem "commented", "1"
gem "activesupport", github: "rails/rails", branch: "main"
gem 'nokogiri', '~> 1.16', '>= 1.16.0'
path "engines" do
  gem "shop"
end
group :development, :test do
  if ENV["X"]
    gem "rspec", require: false
  end
end
gem "lint", group: :development
`,
}

test('gems of git, of paths, for several platforms and in circles resolve; groups come from the Gemfile', () => {
  const graph = parseGemfileLock(lock, [gemfile])
  assert.deepEqual(graphText(graph), [
    'activesupport@8.0.0.alpha runtime direct git > i18n@1.14.1, nokogiri@1.16.0',
    'shop@0.1.0 runtime direct workspace > activesupport@8.0.0.alpha',
    'i18n@1.14.1 runtime > activesupport@8.0.0.alpha',
    'nokogiri@1.16.0 runtime direct > racc@1.7.3',
    'racc@1.7.3 runtime',
    'rspec@3.13.0 dev direct',
  ])
  assert.deepEqual(
    graph.direct.map((one) => [one.name, one.requested, one.file, one.line]),
    [
      ['activesupport', null, 'Gemfile', 3],
      ['nokogiri', '~> 1.16', 'Gemfile', 4],
      ['rspec', null, 'Gemfile', 10],
      ['shop', null, 'Gemfile', 6],
    ],
  )
  assert.deepEqual([graph.notes, graph.complete], [[], true])
})

test('a lockfile cut before its end is not complete', () => {
  const graph = parseGemfileLock({ path: 'Gemfile.lock', text: lock.text.slice(0, lock.text.indexOf('    racc (1.7.3)')) }, [gemfile])
  assert.equal(graph.complete, false)
  assert.match(graph.notes[0]!.sentence, /racc/)
})

test('a Gemfile alone is read and never run', () => {
  const graph = parseGemfile({ path: 'Gemfile', text: `${gemfile.text}gem "pinned", "= 1.2.3"\nsystem("touch /tmp/never")\n` })
  assert.deepEqual(graphText(graph), [
    'activesupport@? runtime direct',
    'nokogiri@? runtime direct',
    'shop@? runtime direct',
    'rspec@? dev direct',
    'lint@? dev direct',
    'pinned@1.2.3 runtime direct',
  ])
})
