import { MarkerType, type Edge, type Node } from '@xyflow/react'
import type { StatusKind } from '#ui/kit/StatusGlyph.tsx'
import type { Graph, GraphNode } from '../client.ts'
import { placeGraph } from './layout.ts'

/** How far the run that is shown came with a step; steps that are missing did not start. */
export type Progress = ReadonlyMap<string, StatusKind>

export interface StepData extends Record<string, unknown> {
  readonly node: GraphNode
  readonly status: StatusKind | undefined
  readonly chosen: boolean
  /** Drawn as planned: a run is shown that did not come here. */
  readonly coming: boolean
  readonly label: string
}

export type StepNode = Node<StepData, 'step' | 'holder'>

export interface Drawn {
  readonly nodes: StepNode[]
  readonly edges: Edge[]
}

interface Look {
  readonly chosen: string | null
  readonly progress: Progress | null
  /** Whether steps can be connected and deleted here. */
  readonly editable: boolean
}

/** The graph as the canvas library takes it. Nothing can be dragged: places follow from the edges. */
export function drawGraph(graph: Graph, { chosen, progress, editable }: Look): Drawn {
  const placed = placeGraph(graph)
  const steps = new Map(placed.map(({ node }) => [node.id, node]))
  const nodes = placed.map(({ node, x, y, width, height, holds }): StepNode => {
    const canChange = editable && isStep(node)
    return {
      id: node.id,
      type: holds ? 'holder' : 'step',
      position: { x, y },
      width,
      height,
      measured: { width, height },
      ...(node.parent === null ? {} : { parentId: node.parent }),
      selected: node.id === chosen,
      draggable: false,
      connectable: canChange,
      deletable: canChange,
      selectable: isStep(node),
      focusable: isStep(node),
      ariaLabel: `${node.label}, ${node.kind}`,
      data: {
        node,
        status: progress?.get(node.id),
        chosen: node.id === chosen,
        coming: progress !== null && !progress.has(node.id) && isStep(node),
        label: node.label,
      },
    }
  })
  const edges = graph.edges.map((edge): Edge => {
    const between = steps.get(edge.from)?.parent === steps.get(edge.to)?.parent
    const coming = progress !== null && !progress.has(edge.to)
    const changes = editable && edge.kind === 'next' && between
    return {
      id: `${edge.from}→${edge.to}→${edge.label ?? ''}`,
      source: edge.from,
      target: edge.to,
      label: edge.kind === 'next' ? undefined : (edge.label ?? undefined),
      className: coming || edge.kind === 'failure' ? 'canvas-planned' : '',
      markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: 'var(--ink-3)' },
      deletable: changes,
      focusable: changes,
      selectable: changes,
      ariaLabel: `${edge.from} → ${edge.to}`,
    }
  })
  return { nodes, edges }
}

/** Triggers and what frames the failure steps are drawn like steps, but are not. */
export function isStep({ id, kind }: GraphNode): boolean {
  return !id.startsWith('trigger:') && !(kind === 'failure' && (id === 'run:failure' || id.endsWith(':failure')))
}
