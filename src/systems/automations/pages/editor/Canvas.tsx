import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, useReactFlow, useStore, type NodeChange } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import './editor.css'
import { Maximize, Minus, Plus } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { Button } from '#ui/kit/Button.tsx'
import { IconButton } from '#ui/kit/IconButton.tsx'
import { Kbd } from '#ui/kit/Kbd.tsx'
import type { Graph, TextEdit } from '../client.ts'
import { word } from '../words.ts'
import { drawGraph, type Progress, type StepNode } from './flow.ts'
import { StepCard, StepHolder } from './StepNode.tsx'

interface CanvasProps {
  readonly graph: Graph | null
  readonly chosen: string | null
  readonly progress: Progress | null
  /** Why steps cannot be changed here, or false. */
  readonly fixed: string | false
  readonly onChoose: (step: string | null) => void
  readonly onEdit: (edits: readonly TextEdit[]) => void
  readonly onAdd: () => void
}

/** The steps as a picture that can be changed: connect, delete, add. Every change is one of the text. */
export function Canvas(props: CanvasProps) {
  if (!props.graph) return <p className="p-6 text-ink-3">{word('canvas.none')}</p>
  return (
    <ReactFlowProvider>
      <Drawn {...props} graph={props.graph} />
    </ReactFlowProvider>
  )
}

function Drawn({ graph, chosen, progress, fixed, onChoose, onEdit, onAdd }: CanvasProps & { graph: Graph }) {
  const editable = fixed === false
  const { nodes, edges } = useMemo(() => drawGraph(graph, { chosen, progress, editable }), [graph, chosen, progress, editable])
  const { fitView } = useReactFlow()
  const count = graph.nodes.length
  const size = useStore(({ width, height }) => `${width} × ${height}`)
  useEffect(() => {
    const frame = requestAnimationFrame(() => void fitView(fit))
    return () => cancelAnimationFrame(frame)
  }, [count, size, fitView])
  const changed = (changes: readonly NodeChange<StepNode>[]) => {
    const selections = changes.filter((change) => change.type === 'select')
    const now = selections.find((change) => change.selected)
    if (now) onChoose(now.id)
    else if (selections.some((change) => change.id === chosen)) onChoose(null)
  }
  return (
    <section aria-label={word('canvas.label')} className="relative h-full min-h-0">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={changed}
        onConnect={({ source, target }) => onEdit([{ kind: 'connect', from: source, to: target }])}
        onBeforeDelete={async ({ nodes: gone, edges: cut }) => {
          const steps = gone.map(({ id }): TextEdit => ({ kind: 'delete', id }))
          const lines = cut.map(({ source, target }): TextEdit => ({ kind: 'disconnect', from: source, to: target }))
          const edits = steps.length > 0 ? steps : lines
          if (edits.length > 0) onEdit(edits)
          return false
        }}
        nodesDraggable={false}
        nodesConnectable={editable}
        deleteKeyCode={['Backspace', 'Delete']}
        multiSelectionKeyCode={null}
        fitView
        fitViewOptions={fit}
        minZoom={0.2}
        maxZoom={1.5}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--line-strong)" />
      </ReactFlow>
      <Tools fixed={fixed} onAdd={onAdd} />
    </section>
  )
}

const fit = { padding: 0.12, maxZoom: 1 }
const nodeTypes = { step: StepCard, holder: StepHolder }

function Tools({ fixed, onAdd }: { fixed: string | false; onAdd: () => void }) {
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  return (
    <div className="absolute bottom-4 left-4 z-10 flex gap-2">
      <div className="flex rounded-control border border-line-strong bg-raised">
        <IconButton icon={Minus} label={word('canvas.out')} onClick={() => void zoomOut()} />
        <IconButton icon={Maximize} label={word('canvas.fit')} onClick={() => void fitView(fit)} />
        <IconButton icon={Plus} label={word('canvas.in')} onClick={() => void zoomIn()} />
      </div>
      <Button icon={Plus} unavailable={fixed} onClick={onAdd} aria-keyshortcuts="a">
        {word('canvas.add')} <Kbd keys="A" className="ml-1 max-desk:hidden" />
      </Button>
    </div>
  )
}
