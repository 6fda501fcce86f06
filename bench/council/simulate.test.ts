import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { mean } from './baselines.ts'
import { judge } from './goals.ts'
import { runSeed } from './run-seed.ts'
import { scenarios } from './scenarios.ts'

const seeds = Array.from({ length: 3 }, () => randomInt(2 ** 31))
const simulate = fileURLToPath(new URL('./simulate.ts', import.meta.url))

// The council leads plurality by some 13 points with a standard error below 2 on three seeds.
test(`the council that learned is right more often than plurality (seeds ${seeds.join(', ')})`, () => {
  const base = scenarios.find(({ name }) => name === 'base')!
  const results = seeds.map((seed) => runSeed(base, seed))
  const council = mean(results.map((result) => result.council.accuracy))
  assert.ok(council > mean(results.map((result) => result.baselines.plurality!.accuracy)))
  assert.ok(results.every(({ regret }) => regret <= 9))
})

test('a seed gives the same results every time', () => {
  const lure = scenarios.find(({ name }) => name === 'lure')!
  assert.deepEqual(runSeed(lure, seeds[0]!), runSeed(lure, seeds[0]!))
})

test('the command prints its seeds, its table and its goals, and succeeds when they are met', () => {
  const args = [simulate, '--seeds', seeds.slice(0, 2).join(','), '--scenario', 'no-outcomes,saboteurs']
  const output = execFileSync(process.execPath, args, { encoding: 'utf8' })
  assert.match(output, new RegExp(`--seeds ${seeds[0]},${seeds[1]}`))
  assert.match(output, /met\s+saboteurs\s+accuracy >= 78 %/)
})

test('results that miss every goal of a scenario are judged so', () => {
  const result = runSeed(
    scenarios.find(({ name }) => name === 'no-outcomes')!,
    seeds[0]!,
  )
  const poor = { ...result, calibrationError: 0.06, council: { accuracy: 0.5, brier: 0.6 }, regret: 9.1 }
  const verdicts = judge([{ scenario: 'base', results: [poor, { ...poor, seed: 1 }] }])
  assert.deepEqual([verdicts.length, verdicts.filter(({ met }) => met)], [7, []])
})

test('a wrong argument ends with 2 and the usage', () => {
  for (const args of [
    ['--scenario', 'nowhere'],
    ['--seeds', 'x'],
    ['--count', '0'],
    ['--typo', '1'],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, [simulate, ...args], { encoding: 'utf8' })
    assert.equal(status, 2)
    assert.match(stderr, /Scenarios: base/)
  }
})
