import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import type { command } from './project.ts'

/** A command as a scan found it. */
export interface FoundCommand {
  readonly id: string
  readonly name: string
  readonly line: string
  readonly folder: string
  readonly evidence: { readonly file: string; readonly line: number | null; readonly text: string }
}

interface RunRow {
  id: string
  command: string
  state: NonNullable<z.output<typeof command>['run']>['state']
  pid: number | null
  ports: number[]
  started_at: Date
  ended_at: Date | null
}

export type ProjectCommand = z.output<typeof command>

/** The project's own commands, each with its newest run. */
export async function listCommands(ctx: Pick<Ctx, 'query'>, project: string): Promise<ProjectCommand[]> {
  const [found, runs] = await Promise.all([
    ctx.query<{ commands: FoundCommand[] }>('SELECT commands FROM projects.facts WHERE project = $1', [project], 'projects.commands'),
    ctx.query<RunRow>(
      `SELECT DISTINCT ON (command) id, command, state, pid, ports, started_at, ended_at FROM projects.command_run
       WHERE project = $1 ORDER BY command, started_at DESC`,
      [project],
      'projects.command-runs',
    ),
  ])
  const newest = new Map(runs.rows.map((run) => [run.command, run]))
  return (found.rows[0]?.commands ?? []).map((one) => ({ ...one, run: asRun(newest.get(one.id)) }))
}

export async function findCommand(ctx: Pick<Ctx, 'query'>, project: string, id: string): Promise<ProjectCommand> {
  const found = (await listCommands(ctx, project)).find((one) => one.id === id)
  if (!found) throw new Problem(errors.command_not_found)
  return found
}

/** Whether the newest run has not ended. */
export function isOpen(one: ProjectCommand): boolean {
  return one.run !== null && one.run.state !== 'stopped' && one.run.state !== 'failed'
}

function asRun(row: RunRow | undefined): ProjectCommand['run'] {
  if (!row) return null
  const isOver = row.ended_at !== null
  return {
    id: row.id,
    state: row.state,
    pid: isOver ? null : row.pid,
    ports: isOver ? [] : row.ports,
    startedAt: row.started_at.toISOString(),
  }
}
