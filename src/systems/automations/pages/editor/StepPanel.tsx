import { ListPlus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/kit/Button.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { useListedOperations } from '#ui/palette/operations.ts'
import type { TextEdit, WrittenStep } from '../client.ts'
import { word } from '../words.ts'
import { StepInput } from './StepInput.tsx'
import { builtIns } from './uses.ts'

interface StepPanelProps {
  readonly step: WrittenStep | undefined
  /** A step is chosen, but the check that knows it is under way. */
  readonly awaited: boolean
  /** The task of the document that it becomes. */
  readonly task: string | undefined
  readonly onEdit: (edits: readonly TextEdit[]) => void
  readonly onAdd: () => void
}

/** The parts of the chosen step as fields. What is applied is a change of the text. */
export function StepPanel({ step, awaited, task, onEdit, onAdd }: StepPanelProps) {
  if (!step && awaited) return <SkeletonRows rows={3} />
  if (!step) return <EmptyState title={word('step.none')}>{word('step.none_body')}</EmptyState>
  const { id, value } = step
  const change = (path: (string | number)[], next: unknown) =>
    onEdit([{ kind: 'change', id, path, ...(next === '' || next === undefined ? {} : { value: next as never }) }])
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !own.has(key)))
  return (
    <div className="grid gap-3.5 p-4" key={id}>
      <Text
        label={word('step.id')}
        help={word('step.id_help')}
        value={id}
        mono
        onDone={(to) => to && onEdit([{ kind: 'rename', id, to }])}
      />
      <Text label={word('step.title')} value={asText(value['title'])} onDone={(next) => change(['title'], next)} />
      {value['uses'] === undefined ? null : (
        <Uses key={asText(value['uses'])} value={asText(value['uses'])} onDone={(next) => change(['uses'], next)} />
      )}
      <Text label={word('step.if')} help={word('step.if_help')} value={asText(value['if'])} mono onDone={(next) => change(['if'], next)} />
      <Needs needs={value['needs']} />
      {value['uses'] === undefined ? null : (
        <StepInput
          key={JSON.stringify([id, value['uses'], value['with']])}
          uses={asText(value['uses'])}
          value={(value['with'] ?? {}) as Record<string, unknown>}
          onApply={(next) => change(['with'], Object.keys(next).length > 0 ? next : undefined)}
        />
      )}
      {Object.keys(rest).length > 0 ? (
        <div className="grid gap-1">
          <span className="text-small font-strong">{word('step.rest')}</span>
          <CodeBlock label={word('step.rest')} text={JSON.stringify(rest, null, 2)} />
        </div>
      ) : null}
      {task ? (
        <p className="truncate text-small text-ink-3">
          {word('step.task')} <span className="font-mono">{task}</span>
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button icon={ListPlus} onClick={onAdd}>
          {word('step.more')}
        </Button>
        <Button icon={Trash2} variant="danger" onClick={() => onEdit([{ kind: 'delete', id }])}>
          {word('step.delete')}
        </Button>
      </div>
    </div>
  )
}

const own = new Set(['id', 'title', 'uses', 'if', 'needs', 'with'])

interface TextProps {
  readonly label: string
  readonly help?: string
  readonly value: string
  readonly mono?: boolean
  readonly onDone: (value: string) => void
}

/** Takes effect on Enter or on leaving it, and only when something changed. */
function Text({ label, help, value, mono, onDone }: TextProps) {
  const [text, setText] = useState<string | null>(null)
  const done = () => {
    if (text !== null && text.trim() !== value) onDone(text.trim())
    setText(null)
  }
  return (
    <Field label={label} help={help}>
      <Input
        mono={mono}
        autoComplete="off"
        spellCheck={false}
        value={text ?? value}
        onChange={(event) => setText(event.target.value)}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === 'Enter') done()
          if (event.key === 'Escape') setText(null)
        }}
      />
    </Field>
  )
}

function Uses({ value, onDone }: { value: string; onDone: (value: string) => void }) {
  const [text, setText] = useState(value)
  const operations = useListedOperations().data ?? []
  const options = [...builtIns.filter(({ step }) => 'uses' in step), ...operations].map(({ id }) => ({ value: id, label: id }))
  const take = (next: string) => {
    setText(next)
    if (next !== value && options.some((option) => option.value === next)) onDone(next)
  }
  return (
    <Field
      label={word('step.uses')}
      help={operations.find(({ id }) => id === value)?.summary ?? builtIns.find(({ id }) => id === value)?.summary}
    >
      <Combobox value={text} onValue={take} options={options} />
    </Field>
  )
}

function Needs({ needs }: { needs: unknown }) {
  const named = typeof needs === 'string' ? [needs] : Array.isArray(needs) ? needs.map(String) : null
  const shown = named === null ? word('step.everything') : named.length === 0 ? word('step.nothing') : named.join(', ')
  return (
    <p className="text-small text-ink-3">
      {word('step.needs')} <span className="text-ink-2">{shown}</span>
    </p>
  )
}

function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
