import { program } from '#kernel/actor.ts'
import type { RunningKernel } from '#kernel/build.ts'
import type { CallInput, OutputOf } from '#kernel/contract.ts'
import { deleteExpired } from '#systems/automations/retention/delete-expired.ts'
import { contract } from '#systems/automations/contract.ts'
import type { Query } from '#kernel/database.ts'
import { until } from '#tests/support/until.ts'
import type { Figure } from '../figure.ts'
import { addRuns, engineTables, fillRuns } from './generated-runs.ts'
import { openGround } from './ground.ts'

const many = Number(process.env['OPTIMUS_BENCH_RUNS'] ?? 1_000_000)
/** So many days are kept at first; each day after that one goes and one comes. */
const days = 90
const cycles = 9
const rounds = 40

type Input = CallInput<typeof contract.listRuns>

/** Lists and searches among a million finished runs, and what retention leaves of them. */
export async function runListFigures(): Promise<Figure[]> {
  const ground = await openGround()
  try {
    const sample = await sampleRun(ground.kernel)
    const began = performance.now()
    const automations = await fillRuns(ground.url, { many, days, sample })
    process.stdout.write(`${many} runs of ${days} days were written in ${seconds(began)} s\n`)
    const lists = await askAll(ground.kernel, automations)
    return [...lists, ...(await keepFlat(ground.kernel, ground.url))]
  } finally {
    await ground.stop()
  }
}

/** One run as it really is, for the others to be copied from. */
async function sampleRun(kernel: RunningKernel): Promise<string> {
  const ctx = kernel.context(program)
  const { id } = (await ctx.perform(contract.create.id, { text: 'name: sample\nsteps:\n  - { id: list, uses: settings.list }\n' })) as {
    id: string
  }
  const { run } = (await ctx.perform(contract.start.id, { automation: id })) as { run: string }
  const ended = "SELECT 1 FROM dbos.workflow_status WHERE workflow_uuid = $1 AND status = 'SUCCESS'"
  await until('the sample has ended', async () => (await kernel.query(ended, [run])).rowCount === 1, 60)
  return run
}

async function askAll(kernel: RunningKernel, automations: readonly string[]): Promise<Figure[]> {
  const first = await ask(kernel, {})
  const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString()
  const questions: Record<string, Input> = {
    'newest page': {},
    'second page': { cursor: first.next! },
    'oldest page': { sort: 'createdAt' },
    'failed ones': { state: 'failed' },
    'open ones': { state: 'open' },
    'of one automation': { automation: automations[7]! },
    'failed ones of one automation': { automation: automations[7]!, state: 'failed' },
    'by number': { text: `#${Math.floor(many / 2)}` },
    'words of a name': { text: 'automation-33' },
    'rare words of an error': { text: 'needle' },
    'words that nothing has': { text: 'nowhere-at-all' },
    'two letters that nothing has': { text: 'zq' },
    'of a trigger': { trigger: 'webhook' },
    'of a trigger that started nothing': { trigger: 'file' },
    'of a project with few': { project: automations[0]! },
    'of a project without any': { project: automations[1]! },
    'between two days': { since: day(40), until: day(39) },
  }
  const figures: Figure[] = []
  for (const [name, input] of Object.entries(questions)) {
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now()
      await ask(kernel, input)
      times.push(performance.now() - began)
    }
    const p95 = times.sort((one, other) => one - other)[Math.floor(rounds * 0.95)]!
    figures.push({ name: `list of ${many} runs: ${name}, p95`, value: p95, unit: 'ms', goal: 200 })
  }
  return figures
}

async function ask(kernel: RunningKernel, input: Input): Promise<OutputOf<typeof contract.listRuns>> {
  const call = { operation: contract.listRuns.id, input, actor: program, surface: 'inside' as const }
  return (await kernel.execute(call)).output as OutputOf<typeof contract.listRuns>
}

