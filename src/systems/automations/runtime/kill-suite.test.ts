import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { textOf } from '#tests/support/automations-app.ts'
import { allDone, newGround, RestartedNodes, startAndLeave } from '#tests/support/automations-nodes.ts'
import { seededRandom } from '#tests/everything/random.ts'
import type { Query } from '#kernel/database.ts'
import { slowness } from '#tests/support/slowness.ts'
import { startRecordingServer, type Asked } from '#tests/support/recording-server.ts'
import { until } from '#tests/support/until.ts'

const [many, kills, steps] = [200, 20, ['a', 'b', 'c', 'd', 'e']]
const effects = many * steps.length

/** Milliseconds after the last kill, on a machine that is ours alone, until nothing may be pending. */
const mostPending = 15_000

/** What the engine has not finished, with what it says about why, and whether the node that claimed it lives. */
async function pendingRuns(query: Query): Promise<object[]> {
  const found = await query(
    `SELECT k.id, w.status, w.queue_name, k.state, k.reason, a.state AS run, a.waits_for, n.id IS NOT NULL AS is_claimed_by_living,
       round(extract(epoch FROM clock_timestamp()) - w.started_at_epoch_ms / 1000) AS claimed_seconds_ago
     FROM dbos.workflow_status w JOIN kernel.run k ON k.id::text = w.workflow_uuid JOIN automations.run a ON a.id = k.id
     LEFT JOIN kernel.node n ON n.id = w.executor_id AND n.dead_at IS NULL AND n.left_at IS NULL
     WHERE w.name = 'automations.run' AND w.status IN ('PENDING', 'ENQUEUED', 'DELAYED')`,
  )
  return found.rows
}

/** Lets out a share of the answers with each kill, so that every kill meets work, on machines of any speed. */
class Shares {
  readonly #passed = new Set<string>()
  #killed = 0
  #waiting: (() => void)[] = []

  async pass({ key }: Asked): Promise<void> {
    while (!this.#passed.has(key) && this.#passed.size >= this.#share) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#passed.add(key)
  }

  killed(): void {
    this.#killed += 1
    this.#waiting.splice(0).forEach((resolve) => resolve())
  }

  get #share(): number {
    return this.#killed >= kills ? Infinity : Math.ceil((effects * (this.#killed + 1)) / (kills + 1))
  }
}

test(`kill -9 at ${kills} random moments under ${many} runs of five steps: all finish, each effect has one key, nothing stays behind`, async (t) => {
  const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  t.diagnostic(`KILL_SEED=${seed} brings these moments again`)
  const random = seededRandom(seed)
  const shares = new Shares()
  const server = await startRecordingServer((asked) => delay(20 + random.below(100)).then(() => shares.pass(asked)))
  t.after(() => server.close())
  const ground = await newGround(t)
  const request = (step: string) =>
    `- { id: ${step}, uses: http, with: { method: post, url: '${server.address}/steps', body: { run: '\${ $workflow.id }', step: ${step} } } }`
  const runs = await startAndLeave(ground, textOf('five', steps.map(request).join('\n')), many)
  const nodes = new RestartedNodes(t, ground, 2)
  for (let killed = 0; killed < kills; killed += 1) {
    const before = server.asked.length
    // Each fourth comes whenever it comes: while a node starts, or takes over. The others in the midst of work.
    if (!random.onceIn(4)) await until('a node works', async () => server.asked.length > before, 120)
    // After the last one only the end is left, so that the time until all is done is that of taking over.
    if (killed === kills - 1) await until('the end is near', async () => server.counts().size >= effects * 0.9, 240)
    await delay(random.below(700))
    await nodes.kill(random.below(2))
    shares.killed()
  }
  const lastKill = performance.now()
  const allowed = mostPending * slowness()
  await until(
    'nothing is pending, or the time is over',
    async () => {
      const left = await pendingRuns(ground.query)
      assert.ok(
        performance.now() - lastKill < allowed || left.length === 0,
        `pending after ${allowed} ms: ${JSON.stringify(left.slice(0, 5))}`,
      )
      return left.length === 0
    },
    600,
  )
  const pendingFor = performance.now() - lastKill
  await allDone(ground.query, runs)
  const counts = server.counts()
  const repeated = [...counts.values()].reduce((sum, count) => sum + count - 1, 0)
  t.diagnostic(`nothing was pending ${(pendingFor / 1000).toFixed(1)} s after the last kill; ${(allowed / 1000).toFixed(1)} s were allowed`)
  t.diagnostic(`${repeated} effects were asked for again, under their old key; ${nodes.endedThemselves} nodes ended by themselves`)
  assert.equal(counts.size, effects)
  assert.equal(new Set(server.asked.map(({ key, body }) => `${key} ${body}`)).size, effects, 'a key always says the same')
  assert.equal(new Set(server.asked.map(({ body }) => body)).size, effects, 'an effect always has the same key')
  const recorded = await ground.query<{ key: string; at: Date }>(
    "SELECT run || ':' || key AS key, ended_at AS at FROM automations.task WHERE run = ANY ($1) AND kind = 'call' AND recorded AND state = 'done'",
    [runs],
  )
  const recordedAt = new Map(recorded.rows.map(({ key, at }) => [key, at.getTime()]))
  assert.equal(recordedAt.size, effects)
  const again = server.asked.filter(({ key, at }) => at > recordedAt.get(key)!)
  assert.deepEqual(again, [], 'what was recorded is not done again')
  const open = "SELECT FROM kernel.run WHERE workflow = 'automations.run' AND state <> 'done'"
  assert.equal((await ground.query(open)).rowCount, 0)
})
