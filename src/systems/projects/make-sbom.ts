import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import { findProject } from './find-project.ts'
import { loadGraphs } from './load-graphs.ts'

export interface Sbom {
  /** `shop.cdx.json` */
  readonly name: string
  readonly text: string
}

/** The bill of materials of a project as it was last read. */
export async function makeSbom(ctx: Ctx, id: string): Promise<Sbom> {
  const project = await findProject(ctx, id)
  if (!project.scanned_at) throw new Problem(errors.not_scanned)
  const graphs = await loadGraphs(ctx, id)
  // The writer brings a large library along that few starts ever need.
  const { writeSbom } = await import('./dependencies/sbom/write-sbom.ts')
  const text = writeSbom({
    project: { name: project.name, version: null },
    graphs,
    serialNumber: `urn:uuid:${ctx.id()}`,
    timestamp: ctx.clock.now(),
    tool: { name: 'Optimus', version: ctx.version },
  })
  return { name: `${project.slug}.cdx.json`, text }
}
