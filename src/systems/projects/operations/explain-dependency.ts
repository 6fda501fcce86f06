import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { pathsTo } from '../dependencies/paths.ts'
import { loadGraphs } from '../load-graphs.ts'

const mostPaths = 20

export const explainDependency = operation(contract.explainDependency, async (ctx, input) => {
  const graphs = await loadGraphs(ctx, input.project)
  const paths = graphs.flatMap((graph) => pathsTo(graph, input.purl))
  return {
    paths: paths
      .map((path) => [...(path.part && path.part !== '.' ? [path.part] : []), ...path.purls])
      .sort((a, b) => a.length - b.length)
      .slice(0, mostPaths),
  }
})
