import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyDraft, faultsOf, wordingOf, type Draft } from './draft.ts'

const draft = (part: Partial<Draft>): Draft => ({ ...emptyDraft, text: 'Shall we?', ...part })

test('a question needs words, and a choice two options', () => {
  assert.deepEqual(faultsOf(emptyDraft), { text: 'text' })
  assert.deepEqual(faultsOf(draft({ type: 'choice', options: ['One', ' '] })), { options: 'options' })
  assert.deepEqual(faultsOf(draft({ type: 'choice', options: ['One', 'Two'] })), {})
})

test('figures are checked where they count', () => {
  assert.deepEqual(faultsOf(draft({ threshold: 'much' })), {})
  assert.deepEqual(faultsOf(draft({ type: 'numeric', threshold: 'much' })), { threshold: 'number' })
  assert.deepEqual(faultsOf(draft({ byCosts: true, wrongAct: '0', miss: '0' })), { wrongAct: 'costs' })
  assert.deepEqual(faultsOf(draft({ budget: 'little' })), { budget: 'dollars' })
})

test('a resolver says where, what and until when', () => {
  assert.deepEqual(faultsOf(draft({ resolver: 'operation', input: '[' })), {
    by: 'by',
    operation: 'operation',
    input: 'json',
    value: 'value',
  })
  assert.deepEqual(faultsOf(draft({ resolver: 'event', by: '2026-12-01T10:00' })), { event: 'operation' })
})

test('only what fits the kind of question is sent', () => {
  const yesNo = wordingOf(draft({ options: ['One', 'Two'], threshold: '3', unit: 'days', budget: '0.50', voting: '24' }))
  assert.deepEqual(
    [yesNo.options, yesNo.threshold, yesNo.unit, yesNo.budgetMicros, yesNo.votingHours],
    [undefined, undefined, undefined, 500_000, 24],
  )
  const number = wordingOf(draft({ type: 'numeric', threshold: '1,200', unit: '€' }))
  assert.deepEqual([number.threshold, number.unit], [1200, '€'])
  assert.deepEqual(wordingOf(draft({ type: 'preference', options: ['A', '', 'B'] })).options, [{ label: 'A' }, { label: 'B' }])
})

test('a value is read as JSON reads it', () => {
  const said = (value: string) => {
    const { resolver } = wordingOf(draft({ resolver: 'operation', operation: 'projects.get', path: 'risk', value, by: '2026-12-01T10:00' }))
    return resolver?.kind === 'operation' ? resolver.value : undefined
  }
  assert.deepEqual([said('3'), said('true'), said('"3"'), said('high')], [3, true, '3', 'high'])
})
