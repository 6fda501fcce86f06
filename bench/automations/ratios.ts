import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { program } from '#kernel/actor.ts'
import { startKernel, type RunningKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { defineContract } from '#kernel/contract.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { defineSystem } from '#kernel/system.ts'
import { defineWorkflow } from '#kernel/workflow.ts'
import { contract } from '#systems/automations/contract.ts'
import { automations } from '#systems/automations/system.ts'
import { identity } from '#systems/identity/system.ts'
import { createDatabase } from '#tests/support/postgres.ts'
import { lowerQuarter, type Ratio } from '../ratio.ts'

const fanOut = 1000
const lanes = 12

/** The same three calls as a workflow written by hand. */
const byHand = defineWorkflow({
  name: 'bench.three',
  summary: 'Call three times',
  input: z.object({}),
  queue: 'interactive',
  async run(workflow) {
    for (const name of ['a', 'b', 'c']) await workflow.step(name, ({ ctx }) => ctx.perform('settings.list', {}))
    return {}
  },
})
const bench = defineSystem({
  id: 'bench',
  summary: 'Workflows to measure against',
  needs: [],
  contract: defineContract('bench', {}),
  operations: [],
  workflows: [byHand],
})

const call = (id: string) => `  - { id: ${id}, uses: settings.list }`
const three = `name: three\nsteps:\n${['a', 'b', 'c'].map(call).join('\n')}\n`
const many = `name: many\nsteps:\n  - { id: all, forEach: '[range(${fanOut})]', parallel: ${lanes}, uses: settings.list }\n`

/** Runs of automations against the same work by hand, and a fan-out against as many raw commits, in turns. */
export async function automationRatios(rounds: number): Promise<Ratio[]> {
  const home = mkdtempSync(join(tmpdir(), 'optimus-bench-home-'))
  const kernel = await startKernel({
    config: readConfig({ OPTIMUS_HOME: home, OPTIMUS_PROJECTS: join(home, 'projects') }),
    log: createLog('silent'),
    connectionString: await createDatabase(),
    systems: [...kernelSystems, identity, automations, bench],
    onFenced: () => {},
  })
  try {
    for (const text of [three, many]) await kernel.context(program).perform(contract.create.id, { text })
    return [...(await threeSteps(kernel, rounds)), await oneThousand(kernel)]
  } finally {
    await kernel.stop(1000)
    rmSync(home, { recursive: true, force: true })
  }
}

async function threeSteps(kernel: RunningKernel, rounds: number): Promise<Ratio[]> {
  const ratios: Ratio[] = []
  for (const concurrency of [1, 16]) {
    const [hand, interpreted]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      hand.push(await timed(kernel, concurrency, () => kernel.context(program).start(byHand, {})))
      interpreted.push(await timed(kernel, concurrency, () => start(kernel, 'three')))
    }
    const name = `three-step automation, of the same workflow by hand, ${concurrency} at once`
    ratios.push({ name, limit: lowerQuarter(hand), ours: lowerQuarter(interpreted), unit: 'ms', goal: 1 / 0.7 })
  }
  return ratios
}

async function oneThousand(kernel: RunningKernel): Promise<Ratio> {
  await kernel.query('CREATE TABLE kernel.bench_row (n integer)')
  const [raw, ours]: [number[], number[]] = [[], []]
  for (let round = 0; round < 4; round += 1) {
    raw.push(await rawCommits(kernel))
    ours.push(await timed(kernel, 1, () => start(kernel, 'many')))
  }
  return {
    name: `fan-out of ${fanOut}, of as many raw commits, ${lanes} at once`,
    limit: lowerQuarter(raw),
    ours: lowerQuarter(ours),
    unit: 'ms',
    goal: 3,
  }
}

async function rawCommits(kernel: RunningKernel): Promise<number> {
  const began = performance.now()
  let left = fanOut
  const lane = async (): Promise<void> => {
    while (left-- > 0) await kernel.query('INSERT INTO kernel.bench_row VALUES ($1)', [left], 'bench.raw')
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return performance.now() - began
}

async function start(kernel: RunningKernel, automation: string): Promise<string> {
  const answer = (await kernel.context(program).perform(contract.start.id, { automation })) as { run: string }
  return answer.run
}

/** Milliseconds from the first start to the last end. */
async function timed(kernel: RunningKernel, concurrency: number, begin: () => Promise<string>): Promise<number> {
  const began = performance.now()
  const runs = await Promise.all(Array.from({ length: concurrency }, begin))
  for (;;) {
    const left = await kernel.query(
      `SELECT FROM kernel.run WHERE id = ANY ($1) AND state IN ('waiting', 'running') LIMIT 1`,
      [runs],
      'bench.left',
    )
    if (left.rowCount === 0) return performance.now() - began
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
