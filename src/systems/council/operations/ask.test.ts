import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { askedOf, choiceOf, mindIn, optionsIn, roundIn, startCouncil } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const lean = (mind: string) => (mind === 'guardian' ? 'Wait a week' : 'Ship now')
const app = await startCouncil((asked) =>
  choiceOf(asked, lean(mindIn(asked)), 0.8, { reason: `${mindIn(asked)} looked at it.`, crux: 'A failing test', artefact: 'A list' }),
)
const question = {
  text: 'Shall we ship the new release now?',
  options: [{ label: 'Ship now' }, { label: 'Wait a week' }],
}
const asked = await app.ask({ ...question, reversibility: 'costly' })

test('minds answer blind, and their ballots become a probability with dissent, voices, cost and a review', () => {
  const answer = asked.answer!
  assert.deepEqual(
    asked.seats.map((seat) => `${seat.voter} ${seat.state} ${seat.absent ?? ''}`.trim()),
    ['strategist answered', 'pragmatist answered', 'innovator answered', 'guardian answered'],
  )
  assert.equal(answer.provisional, false)
  const [leading] = [...answer.probabilities].sort((left, right) => right.probability - left.probability)
  assert.deepEqual([leading!.option, answer.dissent!.voter, answer.dissent!.label], ['ship-now', 'guardian', 'Wait a week'])
  assert.ok(Math.abs(answer.probabilities.reduce((sum, one) => sum + one.probability, 0) - 1) < 1e-9)
  assert.ok(answer.effectiveVoices.effective > 1 && answer.effectiveVoices.effective < 4)
  assert.ok(answer.costMicros! > 0)
  assert.match(answer.text!, /strongest dissent is Guardian.*\n?.*looked at it/s)
  assert.match(answer.text!, /What would change it:\n- A failing test/)
  assert.equal(answer.advice, null)
  assert.ok(Date.parse(asked.reviewAt!) > Date.now() + 29 * 86_400_000)
})

test('options are frozen with “none” and “need data”, and every mind sees them in an order of its own', () => {
  assert.deepEqual(
    asked.options.map((option) => option.id),
    ['ship-now', 'wait-a-week', 'none', 'need-data'],
  )
  const orders = askedOf(app)
    .filter((one) => roundIn(one) === 'ballot')
    .map((one) => optionsIn(one).map((option) => option.label))
  assert.equal(new Set(orders.map((order) => order.join('|'))).size > 1, true)
  assert.deepEqual(
    orders.map((order) => order.length),
    [4, 4, 4, 4],
  )
})

test('what all minds share stands first with equal bytes, and what the mind is to look at last', () => {
  const texts = askedOf(app)
    .slice(0, 4)
    .map((one) => one.text.split('You are the ')[0])
  assert.equal(new Set(texts).size, 1)
  assert.match(texts[0]!, /QUOTES/)
  for (const one of askedOf(app)) assert.ok(one.body['max_completion_tokens'] ?? one.body['max_tokens'], 'a cap goes with every call')
  assert.deepEqual(
    app.servers.flatMap((server) => server.violations),
    [],
  )
})

test('seats, ballots and the answer are told as they come', async () => {
  const news = await app.news()
  const told = (name: string) => news.filter((one) => one.name === name)
  assert.equal(told('council.seat_changed').filter((one) => one.payload['state'] === 'answered').length, 4)
  assert.deepEqual(
    told('council.question_changed').map((one) => one.payload['state']),
    ['deliberating', 'answered'],
  )
})

test('what cannot be asked is refused with a reason', async () => {
  const refused = (input: object, as?: ReturnType<typeof somebody>) =>
    app.refused(contract.ask, { text: 'A question?', ...input }, as ? { as } : {})
  assert.equal(await refused({ options: [{ label: 'Only one' }] }), 'council.wrong_options')
  assert.equal(await refused({ type: 'yes-no', options: [{ label: 'One' }, { label: 'Two' }] }), 'council.wrong_options')
  assert.equal(await refused({ options: [{ id: 'none', label: 'One' }, { label: 'Two' }] }), 'council.wrong_options')
  assert.equal(await refused({ options: [{ label: 'A' }, { label: 'a ' }] }), 'council.wrong_options')
  assert.equal(await refused({ options: [{ label: 'One' }, { label: 'none of  these' }] }), 'council.wrong_options')
  assert.equal(await refused({ type: 'preference', options: [{ label: 'STRASSE' }, { label: 'Strasse' }] }), 'council.wrong_options')
  assert.equal(await refused({ type: 'yes-no', reviewAt: new Date(Date.now() - 1000).toISOString() }), 'council.wrong_review')
  assert.equal(await refused({ type: 'yes-no', costs: { wrongAct: 0, miss: 0 } }), 'council.wrong_options')
  const narrow = somebody([{ permission: 'council:ask', projects: new Set([newId()]) }])
  assert.equal(await refused({ type: 'yes-no' }, narrow), 'kernel.forbidden')
})
