import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '#kernel/actor.ts'
import { startKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { openPool, queryOn, type Query } from '#kernel/database.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { contract } from '#systems/automations/contract.ts'
import { automations } from '#systems/automations/system.ts'
import { identity } from '#systems/identity/system.ts'
import { spawnAutomationsNode } from './automations-process.ts'
import { createDatabase } from './postgres.ts'
import { until } from './until.ts'

interface Test {
  after(work: () => Promise<void> | void): void
}

/** A database with a home for nodes in processes of their own; none of them is in the test's process. */
export interface NodesGround {
  readonly url: string
  readonly home: string
  readonly query: Query
}

export async function newGround(t: Test): Promise<NodesGround> {
  const home = mkdtempSync(join(tmpdir(), 'optimus-test-home-'))
  const url = await createDatabase()
  const pool = openPool(url, { max: 3 })
  t.after(async () => {
    await pool.end()
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  })
  return { url, home, query: queryOn(pool) }
}

/** Saves automations and starts runs of them, on a node that leaves at once; what it began is left to others. */
export async function startAndLeave(ground: NodesGround, text: string, many: number): Promise<string[]> {
  const kernel = await startKernel({
    config: readConfig({ OPTIMUS_HOME: ground.home, OPTIMUS_PROJECTS: ground.home }),
    log: createLog('silent'),
    connectionString: ground.url,
    systems: [...kernelSystems, identity, automations],
    onFenced: () => {},
  })
  try {
    const ctx = kernel.context(program)
    const { id } = (await ctx.perform(contract.create.id, { text })) as { id: string }
    const started: string[] = []
    for (let number = 0; number < many; number += 1)
      started.push(((await ctx.perform(contract.start.id, { automation: id })) as { run: string }).run)
    return started
  } finally {
    await kernel.stop(0)
  }
}

/** So many nodes; one that is killed, or ends by itself, is started anew. */
export class RestartedNodes {
  readonly #ground: NodesGround
  readonly #children: ChildProcess[]
  #stopped = false
  /** Nodes that ended without being killed: others took them for dead, or they did not come up. */
  endedThemselves = 0

  constructor(t: Test, ground: NodesGround, many: number) {
    this.#ground = ground
    this.#children = Array.from({ length: many }, (_, slot) => this.#spawn(slot))
    t.after(() => this.#stop())
  }

  /** Ends the node of a slot as a crash would; a new one takes the slot. */
  async kill(slot: number): Promise<void> {
    const child = this.#children[slot]!
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve()
    child.kill('SIGKILL')
    await gone
  }

  #spawn(slot: number): ChildProcess {
    const child = spawnAutomationsNode({ url: this.#ground.url, home: this.#ground.home })
    child.once('exit', (_code, signal) => {
      if (this.#stopped) return
      if (signal !== 'SIGKILL') this.endedThemselves += 1
      this.#children[slot] = this.#spawn(slot)
    })
    return child
  }

  async #stop(): Promise<void> {
    this.#stopped = true
    for (let slot = 0; slot < this.#children.length; slot += 1) await this.kill(slot)
  }
}

/** Waits until all these runs are done; throws when one ends otherwise. */
export async function allDone(query: Query, runs: readonly string[], seconds = 240): Promise<void> {
  await until(
    'all runs are done',
    async () => {
      const found = await query<{ state: string; many: number; error: string | null }>(
        "SELECT state, count(*)::integer AS many, min(error->>'detail') AS error FROM automations.run WHERE id = ANY ($1) GROUP BY state",
        [runs],
      )
      const broken = found.rows.filter(({ state }) => state === 'failed' || state === 'cancelled')
      if (broken.length > 0) throw new Error(`Runs ended otherwise: ${JSON.stringify(broken)}`)
      return found.rows.length === 1 && found.rows[0]!.state === 'done'
    },
    seconds,
  )
}
