import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { test } from 'node:test'
import { openPool, queryOn } from '#kernel/database.ts'
import { createDatabase } from '#tests/support/postgres.ts'
import { spawnServer } from '#tests/support/server-process.ts'
import { contract } from './contract.ts'

/** As `door.ts` has it for one address: so many tries at once, and one more in each so many seconds. */
const burst = 20
const refillSeconds = 15

const workers = 20

test('twenty at the door while the program is killed and started again: as many get through as may', async (t) => {
  const url = await createDatabase()
  const pool = openPool(url, { max: 1 })
  t.after(() => pool.end())
  const query = queryOn(pool)
  const first = await spawnServer(t, url, [])
  const began = await now()

  const early = await Promise.all(Array.from({ length: workers / 2 }, (_, worker) => tryOnce(first.address, `early${worker}`)))
  assert.deepEqual([...new Set(early)], ['admitted'])
  const interrupted = Array.from({ length: workers }, (_, worker) => tryOnce(first.address, `interrupted${worker}`))
  // Some are answered, and the others are somewhere between the door and the answer.
  await Promise.race(interrupted)
  first.signal('SIGKILL')
  await first.gone
  const middle = await Promise.all(interrupted)
  const [answered, lost] = [count(middle, 'admitted'), count(middle, 'lost')]
  const taken = (await takenSince(began)) - early.length
  assert.ok(
    taken >= answered && taken <= answered + lost,
    `${taken} were let in before the end, ${answered} of them answered, ${lost} lost`,
  )

  const second = await spawnServer(t, url, [])
  const late = await Promise.all(Array.from({ length: workers }, (_, worker) => tryUntilRefused(second.address, `late${worker}`)))
  const passed = early.length + taken + late.reduce((sum, one) => sum + one, 0)
  const may = burst + ((await now()) - began) / refillSeconds
  assert.ok(Math.abs(passed - may) <= 1, `${passed} were let in, ${may.toFixed(2)} may`)

  async function now(): Promise<number> {
    return Number((await query<{ now: string }>('SELECT extract(epoch FROM clock_timestamp()) AS now')).rows[0]!.now)
  }

  /** What the bucket lacks: those whose answer was lost with the program count too. */
  async function takenSince(start: number): Promise<number> {
    const bucket = "SELECT tokens, extract(epoch FROM at) AS at FROM identity.rate WHERE bucket LIKE 'address %'"
    const { tokens, at } = (await query<{ tokens: number; at: string }>(bucket)).rows[0]!
    return Math.round(burst - tokens + (Number(at) - start) / refillSeconds)
  }
})

type Outcome = 'admitted' | 'refused' | 'lost'

/** One connection that goes on until it is refused; answers how often it was let in. */
async function tryUntilRefused(address: string, name: string): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const outcome = await tryOnce(address, `${name}-${tries}`)
    assert.notEqual(outcome, 'lost')
    if (outcome === 'refused') return tries
  }
}

/** A wrong password of somebody else each time, over a connection of its own: only the address is the same. */
function tryOnce(address: string, name: string): Promise<Outcome> {
  const agent = new Agent()
  const [method, path] = contract.signIn.http
  return new Promise<Outcome>((resolve) => {
    const sent = request(
      `${address}/api/v1/identity${path}`,
      { method, agent, headers: { 'content-type': 'application/json' } },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode === 401 ? 'admitted' : 'refused'))
        response.once('error', () => resolve('lost'))
      },
    )
    sent.once('error', () => resolve('lost'))
    sent.end(JSON.stringify({ email: `${name}@example.com`, password: 'wrong horse battery' }))
  }).finally(() => agent.destroy())
}

function count(outcomes: readonly Outcome[], outcome: Outcome): number {
  return outcomes.filter((one) => one === outcome).length
}
