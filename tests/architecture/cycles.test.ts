import { test } from 'node:test'
import { expectNone } from './report.ts'
import { sourceFiles } from './source-tree.ts'

test('no file imports itself by way of others, types counted', () => {
  const edges = new Map(sourceFiles().map((file) => [file.path, file.imports.filter((one) => !one.external).map((one) => one.target)]))
  expectNone(
    'Import cycles:',
    'A loop can only be understood whole. Move what both sides need one floor down.',
    findCycles(edges).map((cycle) => cycle.join(' → ')),
  )
})

/** Tarjan's strongly connected components, those with more than one file. */
function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const cycles: string[][] = []
  const visit = (node: string): void => {
    index.set(node, index.size)
    low.set(node, index.get(node)!)
    stack.push(node)
    onStack.add(node)
    for (const next of edges.get(node) ?? []) {
      if (!edges.has(next)) continue
      if (!index.has(next)) visit(next)
      if (onStack.has(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!))
    }
    if (low.get(node) !== index.get(node)) return
    const component = stack.splice(stack.indexOf(node))
    for (const member of component) onStack.delete(member)
    if (component.length > 1) cycles.push([...component].reverse())
  }
  for (const node of edges.keys()) if (!index.has(node)) visit(node)
  return cycles
}
