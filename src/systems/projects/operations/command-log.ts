import { stat } from 'node:fs/promises'
import { operation } from '#kernel/operation.ts'
import { findCommand } from '../commands.ts'
import { contract } from '../contract.ts'
import { findProjectHere } from '../find-project.ts'
import { readRunLog } from '../processes/providers/run-log.ts'

const mostBytes = 512 * 1024

export const commandLog = operation(contract.commandLog, async (ctx, input) => {
  await findProjectHere(ctx, input.project)
  const command = await findCommand(ctx, input.project, input.command)
  if (!command.run) return { text: '', truncated: false, updatedAt: null }
  // Another node of this host, with a home of its own, may have started it.
  const run = await ctx.query<{ log_path: string }>('SELECT log_path FROM projects.command_run WHERE id = $1', [command.run.id])
  const path = run.rows[0]!.log_path
  const [piece, info] = await Promise.all([readRunLog(path, { maxBytes: mostBytes }), stat(path).catch(() => null)])
  const lines = piece.text.split('\n')
  const shown = lines.slice(-input.lines - 1)
  return {
    text: shown.join('\n'),
    truncated: shown.length < lines.length || piece.size > mostBytes,
    updatedAt: info?.mtime.toISOString() ?? null,
  }
})
