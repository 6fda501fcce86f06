import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedOf, choiceOf, mindIn, optionsIn, startCouncil, wordsOf, type Detail } from '#tests/support/council-app.ts'
import { fail, hang, object, say, type Asked, type Reply } from '#tests/support/model-servers/reply.ts'

const hanging = ['strategist', 'pragmatist', 'innovator', 'guardian']
const garbled = ['analyst', 'philosopher']
const options = [{ label: 'Ship now' }, { label: 'Wait a week' }]
const app = await startCouncil(reply, { minds: 13, providers: 4 })

/** Four hang, two never find the form, one sums to 1.7, one is turned away; five are well. */
function reply(asked: Asked): Reply {
  const mind = mindIn(asked)
  if (hanging.includes(mind)) return hang
  if (garbled.includes(mind)) return say('{"probabilities": ship it')
  if (mind === 'healer') return fail(429, { retryAfter: 1 })
  if (mind !== 'socialite') return choiceOf(asked, 'Ship now', 0.9)
  const [first, ...rest] = optionsIn(asked)
  const probabilities = [first!, ...rest].map(({ letter, label }) => ({ option: letter, probability: label === 'Ship now' ? 0.8 : 0.3 }))
  return object({ probabilities, votes_of_others: probabilities.map(({ option }) => ({ option, share: 0.25 })), ...wordsOf(asked) })
}

const asked: Detail = await app.ask({ text: 'Shall we ship it now?', options, deadlineSeconds: 40 })

test('an answer comes within the deadline whatever becomes of single minds', () => {
  assert.equal(asked.answer!.outcome.option, 'ship-now')
  assert.ok(Date.parse(asked.answeredAt!) <= Date.parse(asked.deadlineAt!), `${asked.answeredAt} ≤ ${asked.deadlineAt}`)
})

test('who is absent is named with the reason, and who answered counts', () => {
  const absent = new Map(asked.seats.filter((seat) => seat.state === 'absent').map((seat) => [seat.voter, seat.absent!]))
  assert.deepEqual([...absent.keys()], [...hanging, ...garbled, 'healer'])
  for (const mind of hanging) assert.match(absent.get(mind)!, /before the deadline/)
  for (const mind of garbled) assert.match(absent.get(mind)!, /not the form of a ballot, twice/)
  assert.match(absent.get('healer')!, /takes no more calls/)
  assert.deepEqual(asked.answer!.absent.map((one) => one.voter).sort(), [...absent.keys()].sort())
  assert.deepEqual([asked.answer!.effectiveVoices.minds + asked.answer!.echoes.length, asked.answer!.absent[0]!.name !== ''], [6, true])
})

test('probabilities that sum to 1.7 are scaled and counted', () => {
  const socialite = asked.seats.find((seat) => seat.voter === 'socialite')!
  const stated = socialite.ballots[0]!.probabilities.reduce((sum, one) => sum + one.probability, 0)
  assert.ok(Math.abs(stated - 1.7) < 1e-9)
  assert.ok(asked.answer!.voters.some((one) => one.voter === 'socialite' && one.pull > 0))
})

test('every call bears its cap, options come in an order of each mind’s own, and a bad form is asked for once more', () => {
  for (const one of askedOf(app)) assert.equal(one.body['max_completion_tokens'] ?? one.body['max_tokens'], 3000)
  const orders = new Set(
    askedOf(app).map((one) =>
      optionsIn(one)
        .map((option) => option.label)
        .join('|'),
    ),
  )
  assert.ok(orders.size > 4, `${orders.size} orders`)
  for (const mind of garbled) assert.equal(askedOf(app).filter((one) => mindIn(one) === mind).length, 2)
  for (const mind of hanging) assert.equal(askedOf(app).filter((one) => mindIn(one) === mind).length, 1)
})

test('a budget stops further calls before they are made, and the answer names who was not asked', async () => {
  const before = askedOf(app).length
  const poor = await app.ask({ text: 'And with no money?', options, deadlineSeconds: 40, budgetMicros: 1 })
  assert.equal(askedOf(app).length, before)
  assert.ok(poor.seats.every((seat) => seat.state === 'absent' && seat.absent!.includes('budget')))
  assert.match(poor.answer!.advice!, /No mind answered/)
})
