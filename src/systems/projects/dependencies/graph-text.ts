import type { DependencyGraph } from './graph.ts'

/**
 * A graph in words, one line per package: `name@version scope direct origin > what it depends on`.
 * What is usual (not direct, from the registry) is left out.
 */
export function graphText(graph: DependencyGraph): string[] {
  const short = new Map(graph.packages.map((one) => [one.purl, `${one.name}@${one.version ?? '?'}`]))
  return graph.packages.map((one) => {
    const origin = one.origin === 'registry' ? [] : [one.origin]
    const words = [short.get(one.purl)!, one.scope, ...(one.direct ? ['direct'] : []), ...origin]
    const needs = one.dependsOn.map((purl) => short.get(purl) ?? purl)
    return needs.length === 0 ? words.join(' ') : `${words.join(' ')} > ${needs.join(', ')}`
  })
}
