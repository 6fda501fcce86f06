import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { requireCommandWatch } from '../command-watch.ts'
import { findCommand, isOpen } from '../commands.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findProjectHere } from '../find-project.ts'
import { lookAtProcesses } from '../process-watch.ts'

export const stopCommand = operation(contract.stopCommand, async (ctx, input) => {
  await findProjectHere(ctx, input.project)
  const command = await findCommand(ctx, input.project, input.command)
  if (!isOpen(command)) throw new Problem(errors.command_not_running)
  const watch = requireCommandWatch()
  await watch.takeOver(command.run!.id)
  const report = await watch.supervisor.stop(command.run!.id)
  await lookAtProcesses()
  return { ended: report.ended.map((one) => one.pid), sentence: report.sentence }
})
