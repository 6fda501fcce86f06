import { join } from 'node:path'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { logFolder, requireCommandWatch } from './command-watch.ts'
import type { ProjectCommand } from './commands.ts'
import { errors } from './errors.ts'
import { lookAtProcesses } from './process-watch.ts'
import type { CommandSpec } from './processes/owned.ts'
import { runLogPath } from './processes/providers/run-log.ts'
import type { SummaryRow } from './summary-row.ts'

export interface StartWish {
  readonly port?: number
  readonly environment: Readonly<Record<string, string>>
  readonly restart: 'never' | 'on-failure'
}

/** Records the run, then starts it: a crash between the two leaves a row that the next start closes. */
export async function startRun(ctx: Ctx, project: SummaryRow, command: ProjectCommand, wish: StartWish): Promise<void> {
  const watch = requireCommandWatch()
  const id = ctx.id()
  const spec: CommandSpec = {
    id,
    project: project.id,
    dir: join(project.path, command.folder),
    command: { shell: command.line },
    env: wish.environment,
    port: wish.port ?? null,
    logDir: logFolder(ctx.config.home),
    restart: { mode: wish.restart },
  }
  // Values given for this run are not kept: they may be secrets, and a restart of Optimus does without them.
  await ctx.query(
    `INSERT INTO projects.command_run (id, project, command, host, spec, log_path, state, started_by, node)
     VALUES ($1, $2, $3, $4, $5, $6, 'starting', $7, $8)`,
    [
      id,
      project.id,
      command.id,
      ctx.host.id,
      JSON.stringify({ ...spec, env: {} }),
      runLogPath(spec.logDir, id),
      ctx.actor.name,
      watch.node,
    ],
  )
  await lookAtProcesses()
  const result = await watch.supervisor.start(spec)
  if (result.started) return
  await ctx.query("UPDATE projects.command_run SET state = 'failed', sentence = $2, ended_at = now() WHERE id = $1", [id, result.sentence])
  throw new Problem(result.code === 'port_in_use' ? errors.port_taken : errors.start_failed, result.sentence)
}
