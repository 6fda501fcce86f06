import { operation } from '#kernel/operation.ts'
import { Problem } from '#kernel/errors.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findProject } from '../find-project.ts'
import { loadGraphs } from '../load-graphs.ts'

export const sbom = operation(contract.sbom, async (ctx, input) => {
  const project = await findProject(ctx, input.project)
  if (!project.scanned_at) throw new Problem(errors.not_scanned)
  const graphs = await loadGraphs(ctx, input.project)
  // The writer brings a large library along that few starts ever need.
  const { writeSbom } = await import('../dependencies/sbom/write-sbom.ts')
  const text = writeSbom({
    project: { name: project.name, version: null },
    graphs,
    serialNumber: `urn:uuid:${ctx.id()}`,
    timestamp: ctx.clock.now(),
    tool: { name: 'Optimus', version: ctx.version },
  })
  return JSON.parse(text) as Record<string, unknown>
})
