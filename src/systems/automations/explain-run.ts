import type { Ctx } from '#kernel/context.ts'
import { contract as runs } from '#kernel/runs/contract.ts'
import type { RunRow } from './run-summary.ts'
import type { RunReason } from './shapes/run.ts'

type Code = RunReason['code']

/** Every reason why a run does not go on right now; the first is what people read. */
export async function explainRun(ctx: Ctx, row: RunRow): Promise<RunReason[]> {
  const plain = (code: Code, sentence: string): RunReason[] => [{ code, sentence, task: null, until: null, holders: [] }]
  if (row.state === 'done' || row.state === 'failed' || row.state === 'cancelled') {
    const why = row.error?.detail ?? row.error?.title
    return plain('ended', `${endings[row.state]}${why ? `: ${why}` : '.'}`)
  }
  const asked: RunReason[] = []
  if (row.cancel_requested_at) asked.push(...plain('cancelling', 'It is being cancelled: its tasks are ending.'))
  if (row.pause_requested_at)
    asked.push(...plain('paused', row.working ? 'It is being paused: its present tasks are ending.' : 'Somebody paused it.'))
  if (row.working) return [...asked, ...plain('running', 'It runs.')]
  const waits = await Promise.all(row.waits_for.map((wait) => reasonOf(ctx, row, wait)))
  if (waits.length > 0) return [...asked, ...waits]
  return asked.length > 0 ? asked : plain(...(await queued(ctx, row)))
}

const endings = { done: 'It is done', failed: 'It failed', cancelled: 'It was cancelled' } as const

async function reasonOf(ctx: Ctx, row: RunRow, wait: RunRow['waits_for'][number]): Promise<RunReason> {
  const isQueued = wait.code === 'limit' || wait.code === 'concurrency'
  const pausedBy = isQueued ? await pauserOf(ctx, row.id, wait.task) : null
  if (pausedBy !== null)
    return { code: 'limit', sentence: `${pausedBy} paused the queue it waits in.`, task: wait.task, until: null, holders: [] }
  const holders = isQueued ? await holdersBefore(ctx, row.id, wait.task) : []
  const sentence = holders.length === 0 ? wait.sentence : `${wait.sentence.replace(/\.$/, '')}: ${listed(holders)}.`
  return { code: wait.code as Code, sentence, task: wait.task === '' ? null : wait.task, until: wait.until, holders }
}

async function pauserOf(ctx: Ctx, run: string, task: string): Promise<string | null> {
  const found = await ctx.query<{ paused_by: string | null }>(
    `SELECT q.paused_by FROM automations.place p JOIN automations.queue q ON q.name = p.queue
     WHERE p.run = $1 AND p.task = $2 AND p.held_at IS NULL AND q.paused_at IS NOT NULL`,
    [run, task],
  )
  return found.rows[0] ? (found.rows[0].paused_by ?? 'Somebody') : null
}

function listed(holders: RunReason['holders']): string {
  const named = holders.slice(0, 3).map((holder) => `#${holder.number} ${holder.name}`)
  return `${named.join(', ')}${holders.length > 3 ? ` and ${holders.length - 3} more` : ''} ${holders.length === 1 ? 'has the place' : 'have the places'}`
}

async function holdersBefore(ctx: Ctx, run: string, task: string): Promise<RunReason['holders']> {
  const found = await ctx.query<{ run: string; number: string; name: string }>(
    `SELECT DISTINCT r.id AS run, r.number, r.name FROM automations.place mine JOIN automations.place held ON held.queue = mine.queue AND held.held_at IS NOT NULL
     JOIN automations.run r ON r.id = held.run WHERE mine.run = $1 AND mine.task = $2 AND mine.held_at IS NULL ORDER BY r.number LIMIT 50`,
    [run, task],
  )
  return found.rows.map((holder) => ({ ...holder, number: Number(holder.number) }))
}

/** It was not taken up, or is about to be: the kernel knows which node it waits for. */
async function queued(ctx: Ctx, row: RunRow): Promise<[Code, string]> {
  const own = await ctx.call(runs.get, { id: row.id }).catch(() => null)
  const reason = own?.reason ?? 'It waits for a free place on a node.'
  return [/^It waits for .*Optimus does not run/.test(reason) ? 'host' : 'queued', reason]
}
