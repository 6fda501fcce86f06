/**
 * Lists and searches among generated finished runs: the 95th percentile of each kind of question, in milliseconds.
 * Limit: 200 with a million runs. Run: node bench/automations/run-list.ts [runs]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startKernel, type RunningKernel } from '#kernel/build.ts'
import { program } from '#kernel/actor.ts'
import { readConfig } from '#kernel/config.ts'
import type { CallInput, OutputOf } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { contract } from '#systems/automations/contract.ts'
import { automations } from '#systems/automations/system.ts'
import { identity } from '#systems/identity/system.ts'
import { createDatabase } from '#tests/support/postgres.ts'

const many = Number(process.argv[2] ?? 1_000_000)
const rounds = 40
const limit = 200

type Input = CallInput<typeof contract.listRuns>

const home = mkdtempSync(join(tmpdir(), 'optimus-bench-home-'))
const kernel = await startKernel({
  config: readConfig({ OPTIMUS_HOME: home, OPTIMUS_PROJECTS: join(home, 'projects') }),
  log: createLog('silent'),
  connectionString: await createDatabase(),
  systems: [...kernelSystems, identity, automations],
  onFenced: () => {},
})
let held = true
try {
  held = await measure(kernel)
} finally {
  await kernel.stop(1000)
  rmSync(home, { recursive: true, force: true })
}
process.exit(held ? 0 : 1)

async function measure(running: RunningKernel): Promise<boolean> {
  const ids = Array.from({ length: 50 }, () => newId())
  await generate(running, ids)
  const first = await ask(running, {})
  const questions: Record<string, Input> = {
    'newest page': {},
    'second page': { cursor: first.next! },
    'failed ones': { state: 'failed' },
    'of one automation': { automation: ids[7]! },
    'by number': { text: `#${Math.floor(many / 2)}` },
    'words of a name': { text: 'automation-33' },
    'rare words of an error': { text: 'needle' },
    'words that nothing has': { text: 'nowhere-at-all' },
    'between two days': { since: '2026-10-01T00:00:00Z', until: '2026-10-02T00:00:00Z' },
  }
  let worst = 0
  for (const [name, input] of Object.entries(questions)) {
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now()
      await ask(running, input)
      times.push(performance.now() - began)
    }
    const p95 = times.sort((a, b) => a - b)[Math.floor(rounds * 0.95)]!
    worst = Math.max(worst, p95)
    process.stdout.write(`${name.padEnd(26)} p50 ${times[rounds / 2]!.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms\n`)
  }
  process.stdout.write(`${many} runs; the slowest p95 is ${worst.toFixed(1)} ms of ${limit} allowed\n`)
  return worst < limit
}

async function ask(running: RunningKernel, input: Input): Promise<OutputOf<typeof contract.listRuns>> {
  const call = { operation: contract.listRuns.id, input, actor: program, surface: 'inside' as const }
  return (await running.execute(call)).output as OutputOf<typeof contract.listRuns>
}

async function generate(running: RunningKernel, ids: readonly string[]): Promise<void> {
  await running.query("INSERT INTO automations.definition (hash, document) VALUES ('bench', '{}')")
  for (const [place, id] of ids.entries()) {
    await running.query(
      `INSERT INTO automations.automation (id, name, namespace, number, hash, form, author) VALUES ($1, $2, 'bench', 1, 'bench', 'friendly', '{"name":"x"}')`,
      [id, `automation-${place}`],
    )
  }
  for (let from = 0; from < many; from += 50_000) {
    await running.query(
      `INSERT INTO automations.run (id, automation, name, version, hash, state, trigger_kind, trigger_detail, error, started_by, created_at, started_at, ended_at)
       SELECT gen_random_uuid(), ($1::uuid[])[1 + n % 50], 'automation-' || n % 50, 1, 'bench', CASE WHEN n % 20 = 0 THEN 'failed' ELSE 'done' END,
         'schedule', '*/5 * * * * UTC', CASE WHEN n % 20 = 0 THEN jsonb_build_object('type', 'x', 'status', 500, 'detail',
           CASE WHEN n % 100000 = 0 THEN 'a needle in it' ELSE 'It broke at ' || n END) END,
         'bench', at, at, at
       FROM (SELECT n, timestamptz '2026-11-30' - ($3 - n) * interval '10 seconds' AS at FROM generate_series($2::integer, $2 + 49999) n) made`,
      [ids, from, many],
    )
  }
  await running.query('ANALYZE automations.run')
}
