import { stat } from 'node:fs/promises'
import { operation } from '#kernel/operation.ts'
import { logFolder } from '../command-watch.ts'
import { findCommand } from '../commands.ts'
import { contract } from '../contract.ts'
import { findProjectHere } from '../find-project.ts'
import { readRunLog, runLogPath } from '../processes/providers/run-log.ts'

const mostBytes = 512 * 1024

export const commandLog = operation(contract.commandLog, async (ctx, input) => {
  await findProjectHere(ctx, input.project)
  const command = await findCommand(ctx, input.project, input.command)
  if (!command.run) return { text: '', truncated: false, updatedAt: null }
  const path = runLogPath(logFolder(ctx.config.home), command.run.id)
  const [piece, info] = await Promise.all([readRunLog(path, { maxBytes: mostBytes }), stat(path).catch(() => null)])
  const lines = piece.text.split('\n')
  const shown = lines.slice(-input.lines - 1)
  return {
    text: shown.join('\n'),
    truncated: shown.length < lines.length || piece.size > mostBytes,
    updatedAt: info?.mtime.toISOString() ?? null,
  }
})
