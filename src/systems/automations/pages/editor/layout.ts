import type { Graph, GraphNode } from '../client.ts'
import { layersOf, type Link } from './layers.ts'

/** Where a node of the canvas stands, counted from the corner of the node it lies in. */
export interface Placed {
  readonly node: GraphNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly holds: boolean
}

export const nodeSize = { width: 196, height: 58 } as const
const gap = { across: 28, down: 58 } as const
const inset = { side: 18, top: 34, bottom: 18 } as const

/** Places every node by the edges alone: from top to bottom, what waits for another one below it. Holders come first. */
export function placeGraph(graph: Graph): Placed[] {
  const inside = Map.groupBy(graph.nodes, ({ parent }) => parent)
  const parents = new Map(graph.nodes.map(({ id, parent }) => [id, parent]))
  return placeInside({ graph, inside, parents }, null).placed
}

interface Whole {
  readonly graph: Graph
  readonly inside: ReadonlyMap<string | null, readonly GraphNode[]>
  readonly parents: ReadonlyMap<string, string | null>
}

interface Box {
  readonly placed: Placed[]
  readonly width: number
  readonly height: number
}

function placeInside(whole: Whole, parent: string | null): Box {
  const nodes = whole.inside.get(parent) ?? []
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(whole, node)]))
  const rows = layersOf(
    nodes.map(({ id }) => id),
    linksInside(whole, parent),
    lateOnes(whole, nodes),
  )
  const widthOf = (row: readonly string[]) => row.reduce((sum, id) => sum + boxes.get(id)!.width + gap.across, -gap.across)
  const width = Math.max(0, ...rows.map(widthOf))
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const placed: Placed[] = []
  let y = 0
  for (const row of rows) {
    let x = (width - widthOf(row)) / 2
    const height = Math.max(...row.map((id) => boxes.get(id)!.height))
    for (const id of row) {
      const box = boxes.get(id)!
      placed.push(
        { node: byId.get(id)!, x, y: y + (height - box.height) / 2, width: box.width, height: box.height, holds: box.placed.length > 0 },
        ...box.placed,
      )
      x += box.width + gap.across
    }
    y += height + gap.down
  }
  return { placed, width, height: Math.max(0, y - gap.down) }
}

/** A node with the room that what lies in it takes. */
function boxOf(whole: Whole, node: GraphNode): Box {
  if (!whole.inside.has(node.id)) return { placed: [], ...nodeSize }
  const box = placeInside(whole, node.id)
  const top = box.placed.filter((one) => one.node.parent === node.id)
  const moved = new Set(top)
  return {
    placed: box.placed.map((one) => (moved.has(one) ? { ...one, x: one.x + inset.side, y: one.y + inset.top } : one)),
    width: box.width + 2 * inset.side,
    height: box.height + inset.top + inset.bottom,
  }
}

/** Edges between what lies in the same node; one that crosses a border counts for the nodes it crosses into. */
function linksInside({ graph, parents }: Whole, parent: string | null): Link[] {
  const lifted = (id: string): string | null => {
    let here: string | null = id
    while (here !== null && (parents.get(here) ?? null) !== parent) here = parents.get(here) ?? null
    return here
  }
  return graph.edges.flatMap(({ from, to }) => {
    const [first, second] = [lifted(from), lifted(to)]
    return first === null || second === null || first === second ? [] : [{ from: first, to: second }]
  })
}

/** What happens when the whole run fails stands below everything, though nothing leads there. */
function lateOnes({ graph }: Whole, nodes: readonly GraphNode[]): ReadonlySet<string> {
  const reached = new Set(graph.edges.map(({ to }) => to))
  return new Set(nodes.filter(({ id, kind }) => kind === 'failure' && !reached.has(id)).map(({ id }) => id))
}
