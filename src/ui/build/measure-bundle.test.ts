import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { measureBundle } from './measure-bundle.ts'

test('the first page is the shell with all it imports and the biggest page on top; shared parts count once', (context) => {
  const dist = build(context, { page: 20 })
  const measured = measureBundle(dist)
  assert.ok(Math.abs(measured.entry - 50) < 1, `${measured.entry}`)
  assert.ok(Math.abs(measured.first - 70) < 1, `${measured.first}`)
  assert.deepEqual(measured.over, [])
})

test('a route over its budget is named', (context) => {
  const { over } = measureBundle(build(context, { page: 80 }))
  assert.equal(over.length, 1)
  assert.match(over[0] ?? '', /ListPage\.tsx adds 80/)
})

/** A build of random, so incompressible, chunks of so many kilobytes. */
function build(context: { after: (done: () => void) => void }, { page }: { page: number }): string {
  const dist = mkdtempSync(join(tmpdir(), 'bundle-'))
  context.after(() => rmSync(dist, { recursive: true }))
  mkdirSync(join(dist, '.vite'))
  const chunk = (file: string, kilobytes: number) => writeFileSync(join(dist, file), randomBytes(kilobytes * 1024))
  chunk('entry.js', 20)
  chunk('vendor.js', 30)
  chunk('page.js', page)
  const manifest = {
    'browser.tsx': { file: 'entry.js', isEntry: true, imports: ['vendor'] },
    vendor: { file: 'vendor.js' },
    'systems/x/pages/ListPage.tsx': {
      file: 'page.js',
      src: 'systems/x/pages/ListPage.tsx',
      isDynamicEntry: true,
      imports: ['vendor', 'browser.tsx'],
    },
  }
  writeFileSync(join(dist, '.vite/manifest.json'), JSON.stringify(manifest))
  return dist
}
