/** What a canvas draws. Positions are not part of it: they follow from the edges. */
export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

export interface GraphNode {
  /** The id of the step, the task reference in a plain document, or `trigger:0`. */
  readonly id: string
  readonly kind: string
  readonly label: string
  /** The node that this one lies in. */
  readonly parent: string | null
  /** What else a step carries: `approve`, `forEach`, `retry`, `if`, `compensate` … */
  readonly marks: readonly string[]
}

export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly kind: 'start' | 'next' | 'case' | 'failure' | 'undo'
  readonly label: string | null
}
