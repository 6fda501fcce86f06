import { z } from 'zod'
import { program } from '#kernel/actor.ts'
import { declare, defineContract, started, type Operation } from '#kernel/contract.ts'
import { operation } from '#kernel/operation.ts'
import { defineSystem } from '#kernel/system.ts'
import { defineWorkflow, type WorkflowDefinition } from '#kernel/workflow.ts'
import { contract } from '#systems/automations/contract.ts'
import { lowerQuarter, type Ratio } from '../ratio.ts'
import { openGround, type Ground } from './ground.ts'
import { RawCommits, RunClock } from './timed-runs.ts'

const fanOut = 1000
/** Branches of the fan-out at a time, and connections of the raw commits it is held against. */
const lanes = 12
const many = 64

function trivial(steps: number): WorkflowDefinition {
  return defineWorkflow({
    name: `bench.trivial${steps}`,
    summary: `${steps} trivial steps`,
    input: z.object({}),
    queue: 'interactive',
    async run(workflow) {
      for (let step = 0; step < steps; step += 1) await workflow.step(`step ${step}`, async () => step)
      return {}
    },
  })
}

const [none, three, ten] = [trivial(0), trivial(3), trivial(10)]
/** The same three calls as the automation's, written by hand. */
const byHand = defineWorkflow({
  name: 'bench.byHand',
  summary: 'Call three times',
  input: z.object({}),
  queue: 'interactive',
  async run(workflow) {
    for (const name of ['a', 'b', 'c']) await workflow.step(name, ({ ctx }) => ctx.perform('settings.list', {}))
    return {}
  },
})
/** It is started as an automation is: by an operation, checked and audited. */
const benchContract = defineContract('bench', {
  start: declare({
    summary: 'Start the workflow by hand',
    http: ['POST', '/start'],
    permission: 'bench:write',
    project: 'none',
    effect: 'write',
    input: z.object({}),
    output: started,
  }),
})
const bench = defineSystem({
  id: 'bench',
  summary: 'Workflows to measure against',
  needs: [],
  contract: benchContract,
  operations: [operation(benchContract.start, async (ctx) => ({ run: await ctx.start(byHand, {}) }))],
  workflows: [none, three, ten, byHand],
})

const call = (id: string): string => `  - { id: ${id}, uses: settings.list }`
const texts = [
  `name: three\nsteps:\n${['a', 'b', 'c'].map(call).join('\n')}\n`,
  `name: many\nsteps:\n  - { id: all, forEach: '[range(${fanOut})]', parallel: ${lanes}, uses: settings.list }\n`,
]

/** Workflows and runs of automations against raw commits and against each other, in turns, on one server. */
export async function automationRatios(rounds: number): Promise<Ratio[]> {
  const ground = await openGround([bench])
  const clock = await RunClock.open(ground.url)
  try {
    for (const text of texts) await ground.kernel.context(program).perform(contract.create.id, { text })
    const runs = new Runs(ground, clock)
    return [...(await alone(runs, rounds)), ...(await together(runs, rounds)), ...(await fannedOut(runs))]
  } finally {
    await clock.close()
    await ground.stop()
  }
}

/** Starts runs and takes their time; a raw commit beside it in each round. */
class Runs {
  readonly ground: Ground
  readonly #clock: RunClock

  constructor(ground: Ground, clock: RunClock) {
    this.ground = ground
    this.#clock = clock
  }

  /** Milliseconds for each of so many runs that begin at once. */
  async ofWorkflow(workflow: WorkflowDefinition, concurrency: number): Promise<number> {
    const ctx = this.ground.kernel.context(program)
    return (await this.#clock.timed(concurrency, () => ctx.start(workflow, {}))) / concurrency
  }

  /** The same for what an operation starts. */
  async ofOperation({ id }: Operation, input: object, concurrency: number): Promise<number> {
    const ctx = this.ground.kernel.context(program)
    const begin = async (): Promise<string> => ((await ctx.perform(id, input)) as { run: string }).run
    return (await this.#clock.timed(concurrency, begin)) / concurrency
  }
}

async function inTurns(rounds: number, cases: readonly (() => Promise<number>)[]): Promise<number[]> {
  const results = cases.map((): number[] => [])
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, measure] of cases.entries()) {
      const value = await measure()
      if (round >= 0) results[index]!.push(value)
    }
  }
  return results.map(lowerQuarter)
}

