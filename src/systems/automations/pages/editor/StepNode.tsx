import { Handle, Position, type NodeProps } from '@xyflow/react'
import { classes } from '#ui/format/classes.ts'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import type { StepNode } from './flow.ts'
import { iconOf } from './uses.ts'

/** A step: icon, title and how its run stands; below, what it does in mono. */
export function StepCard({ data, isConnectable }: NodeProps<StepNode>) {
  const { node, status, chosen, coming } = data
  const Glyph = iconOf(node.kind)
  return (
    <div
      className={classes(
        'grid h-full content-center gap-0.5 rounded-card border bg-raised px-3',
        frame(chosen),
        coming && !chosen && 'border-dashed',
      )}
    >
      <Ends connectable={isConnectable} />
      <span className="flex min-w-0 items-center gap-2">
        <Glyph size={15} aria-hidden className="shrink-0 text-ink-3" />
        <span className={classes('min-w-0 flex-1 truncate text-lead font-strong tracking-tight', coming && 'text-ink-3')}>
          {node.label}
        </span>
        {status ? <StatusGlyph kind={status} size={13} /> : null}
      </span>
      <span className="truncate font-mono text-micro text-ink-3">{[node.kind, ...node.marks].join(' · ')}</span>
    </div>
  )
}

/** A group, a race, or what runs on failure: a plane with its name, and its steps on it. */
export function StepHolder({ data, isConnectable }: NodeProps<StepNode>) {
  const { node, status, chosen } = data
  return (
    <div className={classes('h-full rounded-dialog border bg-hover', chosen ? 'border-accent' : 'border-line-faint')}>
      <Ends connectable={isConnectable} />
      <span className="flex items-center gap-2 px-3.5 pt-2 text-small text-ink-2">
        <span className="truncate">{node.kind === 'failure' ? node.label : `${node.label}, ${node.kind}`}</span>
        {status ? <StatusGlyph kind={status} /> : null}
      </span>
    </div>
  )
}

function Ends({ connectable }: { connectable: boolean }) {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={connectable} />
      <Handle type="source" position={Position.Bottom} isConnectable={connectable} />
    </>
  )
}

function frame(chosen: boolean): string {
  return chosen ? 'border-accent shadow-[0_0_0_1px_var(--accent)]' : 'border-line-strong'
}
