import { X } from 'lucide-react'
import { useState } from 'react'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { IconButton } from '#ui/kit/IconButton.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { findProjects, useProjectNames } from '../projects.ts'
import { word as own } from '../words.ts'
import { useRoleOptions } from './use-role-names.ts'
import { word } from './words.ts'

export interface Roles {
  readonly role: string
  readonly projects: readonly { readonly project: string; readonly role: string }[]
}

/** What somebody is everywhere, and in single projects beside that. */
export function RoleFields({ value, onValue }: { value: Roles; onValue: (value: Roles) => void }) {
  const options = useRoleOptions()
  return (
    <>
      <Field label={word('role.everywhere')}>
        <Select value={value.role} options={options} onValue={(role) => onValue({ ...value, role })} />
      </Field>
      <Further value={value} onValue={onValue} />
    </>
  )
}

function Further({ value, onValue }: { value: Roles; onValue: (value: Roles) => void }) {
  const [round, setRound] = useState(0)
  const options = useRoleOptions()
  const nameOf = useProjectNames()
  const set = (projects: Roles['projects']) => onValue({ ...value, projects })
  const add = (project: string) => {
    if (!project) return
    setRound(round + 1)
    if (value.projects.every((one) => one.project !== project)) set([...value.projects, { project, role: 'member' }])
  }
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 text-small font-strong">{word('role.further')}</legend>
      {value.projects.map(({ project, role }) => (
        <div key={project} className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate">{nameOf(project)}</span>
          <Select
            label={word('role.further.label', { project: nameOf(project) })}
            value={role}
            options={options}
            onValue={(next) => set(value.projects.map((one) => (one.project === project ? { project, role: next } : one)))}
          />
          <IconButton
            icon={X}
            label={word('role.further.remove', { project: nameOf(project) })}
            onClick={() => set(value.projects.filter((one) => one.project !== project))}
          />
        </div>
      ))}
      <Combobox
        key={round}
        label={word('role.further.add')}
        value=""
        search={findProjects}
        onValue={add}
        placeholder={own('projects.search')}
      />
    </fieldset>
  )
}
