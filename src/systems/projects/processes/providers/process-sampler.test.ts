import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '#tests/support/until.ts'
import { observed, snapshotOf } from '#tests/support/observed-processes.ts'
import type { ProcessMapChanges, ProcessSnapshot } from '../process.ts'
import { createLinuxProcessReader } from './linux-process-reader.ts'
import type { ContainerReader } from './port.ts'
import { ProcessSampler } from './process-sampler.ts'
import type { SamplerOptions } from './process-sampler.ts'
import { LINUX, spawnChild } from '#tests/support/real-processes.ts'

const containers: ContainerReader = { read: async () => ({ known: false, reason: 'None here.' }) }
const OPTIONS: Omit<SamplerOptions, 'reader'> = { containers, projects: () => [], started: () => [], home: null, intervalMs: 10 }

test('what comes and goes is told once', LINUX, async (t) => {
  const told: ProcessMapChanges[] = []
  const sampler = new ProcessSampler({ ...OPTIONS, reader: createLinuxProcessReader(), onChanges: (changes) => told.push(changes) })
  t.after(() => sampler.stop())
  sampler.start()
  sampler.start()
  const child = spawnChild(t, ['sleep', '1031'])
  const appearances = (): number => told.filter(({ appeared }) => appeared.some(({ process }) => process.pid === child.pid)).length
  await until('its appearance', async () => appearances() > 0)
  child.kill('SIGKILL')
  await until('its end', async () => told.some(({ gone }) => gone.some(({ pid }) => pid === child.pid)))
  assert.equal(appearances(), 1)
})

test('nothing is told after a stop, even of a pass that was under way', async () => {
  const pass = Promise.withResolvers<ProcessSnapshot>()
  let passes = 0
  const sampler = new ProcessSampler({
    ...OPTIONS,
    reader: { read: () => pass.promise },
    onPass: () => {
      passes += 1
    },
  })
  sampler.start()
  const stopped = sampler.stop()
  pass.resolve(snapshotOf([observed({ pid: 1 })]))
  await stopped
  const then = passes
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual([passes, sampler.map?.processes.length], [then, 1])
})

test('a pass that fails is told, and the map before it stays', async (t) => {
  const errors: unknown[] = []
  let fails = false
  const reader = {
    read: async () => {
      if (fails) throw new Error('too many open files')
      return snapshotOf([observed({ pid: 1 })])
    },
  }
  const sampler = new ProcessSampler({ ...OPTIONS, reader, onError: (error) => errors.push(error) })
  t.after(() => sampler.stop())
  const map = await sampler.refresh()
  fails = true
  assert.deepEqual([await sampler.refresh(), sampler.map, errors.length], [null, map, 1])
  fails = false
  assert.notEqual(await sampler.refresh(), null)
})

test('those who ask during a pass share it', async () => {
  let reads = 0
  const sampler = new ProcessSampler({
    ...OPTIONS,
    reader: {
      read: async () => {
        reads += 1
        return snapshotOf([])
      },
    },
  })
  await Promise.all([sampler.refresh(), sampler.refresh(), sampler.refresh()])
  assert.equal(reads, 1)
})
