import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findProjectHere } from '../find-project.ts'
import { lookAtProcesses, processReader } from '../process-watch.ts'
import { stopTree } from '../processes/providers/stop-tree.ts'

/** Only a process that the newest map gives to this very project, by number and start. */
export const endProcess = operation(contract.endProcess, async (ctx, input) => {
  await findProjectHere(ctx, input.project)
  const map = await lookAtProcesses()
  const entry = map?.processes.find(({ process, owner }) => process.pid === input.pid && owner.known && owner.project === input.project)
  if (!entry || Date.parse(entry.process.startedAt) !== Date.parse(input.startedAt)) throw new Problem(errors.process_not_found)
  const report = await stopTree(entry.process, { reader: processReader })
  await lookAtProcesses()
  return { ended: report.ended.map((one) => one.pid), sentence: report.sentence }
})
