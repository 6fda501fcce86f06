import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { program } from '#kernel/actor.ts'
import { openPool, queryOn, type Query } from '#kernel/database.ts'
import { contract } from '#systems/automations/contract.ts'
import { compileExpression, evaluateFast } from '#systems/automations/expressions/compile-expression.ts'
import { spawnAutomationsNode } from '#tests/support/automations-process.ts'
import { startRecordingServer, type RecordingServer } from '#tests/support/recording-server.ts'
import { until } from '#tests/support/until.ts'
import type { Figure } from '../figure.ts'
import { cpuOf, openGround, type Ground } from './ground.ts'

const idleSeconds = 15
/** Runs that a node works on when it is lost; each asks for something that is not answered before. */
const orphans = 8

/** What a lost node costs, what nodes cost that have nothing to do, and what an expression costs. */
export async function automationFigures(): Promise<Figure[]> {
  const ground = await openGround()
  const server = await startRecordingServer(() => 500)
  const pool = openPool(ground.url, { max: 2 })
  try {
    const steps = ['a', 'b', 'c'].map((id) => `  - { id: ${id}, uses: http, with: { method: post, url: '${server.address}/' } }`)
    await ground.kernel.context(program).perform(contract.create.id, { text: `name: lost\nsteps:\n${steps.join('\n')}\n` })
    const scene: Scene = { ground, server, query: queryOn(pool) }
    return [expression(), await idle(scene), await taken(scene, 'SIGKILL'), await taken(scene, 'SIGSTOP'), await boot(scene)]
  } finally {
    await pool.end()
    server.close()
    await ground.stop()
  }
}

interface Scene {
  readonly ground: Ground
  readonly server: RecordingServer
  readonly query: Query
}

function expression(): Figure {
  const items = Array.from({ length: 20 }, (_, index) => ({ id: index, name: `item ${index}`, price: index * 1.5, tags: ['a', 'b'] }))
  const texts = [
    '.items | map(select(.price > 10) | .name)',
    '[.items[] | {id, total: (.price * 2)}]',
    '.items | length',
    '(.items | first).name',
  ]
  const compiled = texts.map(compileExpression)
  const evaluate = (rounds: number): number => {
    const began = performance.now()
    for (let round = 0; round < rounds; round += 1) for (const one of compiled) evaluateFast(one, { items }, {})
    return ((performance.now() - began) * 1000) / (rounds * compiled.length)
  }
  evaluate(500)
  const microseconds = Math.min(...Array.from({ length: 5 }, () => evaluate(500)))
  return { name: 'an expression that is known, over 20 items', value: microseconds, unit: 'µs', goal: 100 }
}

async function idle(scene: Scene): Promise<Figure> {
  const nodes = await Promise.all([startNode(scene), startNode(scene)])
  await delay(5000)
  const before = nodes.map((node) => cpuOf(node.pid!))
  await delay(idleSeconds * 1000)
  const spent = nodes.reduce((sum, node, index) => sum + cpuOf(node.pid!) - before[index]!, 0)
  for (const node of nodes) await end(node)
  return { name: 'CPU of two nodes with nothing to do, of one core', value: spent / (idleSeconds * 10), unit: '%', goal: 3 }
}

/** Seconds until everything that a lost node worked on was claimed by another one. */
async function taken(scene: Scene, signal: 'SIGKILL' | 'SIGSTOP'): Promise<Figure> {
  const node = await startNode(scene)
  const [id, runs] = await busy(scene, node)
  node.kill(signal)
  const began = performance.now()
  const unclaimed = "SELECT 1 FROM kernel.run WHERE id = ANY ($1) AND state <> 'done' AND (node IS NULL OR node = $2)"
  await until('everything is claimed', async () => (await scene.query(unclaimed, [runs, id])).rowCount === 0, 60)
  const seconds = (performance.now() - began) / 1000
  await end(node)
  await untilNothingRuns(scene)
  const frozen = signal === 'SIGSTOP'
  // A frozen one is given the idle time of a transaction, 2.5 s, beyond what silence takes.
  return { name: `takeover of a ${frozen ? 'frozen' : 'killed'} node`, value: seconds, unit: 's', goal: frozen ? 8.5 : 8 }
}

/** Seconds from the start of the only node there is to the first effect of a run that it found. */
async function boot(scene: Scene): Promise<Figure> {
  const first = await startNode(scene)
  await busy(scene, first)
  await scene.ground.stopKernel()
  await end(first)
  await delay(1000)
  const { length } = scene.server.asked
  const began = performance.now()
  const second = spawnAutomationsNode({ url: scene.ground.url, home: scene.ground.home })
  await until('a run goes on', async () => scene.server.asked.length > length, 60)
  const seconds = (performance.now() - began) / 1000
  await end(second)
  return { name: 'boot of a node to the first recovered step', value: seconds, unit: 's', goal: 3 }
}

async function startNode({ ground, query }: Scene): Promise<ChildProcess> {
  const child = spawnAutomationsNode({ url: ground.url, home: ground.home })
  await until('the node is there', async () => (await query('SELECT FROM kernel.node WHERE pid = $1', [child.pid])).rowCount === 1, 60)
  return child
}

/** Starts runs until the node works on enough of them; answers its id and what it works on. */
async function busy({ ground, query }: Scene, node: ChildProcess): Promise<[string, string[]]> {
  const ctx = ground.kernel.context(program)
  const id = (await query<{ id: string }>('SELECT id FROM kernel.node WHERE pid = $1 ORDER BY started_at DESC', [node.pid])).rows[0]!.id
  const working = "SELECT id FROM kernel.run WHERE state = 'running' AND workflow = 'automations.run' AND node = $1"
  const runs = await until(
    'the node works',
    async () => {
      const found = (await query<{ id: string }>(working, [id])).rows
      if (found.length >= orphans) return found
      for (let number = 0; number < 4; number += 1) await ctx.perform(contract.start.id, { automation: 'lost' })
      return null
    },
    60,
  )
  return [id, runs.map((run) => run.id)]
}

async function untilNothingRuns({ query }: Scene): Promise<void> {
  const open = "SELECT 1 FROM kernel.run WHERE workflow = 'automations.run' AND state IN ('waiting', 'running') LIMIT 1"
  await until('nothing runs', async () => (await query(open)).rowCount === 0, 120)
}

async function end(node: ChildProcess): Promise<void> {
  const gone = node.exitCode === null && node.signalCode === null ? once(node, 'exit') : Promise.resolve()
  node.kill('SIGKILL')
  await gone
}