/** Day after day the oldest runs go and as many new ones come: what lies on the disk stays as large as it was. */
async function keepFlat(kernel: RunningKernel, url: string): Promise<Figure[]> {
  const ctx = kernel.context(program)
  const sizes: Map<string, number>[] = []
  const began = performance.now()
  for (let day = 1; day <= cycles; day += 1) {
    await ctx.perform(contract.setRetention.id, { days: days - day, runsPerAutomation: null, eventDays: 30 })
    await deleteExpired(ctx, kernel.engine)
    await forgetOldest(kernel, many / days)
    await addRuns(url, { from: many + ((day - 1) * many) / days, many: many / days })
    for (const table of ['automations.run', 'automations.task', 'kernel.run', ...(await engineTables(kernel.query))])
      await kernel.query(`VACUUM ${table}`)
    sizes.push(await sizesOf(kernel.query))
  }
  process.stdout.write(
    `${cycles} days in ${seconds(began)} s: ${sizes.map((size) => `${(total(size) / 2 ** 20).toFixed(2)} MB`).join(', ')} after each of them\n`,
  )
  process.stdout.write(`${growers(sizes).join('\n')}\n`)
  return [
    {
      name: `growth of the tables over ${cycles - 1} days of retention`,
      value: (total(sizes.at(-1)!) / total(sizes[0]!) - 1) * 100,
      unit: '%',
      goal: 3,
    },
    { name: 'rows without their run afterwards', value: await orphans(kernel), unit: 'rows', goal: 0 },
  ]
}

/** What the kernel's own retention does with its part of the oldest runs. */
async function forgetOldest(kernel: RunningKernel, count: number): Promise<void> {
  const oldest = await kernel.query<{ id: string }>('SELECT id FROM kernel.run ORDER BY ended_at LIMIT $1', [Math.floor(count)])
  for (let from = 0; from < oldest.rows.length; from += 500)
    await kernel.engine.forget(oldest.rows.slice(from, from + 500).map(({ id }) => id))
}

/** Bytes of each table, index and attic of them. */
async function sizesOf(query: Query): Promise<Map<string, number>> {
  const found = await query<{ name: string; size: string }>(
    `SELECT c.oid::regclass::text AS name, pg_table_size(c.oid) AS size FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('automations', 'dbos', 'kernel') AND c.relkind IN ('r', 'i') AND c.relname NOT LIKE 'bench%'`,
  )
  return new Map(found.rows.map(({ name, size }) => [name, Number(size)]))
}

function total(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

/** What grew most, day by day in KB. */
function growers(sizes: readonly ReadonlyMap<string, number>[]): string[] {
  const grown = [...sizes[0]!.keys()].map((name) => ({ name, by: sizes.at(-1)!.get(name)! - sizes[0]!.get(name)! }))
  const most = grown.filter(({ by }) => by > 0).sort((one, other) => other.by - one.by)
  return most.slice(0, 8).map(({ name }) => `  ${name}: ${sizes.map((size) => Math.round(size.get(name)! / 1024)).join(', ')} KB`)
}

/** Tasks and lines without a run of an automation, and what the engine keeps of runs that the kernel does not know. */
async function orphans(kernel: RunningKernel): Promise<number> {
  const ofRuns = ['task', 'log', 'listener', 'approval'].map(
    (table) =>
      `SELECT count(*) AS many FROM automations.${table} t WHERE run IS NOT NULL AND NOT EXISTS (SELECT FROM automations.run r WHERE r.id = t.run)`,
  )
  const ofEngine = (await engineTables(kernel.query)).map(
    (table) => `SELECT count(*) AS many FROM ${table} t WHERE NOT EXISTS (SELECT FROM kernel.run r WHERE r.id::text = t.workflow_uuid)`,
  )
  const ofKernel = `SELECT count(*) AS many FROM kernel.run k WHERE workflow = 'automations.run' AND NOT EXISTS (SELECT FROM automations.run r WHERE r.id = k.id)`
  let sum = 0
  for (const statement of [...ofRuns, ...ofEngine, ofKernel]) sum += Number((await kernel.query<{ many: string }>(statement)).rows[0]!.many)
  return sum
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(0)
}
