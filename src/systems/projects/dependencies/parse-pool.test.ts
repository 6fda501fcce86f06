import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { after, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { ParseJob } from './parse-jobs.ts'
import { startParsePool, type ParsePool } from './parse-pool.ts'
import { parseSources } from './parse-sources.ts'

const project = mkdtempSync(join(tmpdir(), 'optimus-parse-pool-'))
after(() => rmSync(project, { recursive: true, force: true }))

/** A package-lock.json of many packages, each with a few dependencies: 12,000 are about 5 MB. */
const writeLock = (name: string, count: number) => {
  const packages: Record<string, unknown> = { '': { dependencies: { 'package-0': '^1.0.0' } } }
  for (let i = 0; i < count; i++) {
    const dependencies = Object.fromEntries([1, 2, 3].map((step) => [`package-${(i + step * 17) % count}`, '^1.0.0']))
    packages[`node_modules/package-${i}`] = {
      version: '1.2.3',
      resolved: `https://registry.npmjs.org/package-${i}/-/package-${i}-1.2.3.tgz`,
      integrity: `sha512-${'a'.repeat(80)}`,
      license: 'MIT',
      dependencies,
    }
  }
  writeFileSync(join(project, name), JSON.stringify({ lockfileVersion: 3, packages }, null, 2))
}
writeLock('small-lock.json', 10)
writeLock('big-lock.json', 12_000)
const small: ParseJob = { format: 'npm', files: ['small-lock.json'] }
const big: ParseJob = { format: 'npm', files: ['big-lock.json'] }

/** Lets the event loop run until the pool has that many workers; the test's own timeout bounds it. */
const untilWorkers = async (pool: ParsePool, count: number) => {
  while (pool.workers() !== count) await turn()
}

test('the event loop stays free while a lockfile of megabytes is parsed', async () => {
  const text = readFileSync(join(project, 'big-lock.json'), 'utf8')
  const started = performance.now()
  const inline = await parseSources('npm', [{ path: 'big-lock.json', text }])
  const inlineTime = performance.now() - started
  await using pool = startParsePool()
  let longest = Number.POSITIVE_INFINITY
  // What blocks by its nature blocks every time; a busy machine does not.
  for (let attempt = 0; attempt < 5 && longest > inlineTime / 5; attempt++) {
    const delay = monitorEventLoopDelay({ resolution: 2 })
    delay.enable()
    const { graphs } = await pool.parse(project, big)
    delay.disable()
    longest = Math.min(longest, delay.max / 1e6)
    assert.deepEqual(graphs, inline.graphs)
  }
  assert.ok(longest < inlineTime / 5, `the loop waited ${longest.toFixed(1)} ms, parsing in place takes ${inlineTime.toFixed(1)} ms`)
})

test('a worker starts with the first job and ends itself when idle', { timeout: 60_000 }, async () => {
  await using pool = startParsePool({ idleAfter: 5 })
  assert.equal(pool.workers(), 0)
  assert.equal((await pool.parse(project, small)).graphs[0]!.packages.length, 10)
  await untilWorkers(pool, 0)
  assert.equal((await pool.parse(project, small)).graphs[0]!.packages.length, 10)
})

test('jobs beyond the size of the pool wait their turn', async () => {
  await using pool = startParsePool({ size: 2 })
  const results = await Promise.all(Array.from({ length: 12 }, () => pool.parse(project, small)))
  assert.ok(results.every((one) => one.graphs[0]!.packages.length === 10))
  assert.equal(pool.workers(), 2)
})

test('a job over its deadline is given up and noted, and the next one is served', async () => {
  await using pool = startParsePool({ deadline: 1 })
  assert.deepEqual(await pool.parse(project, big), {
    graphs: [],
    notes: [{ file: 'big-lock.json', sentence: 'Took longer than 0.001 s to read and was given up.' }],
  })
  await using patient = startParsePool()
  assert.equal((await patient.parse(project, small)).graphs.length, 1)
})

test('a worker that dies of its memory limit becomes a note, and the next job gets a new one', async () => {
  await using pool = startParsePool({ memory: 12 })
  const [died, served] = await Promise.all([pool.parse(project, big), pool.parse(project, small)])
  assert.deepEqual(died, {
    graphs: [],
    notes: [{ file: 'big-lock.json', sentence: 'Needs more than 12 MB of memory to read; it was given up.' }],
  })
  assert.equal(served.graphs[0]!.packages.length, 10)
})

test('abort ends a waiting and a running job with the caller’s reason, and no other', { timeout: 60_000 }, async () => {
  await using pool = startParsePool()
  const running = new AbortController()
  const waiting = new AbortController()
  const jobs = [pool.parse(project, big, running.signal), pool.parse(project, small, waiting.signal), pool.parse(project, small)]
  const settled = Promise.allSettled(jobs)
  waiting.abort(new Error('no longer wanted'))
  running.abort(new Error('stop'))
  const [first, second, third] = await settled
  assert.deepEqual([first!.status, second!.status, third!.status], ['rejected', 'rejected', 'fulfilled'])
  assert.equal((first as PromiseRejectedResult).reason.message, 'stop')
})

test('a closed pool refuses, and what was under way is rejected', async () => {
  const pool = startParsePool()
  const rejected = assert.rejects(pool.parse(project, big), /closed/)
  await pool.close()
  await rejected
  assert.equal(pool.workers(), 0)
  await assert.rejects(pool.parse(project, small), /closed/)
})
