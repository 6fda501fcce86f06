import { useState } from 'react'
import { Chip } from '#ui/kit/Chip.tsx'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { findProjects, useProjectNames } from './projects.ts'
import { word } from './words.ts'

export interface ProjectPickerProps {
  readonly label: string
  readonly help: string
  readonly value: readonly string[]
  readonly onValue: (value: readonly string[]) => void
}

/** Several projects, found by typing; those chosen stand below as chips. */
export function ProjectPicker({ label, help, value, onValue }: ProjectPickerProps) {
  const [round, setRound] = useState(0)
  const nameOf = useProjectNames()
  const add = (id: string) => {
    if (!id) return
    setRound(round + 1)
    if (!value.includes(id)) onValue([...value, id])
  }
  return (
    <div className="grid gap-2">
      <Field label={label} help={help}>
        <Combobox key={round} value="" search={findProjects} onValue={add} placeholder={word('projects.search')} />
      </Field>
      {value.length > 0 ? (
        <div className="flex flex-wrap gap-1.5">
          {value.map((id) => (
            <Chip
              key={id}
              onRemove={{
                label: word('projects.remove', { name: nameOf(id) }),
                remove: () => onValue(value.filter((one) => one !== id)),
              }}
            >
              {nameOf(id)}
            </Chip>
          ))}
        </div>
      ) : null}
    </div>
  )
}
