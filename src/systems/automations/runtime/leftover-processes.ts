import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Ctx } from '#kernel/context.ts'
import { processScope } from '#kernel/process-identity.ts'

interface ProcessRow {
  task: string
  host: string
  pid: number
  start_ticks: string
  scope: string | null
}

const patience = 10_000

/**
 * Processes that an earlier execution left behind are ended, and seen to be gone, before anything runs again. They die
 * with their node by themselves; this makes sure of it.
 */
export async function requireProcessesGone(ctx: Ctx, run: string): Promise<void> {
  const left = await ctx.query<ProcessRow>(
    `SELECT task, host, pid, start_ticks, scope FROM automations.process p WHERE run = $1 AND host = $2
       AND NOT EXISTS (SELECT FROM automations.fan_out f WHERE f.run = p.run AND starts_with(p.task, f.task || '/each#'))`,
    [run, ctx.host.id],
    'automations.process.left',
  )
  await requireAllGone(ctx, run, left.rows)
}

/** The same for a slice of a fan-out: the processes of the other slices go on. */
export async function requireSliceProcessesGone(
  ctx: Ctx,
  { run, task }: { readonly run: string; readonly task: string },
  { first, count }: { readonly first: number; readonly count: number },
): Promise<void> {
  const left = await ctx.query<ProcessRow>(
    `SELECT task, host, pid, start_ticks, scope FROM automations.process WHERE run = $1 AND host = $2 AND starts_with(task, $3)
       AND (regexp_match(substr(task, length($3) + 1), '^\\d+'))[1]::integer BETWEEN $4 AND $5`,
    [run, ctx.host.id, `${task}/each#`, first, first + count - 1],
  )
  await requireAllGone(ctx, run, left.rows)
}

async function requireAllGone(ctx: Ctx, run: string, left: readonly ProcessRow[]): Promise<void> {
  for (const { task, pid, start_ticks, scope } of left) {
    // Of another boot or namespace nothing is left that we could see, and the number is somebody else's.
    if (scope === processScope) await requireGone(pid, start_ticks)
    await ctx.query('DELETE FROM automations.process WHERE run = $1 AND task = $2', [run, task])
  }
}

/** Ends a process with its group and waits until nothing of them is left; the number may belong to somebody else by now. */
export async function requireGone(pid: number, startTicks: string): Promise<void> {
  const until = performance.now() + patience
  while (isLeft(pid, startTicks)) {
    endGroup(pid)
    if (performance.now() > until) throw new Error(`The process ${pid} of an earlier try does not end.`)
    await delay(20)
  }
}

/** Where no namespace ends with the first process, others of its group outlive it. */
export function isLeft(pid: number, startTicks: string): boolean {
  const found = startTicksOf(pid)
  if (found !== null) return found === startTicks
  return isGroup(pid) && groupOf(pid).some((ticks) => Number(ticks) >= Number(startTicks))
}

function isGroup(pid: number): boolean {
  try {
    return process.kill(-pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When those of a group began that have not ended. */
function groupOf(pid: number): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((name) => {
    const fields = statOf(Number(name))
    return fields?.[0] !== 'Z' && fields?.[2] === String(pid) ? [fields[19]!] : []
  })
}

function endGroup(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL')
    } catch {
      // It is gone already, which is what is wanted.
    }
  }
}

/** When a process began, in clock ticks since the machine did; null when it is gone or only waits to be collected. */
export function startTicksOf(pid: number): string | null {
  const fields = statOf(pid)
  return fields === null || fields[0] === 'Z' ? null : (fields[19] ?? null)
}

/** State, parent, group and so on: what stands behind the name. */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}
