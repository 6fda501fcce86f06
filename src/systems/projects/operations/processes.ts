import { operation } from '#kernel/operation.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { contract } from '../contract.ts'
import { asProcess } from '../process-row.ts'
import { lookAtProcesses, processMap } from '../process-watch.ts'
import type { MappedProcess } from '../processes/process.ts'
import { isAlive } from '../processes/process-tree.ts'

/** Whoever may see all projects sees every process; others only those of their projects. */
export const processes = operation(contract.processes, async (ctx, input) => {
  const map = processMap() ?? (await lookAtProcesses())
  const wanted = input.project === undefined ? null : await ctx.resolveProject(input.project)
  const isHidden = wanted === null || (ctx.projects !== 'all' && !ctx.projects.has(wanted))
  if (input.project !== undefined && isHidden)
    throw new Problem(kernelErrors.not_found, `There is no project ${input.project} that you may see.`)
  const fits = (entry: MappedProcess): boolean => {
    const owner = entry.owner.known ? entry.owner.project : null
    if (entry.process.kernel || !isAlive(entry.process) || (wanted !== null && owner !== wanted)) return false
    if (owner === null ? ctx.projects !== 'all' || input.owned : ctx.projects !== 'all' && !ctx.projects.has(owner)) return false
    return !input.listening || (entry.process.ports ?? []).length > 0
  }
  return {
    items: (map?.processes ?? []).filter(fits).map(asProcess),
    sampledAt: map ? new Date(map.takenAt).toISOString() : null,
    host: ctx.host.name,
    notes: [...(map?.limits ?? ['Processes were not looked at yet.'])],
  }
})
