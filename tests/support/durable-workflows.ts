import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { defineWorkflow, type Step } from '#kernel/workflow.ts'
import { systemOf } from './durable-node.ts'

/** The outside world of the kill tests: a folder in which each effect is a file named by its idempotency key. */
const folder = z.object({ folder: z.string() })

/** Takes its time, then has its effect once per key, however often it runs. */
async function effect(step: Step, world: string, milliseconds: number): Promise<string> {
  mkdirSync(world, { recursive: true })
  appendFileSync(join(world, 'begun.log'), `${process.pid} ${step.key}\n`)
  await delay(milliseconds, undefined, { signal: step.signal })
  const file = join(world, encodeURIComponent(step.key))
  if (!existsSync(file)) writeFileSync(file, String(process.pid))
  return step.key
}

export const fiveSteps = defineWorkflow({
  name: 'world.fiveSteps',
  summary: 'Five steps with an effect each',
  queue: 'interactive',
  input: folder.extend({ from: z.number().default(50), to: z.number().default(200) }),
  async run(workflow, { folder: world, from, to }) {
    const keys: string[] = []
    for (let index = 1; index <= 5; index += 1) {
      const milliseconds = from + ((index * 37 + workflow.run.charCodeAt(35) * 13) % (to - from + 1))
      keys.push(await workflow.step(`step ${index}`, (step) => effect(step, world, milliseconds)))
    }
    return keys.length
  },
})

export const onHost = defineWorkflow({
  name: 'world.onHost',
  summary: 'One step on a host',
  queue: 'host',
  input: folder,
  run: (workflow, { folder: world }) => workflow.step('work', (step) => effect(step, world, 1000).then(() => process.pid)),
})

export const withProcess = defineWorkflow({
  name: 'world.withProcess',
  summary: 'A step with a child process',
  queue: 'interactive',
  input: folder,
  run: (workflow, { folder: world }) =>
    workflow.step('process', ({ signal }) => {
      mkdirSync(world, { recursive: true })
      const child = spawn('sleep', ['300'], { signal, stdio: 'ignore' })
      writeFileSync(join(world, 'pid'), String(child.pid))
      return new Promise<void>((resolve, reject) => {
        child.once('error', () => {})
        child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('sleep was ended'))))
      })
    }),
})

export const sleeper = defineWorkflow({
  name: 'world.sleeper',
  summary: 'Sleep between two steps',
  queue: 'interactive',
  input: folder.extend({ milliseconds: z.number() }),
  async run(workflow, { folder: world, milliseconds }) {
    const before = await workflow.step('before', async (step) => {
      await effect(step, world, 0)
      return Date.now()
    })
    await workflow.sleep(milliseconds)
    const after = await workflow.step('after', async () => Date.now())
    return after - before
  },
})

export const inDatabase = defineWorkflow({
  name: 'world.inDatabase',
  summary: 'Steps that write to our own database',
  queue: 'interactive',
  input: z.object({ steps: z.number() }),
  async run(workflow, { steps }) {
    for (let index = 1; index <= steps; index += 1) {
      await workflow.step(`write ${index}`, async ({ ctx, key }) => {
        await delay(100)
        await ctx.transaction((open) =>
          open.query(`INSERT INTO kernel.setting (name, value, updated_by) VALUES ($1, '1', 'test') ON CONFLICT DO NOTHING`, [key]),
        )
      })
    }
    return steps
  },
})

/** Starts children in a step and dies in its midst, once, if its world has no marker that it did. */
export const startsInStep = defineWorkflow({
  name: 'world.startsInStep',
  summary: 'Start work inside a step',
  queue: 'interactive',
  input: folder,
  run: (workflow, { folder: world }) =>
    workflow.step('start', async ({ ctx }) => {
      const runs = [await ctx.start(fiveSteps, { folder: join(world, 'a') }), await ctx.start(fiveSteps, { folder: join(world, 'a') })]
      await ctx.transaction(async (open) => void runs.push(await open.start(fiveSteps, { folder: join(world, 'b') })))
      const marker = join(world, 'died')
      if (!existsSync(marker)) {
        mkdirSync(world, { recursive: true })
        writeFileSync(marker, '')
        process.kill(process.pid, 'SIGKILL')
        await new Promise(() => {})
      }
      return runs
    }),
})

export function world(ticks: string | null = null) {
  const workflows = [fiveSteps, onHost, withProcess, sleeper, inDatabase, startsInStep]
  const note = (name: string) => async (ctx: Ctx) => {
    const tick = await ctx.query<{ tick_at: Date }>('SELECT tick_at FROM kernel.schedule WHERE name = $1 AND host IN ($2, $3)', [
      `world.${name}`,
      '',
      ctx.host.id,
    ])
    appendFileSync(ticks!, `${name} ${process.pid} ${tick.rows[0]!.tick_at.toISOString()}\n`)
  }
  const schedules = ticks
    ? [
        { name: 'anywhere', every: { seconds: 1 }, where: 'anywhere' as const, run: note('anywhere') },
        { name: 'each-host', every: { seconds: 1 }, where: 'each-host' as const, run: note('each-host') },
      ]
    : []
  return systemOf('world', { workflows, schedules })
}
