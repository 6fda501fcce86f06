import { Search } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { classes } from '#ui/format/classes.ts'
import type { Icon } from '#ui/kit/icon.ts'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { useListedOperations } from '#ui/palette/operations.ts'
import { word } from '../words.ts'
import { builtIns, iconOf } from './uses.ts'

export interface Choice {
  readonly id: string
  readonly icon: Icon
  readonly summary: string
  /** The new step without its id. */
  readonly step: Readonly<Record<string, unknown>>
}

interface AddStepProps {
  /** The step that the new one will stand behind; at the end without it. */
  readonly after: string | null
  readonly onChoose: (choice: Choice) => void
  readonly onClose: () => void
}

const most = 40

/** Finds what a new step shall do, among built-in calls and every operation of this installation. */
export function AddStep({ after, onChoose, onClose }: AddStepProps) {
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const list = useId()
  const found = useChoices(text)
  const current = Math.min(active, found.length - 1)
  const pressed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const choice = found[current]
    if (step !== 0) setActive((current + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter' && choice) onChoose(choice)
    else return
    event.preventDefault()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={word('add.title')}
      description={after ? word('add.behind', { step: after }) : word('add.end')}
    >
      <Input
        autoFocus
        icon={Search}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={found[current] ? `${list}-${current}` : undefined}
        aria-label={word('add.search')}
        placeholder={word('add.search')}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={pressed}
      />
      <ul id={list} role="listbox" aria-label={word('add.title')} className="mt-2 max-h-80 overflow-y-auto">
        {found.map((choice, index) => (
          <ChoiceRow
            key={choice.id}
            id={`${list}-${index}`}
            choice={choice}
            active={index === current}
            onPoint={() => setActive(index)}
            onChoose={() => onChoose(choice)}
          />
        ))}
      </ul>
      {found.length === 0 ? <p className="px-2 py-3 text-ink-3">{word('add.none')}</p> : null}
    </Dialog>
  )
}

interface ChoiceRowProps {
  readonly id: string
  readonly choice: Choice
  readonly active: boolean
  readonly onPoint: () => void
  readonly onChoose: () => void
}

function ChoiceRow({ id, choice, active, onPoint, onChoose }: ChoiceRowProps) {
  const Glyph = choice.icon
  return (
    // The combobox above has the focus and takes the keys.
    <li
      id={id}
      role="option"
      aria-selected={active}
      onPointerMove={onPoint}
      onClick={onChoose}
      ref={active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
      className={classes('flex min-h-9 items-center gap-2.5 rounded-control px-2.5', active && 'bg-selected')}
    >
      <Glyph size={15} aria-hidden className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">{choice.summary}</span>
      <span className="shrink-0 font-mono text-small text-ink-3">{choice.id}</span>
    </li>
  )
}

function useChoices(text: string): readonly Choice[] {
  const operations = useListedOperations().data ?? []
  const all = [...builtIns, ...operations.map(({ id, summary }): Choice => ({ id, summary, icon: iconOf(id), step: { uses: id } }))]
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter(({ id, summary }) => words.every((one) => `${id} ${summary}`.toLowerCase().includes(one))).slice(0, most)
}
