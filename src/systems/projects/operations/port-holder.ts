import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asProcess } from '../process-row.ts'
import { lookAtProcesses, processMap } from '../process-watch.ts'
import { holderSentence, whoHolds } from '../processes/held-ports.ts'
import { projectReferences } from '../public.ts'

export const portHolder = operation(contract.portHolder, async (ctx, input) => {
  const map = processMap() ?? (await lookAtProcesses())
  const [held] = map ? whoHolds(input.port, map) : []
  if (!map || !held) {
    const sentence = map ? `Port ${input.port} is free.` : 'Processes were not looked at yet; try again in a moment.'
    return { port: input.port, free: map !== null, sentence, process: null }
  }
  const owner = held.owner.known ? held.owner.project : null
  const mayKnow = ctx.projects === 'all' || (owner !== null && ctx.projects.has(owner))
  if (!mayKnow) return { port: input.port, free: false, sentence: `Port ${input.port} is taken.`, process: null }
  const names = new Map((await projectReferences(ctx, owner === null ? [] : [owner])).map((one) => [one.id, one.name]))
  const entry = map.processes.find((one) => one.process.pid === held.pid)
  return {
    port: input.port,
    free: false,
    sentence: holderSentence(held, (id) => names.get(id) ?? 'a project'),
    process: entry ? asProcess(entry) : null,
  }
})
