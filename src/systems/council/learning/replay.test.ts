import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { ChoiceBallot, NumericBallot } from '../aggregation/ballot.ts'
import { defaultSettings } from '../aggregation/settings.ts'
import { createState } from '../aggregation/state.ts'
import { canonical } from './canonical.ts'
import { learn } from './learn.ts'
import type { LedgerEntry } from './ledger.ts'
import { forecastLedger, replay } from './replay.ts'
import { scoreForecasts } from './scorecard.ts'

/** A ledger of every kind of row: `a` is right four times in five, `b` and `c` less, `d` joins late. */
function writeLedger(rows: number): LedgerEntry[] {
  let state = 17
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const ledger: LedgerEntry[] = [{ kind: 'seated', voters: ['a', 'b', 'c'].map((id) => ({ id, provider: `of ${id}` })) }]
  for (let row = 0; row < rows; row++) {
    const voters = row > rows / 2 ? ['a', 'b', 'c', 'd'] : ['a', 'b', 'c']
    ledger.push(row % 5 === 4 ? numericRow(voters, next) : choiceRow(voters, next))
    if (row % 7 === 0) ledger.push({ kind: 'approval', liked: next() > 0.5 })
  }
  return ledger
}

function choiceRow(voters: readonly string[], next: () => number): LedgerEntry {
  const truth = next() < 0.5 ? 'yes' : 'no'
  const ballots = voters.map((voter, index): ChoiceBallot => {
    if (next() < 0.1) return { voter, absent: 'timed out' }
    const right = next() < [0.8, 0.6, 0.5, 0.7][index]!
    const yes = (truth === 'yes') === right ? 0.55 + 0.4 * next() : 0.45 - 0.4 * next()
    const revision = next() < 0.2 ? { probabilities: { yes: 1 - yes, no: yes }, evidence: ['E9'] } : undefined
    return { voter, probabilities: { yes, no: 1 - yes }, evidence: [`E-${voter}`], revision }
  })
  const question = {
    type: 'choice',
    options: [{ id: 'yes' }, { id: 'no' }],
    reversibility: 'costly',
    domain: `d${Math.floor(next() * 2)}`,
  } as const
  return { kind: 'resolved', question, ballots, outcome: { credits: { [truth]: 1 } }, resolver: 'metric' }
}

function numericRow(voters: readonly string[], next: () => number): LedgerEntry {
  const value = 100 * next()
  const ballots = voters.map((voter, index): NumericBallot => {
    const middle = value + (index + 1) * 10 * (next() - 0.4)
    return { voter, evidence: [`E-${voter}`], quantiles: { p10: middle - 5, p50: middle, p90: middle + 5 } }
  })
  return { kind: 'resolved', question: { type: 'numeric', reversibility: 'costly' }, ballots, outcome: { value }, resolver: 'revenue' }
}

const ledger = writeLedger(160)

test('replay gives the state learned along the way, byte for byte', () => {
  const along = ledger.reduce((state, entry) => learn(state, entry), createState([]))
  assert.equal(canonical(replay(ledger)), canonical(along))
})

test('a state stored and read back in the middle goes on to the same bytes', () => {
  const half = Math.floor(ledger.length / 2)
  const stored = canonical(replay(ledger.slice(0, half)))
  const entries = JSON.parse(JSON.stringify(ledger)) as LedgerEntry[]
  const resumed = entries.slice(half).reduce((state, entry) => learn(state, entry), JSON.parse(stored))
  assert.equal(canonical(resumed), canonical(replay(ledger)))
})

test('another process replays the stored ledger to the same bytes', () => {
  const script = `
    import { canonical } from ${JSON.stringify(fileURLToPath(new URL('./canonical.ts', import.meta.url)))}
    import { replay } from ${JSON.stringify(fileURLToPath(new URL('./replay.ts', import.meta.url)))}
    let text = ''
    for await (const chunk of process.stdin) text += chunk
    process.stdout.write(canonical(replay(JSON.parse(text))))`
  const options = { input: JSON.stringify(ledger), encoding: 'utf8', maxBuffer: 2 ** 26 } as const
  assert.equal(execFileSync(process.execPath, ['--input-type=module', '-e', script], options), canonical(replay(ledger)))
})

test('rows may list their ballots in any order', () => {
  const shuffled = ledger.map((entry) => (entry.kind === 'resolved' ? { ...entry, ballots: entry.ballots.toReversed() } : entry))
  assert.equal(canonical(replay(shuffled as LedgerEntry[])), canonical(replay(ledger)))
})

test('approvals may be struck from the ledger without a trace', () => {
  const earned = ledger.filter((entry) => entry.kind !== 'approval')
  assert.equal(canonical(replay(earned)), canonical(replay(ledger)))
})

test('learning leaves the state it was given untouched', () => {
  const before = replay(ledger.slice(0, 50))
  const text = canonical(before)
  learn(before, ledger[50]!)
  assert.equal(canonical(before), text)
})

test('a counterfactual replay says what other settings would have said, on the same rows', () => {
  const own = forecastLedger(ledger)
  const other = forecastLedger(ledger, { ...defaultSettings, domainVariance: 1e-9, weightVariance: 1e-9, sharedVariance: 1e-9 })
  assert.equal(canonical(own.state), canonical(replay(ledger)))
  assert.deepEqual(
    own.forecasts.map(({ row }) => row),
    other.forecasts.map(({ row }) => row),
  )
  assert.notDeepEqual(own.forecasts.at(-1), other.forecasts.at(-1))
  const frozen = scoreForecasts(other.forecasts).council.choices!
  assert.ok(scoreForecasts(own.forecasts).council.choices!.brier < frozen.brier, 'learning helped')
})

test('a forecast knows only the rows before it', () => {
  const { forecasts } = forecastLedger(ledger.slice(0, 61))
  const longer = forecastLedger(ledger).forecasts.filter(({ row }) => row <= 60)
  assert.deepEqual(longer, forecasts)
})

test('scorecards cover the council, the plain pool and every voter, per domain', () => {
  const cards = scoreForecasts(forecastLedger(ledger).forecasts)
  assert.deepEqual(Object.keys(cards.voters), ['a', 'b', 'c', 'd'])
  const council = cards.council.choices!
  assert.deepEqual(Object.keys(council.domains), ['d0', 'd1'])
  assert.equal(council.domains.d0!.count + council.domains.d1!.count, council.count)
  assert.equal(cards.plainPool.choices!.skillOverPlainPool, 0)
  assert.ok(council.skillOverPlainPool! > 0 && council.skillOverEvenChance! > 0)
  const { murphy } = council
  const identity = murphy.reliability - murphy.resolution + murphy.uncertainty + murphy.withinVariance - murphy.withinCovariance
  assert.ok(Math.abs(identity - murphy.score) < 1e-9 && Math.abs(2 * murphy.score - council.brier) < 1e-9)
  assert.ok(cards.voters.a!.choices!.brier < cards.voters.c!.choices!.brier)
  assert.ok(cards.voters.a!.numbers!.pinball < cards.voters.c!.numbers!.pinball)
  assert.ok(cards.voters.d!.choices!.count < cards.voters.a!.choices!.count)
})

test('an empty ledger has no scores, and nothing is made up for it', () => {
  assert.deepEqual(scoreForecasts([]), {
    council: { choices: undefined, numbers: undefined },
    plainPool: { choices: undefined },
    voters: {},
  })
})
