import { type Part, partOf } from '../discovery/part.ts'
import type { Edge, Service } from './fact.ts'
import type { Link, ServiceNode } from './signal.ts'

/** Who uses whom. Parts of one name stay apart: a name that could mean two packages gives no edge. */
export function buildEdges(parts: readonly Part[], links: readonly Link[], nodes: readonly ServiceNode[]): Edge[] {
  const byPath = new Map(parts.map((part) => [part.path, part]))
  const byName = nameIndex(parts)
  const edges = new Map<string, Edge>()
  const add = (edge: Edge) => {
    const key = `${edge.kind} ${edge.from} ${edge.to}`
    if (edge.from !== edge.to && !edges.has(key)) edges.set(key, edge)
  }
  for (const link of links) {
    const from = partOf(byPath, link.file)
    const to = link.folder === undefined ? byName(link.name ?? '', from) : byPath.get(link.folder)
    if (from && to) add({ from: from.path, to: to.path, kind: 'package', evidence: { file: link.file, line: link.line, text: link.text } })
  }
  for (const edge of serviceEdges(byPath, nodes)) add(edge)
  return [...edges.values()]
}

export function serviceId(file: string, name: string): string {
  return `${file}#${name}`
}

export function listServices(nodes: readonly ServiceNode[]): Service[] {
  return nodes.map((node) => ({ id: serviceId(node.file, node.name), name: node.name, file: node.file, image: node.image }))
}

function serviceEdges(byPath: ReadonlyMap<string, Part>, nodes: readonly ServiceNode[]): Edge[] {
  const ids = new Set(nodes.map((node) => serviceId(node.file, node.name)))
  return nodes.flatMap((node): Edge[] => {
    const from = serviceId(node.file, node.name)
    const evidence = (text: string) => ({ file: node.file, line: node.line, text })
    const uses = node.uses.map((name) => serviceId(node.file, name)).filter((id) => ids.has(id))
    const built = node.build === null ? undefined : partOf(byPath, node.build === '' ? 'x' : `${node.build}/x`)
    return [
      ...uses.map((to): Edge => ({
        from,
        to,
        kind: 'service',
        evidence: evidence(`${node.name} depends on ${to.slice(to.lastIndexOf('#') + 1)}`),
      })),
      ...(built
        ? [{ from, to: built.path, kind: 'build' as const, evidence: evidence(`${node.name} is built from ${node.build || '.'}`) }]
        : []),
    ]
  })
}

type Finder = (name: string, from: Part | undefined) => Part | undefined

function nameIndex(parts: readonly Part[]): Finder {
  const index = new Map<string, Part[]>()
  const add = (key: string, part: Part) => index.set(key, [...(index.get(key) ?? []), part])
  for (const part of parts) {
    for (const manifest of part.manifests) if (manifest.name) add(`${manifest.ecosystem} ${fold(manifest.name)}`, part)
    if (part.manifests.some((one) => one.ecosystem === 'gradle')) add(`gradle ${fold(`gradle:${part.path.replaceAll('/', ':')}`)}`, part)
  }
  return (name, from) => {
    const ecosystems = new Set(from?.manifests.map((one) => one.ecosystem))
    const found = [...ecosystems].flatMap((ecosystem) => index.get(`${ecosystem} ${fold(name)}`) ?? [])
    const packages = found.filter((part) => part !== from && part.role === 'package')
    return packages.length === 1 ? packages[0] : undefined
  }
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}