/** One run at a time: what a workflow and a step cost where nothing else goes on. */
async function alone(runs: Runs, rounds: number): Promise<Ratio[]> {
  const raw = await RawCommits.open(runs.ground.url, 1)
  const several = async (measure: () => Promise<number>): Promise<number> => {
    const times: number[] = []
    for (let number = 0; number < 5; number += 1) times.push(await measure())
    return lowerQuarter(times)
  }
  const results = await inTurns(rounds, [
    async () => (await raw.timed(50)) / 50,
    ...[none, three, ten].map((workflow) => () => several(() => runs.ofWorkflow(workflow, 1))),
    () => several(() => runs.ofOperation(benchContract.start, {}, 1)),
    () => several(() => runs.ofOperation(contract.start, { automation: 'three' }, 1)),
  ])
  await raw.close()
  const [limit, ofNone, ofThree, ofTen, hand, interpreted] = results as [number, number, number, number, number, number]
  return [
    ratio('workflow of three steps, of a raw commit, 1 at once', { limit, ours: ofThree, goal: 1 / 0.04 }),
    ratio('one added durable step, of a raw commit, 1 at once', { limit, ours: (ofTen - ofNone) / 10, goal: 7 }),
    ratio('automation of three calls, of the same workflow by hand, 1 at once', { limit: hand, ours: interpreted, goal: 1 / 0.7 }),
  ]
}

async function together(runs: Runs, rounds: number): Promise<Ratio[]> {
  const { ground } = runs
  const raw = await RawCommits.open(ground.url, many)
  const cpu: [number[], number[]] = [[], []]
  const counted = async (spent: number[], each: number, work: () => Promise<number>): Promise<number> => {
    const before = ground.cpu()
    const time = await work()
    spent.push((ground.cpu() - before) / each)
    return time
  }
  const results = await inTurns(rounds, [
    () => counted(cpu[0], 1280, async () => (await raw.timed(1280)) / 1280),
    () => counted(cpu[1], many, () => runs.ofWorkflow(three, many)),
    () => runs.ofOperation(benchContract.start, {}, many),
    () => runs.ofOperation(contract.start, { automation: 'three' }, many),
  ])
  await raw.close()
  const [limit, ofThree, hand, interpreted] = results as [number, number, number, number]
  const [rawCpu, ofThreeCpu] = cpu.map((spent) => lowerQuarter(spent.slice(1))) as [number, number]
  return [
    ratio(`workflow of three steps, of a raw commit, ${many} at once`, { limit, ours: ofThree, goal: 1 / 0.025 }),
    ratio(`one step of it, of a raw commit, ${many} at once`, { limit, ours: ofThree / 3, goal: 1 / 0.08 }),
    ratio('CPU of a workflow of three steps, of a raw commit, node and server', { limit: rawCpu, ours: ofThreeCpu, goal: 45 }),
    ratio(`automation of three calls, of the same workflow by hand, ${many} at once`, { limit: hand, ours: interpreted, goal: 1 / 0.7 }),
  ]
}

/** As many branches as raw commits, at the same concurrency. */
async function fannedOut(runs: Runs): Promise<Ratio[]> {
  const raw = await RawCommits.open(runs.ground.url, lanes)
  const [limit, ours] = (await inTurns(5, [
    () => raw.timed(fanOut),
    () => runs.ofOperation(contract.start, { automation: 'many' }, 1),
  ])) as [number, number]
  await raw.close()
  return [ratio(`fan-out of ${fanOut}, of as many raw commits, ${lanes} at once`, { limit, ours, goal: 3 })]
}

function ratio(name: string, values: { limit: number; ours: number; goal: number }): Ratio {
  return { name, unit: 'ms', ...values, goal: Number(values.goal.toPrecision(3)) }
}
