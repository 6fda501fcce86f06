import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Wait } from '../interpreter/world.ts'
import { Waiting } from './waiting.ts'

const place = { reference: '', key: 'k', name: 'n', kind: 'listen', step: null }
const waitFor = (until: Date | null = null): Wait => ({
  place,
  code: 'event',
  sentence: 'It waits.',
  until,
  signal: new AbortController().signal,
})

function waiting(suspend: () => Promise<boolean> = async () => true) {
  const asides: (Date | null)[] = []
  const made = new Waiting({
    now: () => Date.now(),
    suspend: (until) => {
      asides.push(until)
      return suspend()
    },
    fail: (error) => assert.fail(String(error)),
  })
  return { made, asides }
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 20))

test('what happens while somebody looks is looked at again', async () => {
  const { made, asides } = waiting()
  let happened = false
  let looks = 0
  const answer = await made.until(waitFor(), async () => {
    looks += 1
    const seen = happened
    if (looks === 1) {
      // It comes about after the look, and is told before who looked has begun to wait.
      happened = true
      made.wake()
    }
    return seen ? 'there' : null
  })
  assert.deepEqual([answer, looks, asides.length], ['there', 2, 0])
})

test('a run is put aside when all of it waits, and only then', async () => {
  const { made, asides } = waiting()
  let finish = (): void => {}
  void made.working(() => new Promise<void>((resolve) => (finish = resolve)))
  void made.until(waitFor(), async () => null)
  await turn()
  assert.equal(asides.length, 0, 'something still works')
  finish()
  await turn()
  assert.deepEqual(asides, [null])
})

test('a run that is not put aside looks again', async () => {
  let happened = false
  const { made } = waiting(async () => {
    happened = true
    return false
  })
  assert.equal(await made.until(waitFor(), async () => (happened ? 'there' : null)), 'there')
})

test('a short wait is sat out, and a moment that has passed is no wait', async () => {
  const { made, asides } = waiting()
  assert.equal(await made.until(waitFor(new Date(Date.now() + 50)), async () => null), 'timeout')
  assert.equal(await made.until(waitFor(new Date(Date.now() - 50)), async () => null), 'timeout')
  assert.equal(asides.length, 0)
})
