import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choiceOf, startCouncil } from '#tests/support/council-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => choiceOf(asked, 'Left', 0.9), { minds: 2 })

test('the same question comes again in a conversation of its own, with the same options', async () => {
  const first = await app.ask({ text: 'Left or right?', options: [{ label: 'Left' }, { label: 'Right' }], domain: 'ways' })
  const again = await app.call(contract.askAgain, { question: first.id })
  const second = await until('it is answered', async () => {
    const seen = await app.detail(again.question)
    return seen.state === 'answered' && seen
  })
  assert.notEqual(second.thread, first.thread)
  assert.deepEqual([second.text, second.domain, second.options], [first.text, 'ways', first.options])
})
