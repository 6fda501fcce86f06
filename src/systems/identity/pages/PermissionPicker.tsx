import { useState } from 'react'
import type { contract } from '#kernel/operations/contract.ts'
import { clientFor } from '#ui/client/client.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Checkbox } from '#ui/kit/Checkbox.tsx'
import { FilterInput } from '#ui/kit/FilterInput.tsx'
import { word } from './account/words.ts'
import { Loaded } from './Loaded.tsx'
import { has, rightsOf, toggleRight, toggleSystem, type Right, type SystemRights } from './permission-choice.ts'

const operations = clientFor<typeof contract>('operations')
const mostNamed = 3

export interface PermissionPickerProps {
  readonly label: string
  readonly value: readonly string[]
  readonly onValue: (value: readonly string[]) => void
}

/** Rights by system, each with what it is good for. Nobody can hand on what they lack, so only one's own are listed. */
export function PermissionPicker({ label, value, onValue }: PermissionPickerProps) {
  const [text, setText] = useState('')
  const list = useOperation(operations, 'list', {})
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 text-small font-strong">{label}</legend>
      <FilterInput value={text} onValue={setText} placeholder={word('rights.filter')} label={word('rights.filter')} />
      <div className="max-h-80 overflow-y-auto rounded-control border border-line">
        <Loaded answer={list} what={label}>
          {({ items }) => <Systems all={rightsOf(items)} text={text.trim().toLowerCase()} value={value} onValue={onValue} />}
        </Loaded>
      </div>
    </fieldset>
  )
}

interface SystemsProps extends Omit<PermissionPickerProps, 'label'> {
  readonly all: readonly SystemRights[]
  readonly text: string
}

function Systems({ all, text, value, onValue }: SystemsProps) {
  const shown = all.flatMap((one) => {
    const rights = one.rights.filter((right) => fits(right, text))
    return rights.length > 0 ? [{ one, rights }] : []
  })
  if (shown.length === 0) return <p className="px-3 py-2 text-ink-3">{word('rights.none')}</p>
  return (
    <ul className="hairlines">
      {shown.map(({ one, rights }) => (
        <li key={one.system} className="px-3 py-2">
          <Checkbox
            checked={one.rights.every(({ permission }) => has(value, permission))}
            mixed={
              one.rights.some(({ permission }) => has(value, permission)) && !one.rights.every(({ permission }) => has(value, permission))
            }
            onChecked={() => onValue(toggleSystem(value, one, all))}
          >
            <span className="font-strong">{one.system}</span>
            <span className="sr-only">: {word('rights.every', { system: one.system })}</span>
          </Checkbox>
          <ul className="mt-1.5 ml-6 grid gap-1.5">
            {rights.map((right) => (
              <li key={right.permission}>
                <Checkbox
                  checked={has(value, right.permission)}
                  onChecked={() => onValue(toggleRight(value, right.permission, all))}
                  help={summaryOf(right)}
                >
                  <span className="font-mono text-small">{right.permission}</span>
                </Checkbox>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function fits({ permission, summaries }: Right, text: string): boolean {
  return text === '' || permission.includes(text) || summaries.some((summary) => summary.toLowerCase().includes(text))
}

function summaryOf({ summaries }: Right): string {
  const rest = summaries.length - mostNamed
  const named = summaries.slice(0, mostNamed).join('. ')
  return rest > 0 ? `${named}, ${word('rights.more', { count: rest })}.` : `${named}.`
}
