import { Plus, X } from 'lucide-react'
import { Button } from '#ui/kit/Button.tsx'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { IconButton } from '#ui/kit/IconButton.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { RadioGroup } from '#ui/kit/RadioGroup.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { findProjects } from '../projects.ts'
import { word as own } from '../words.ts'
import type { PartProps } from './part-props.ts'
import { takesOptions } from './draft.ts'
import { word } from './words.ts'

const types = ['yes-no', 'choice', 'numeric', 'preference', 'open'] as const
const mostOptions = 12

export function QuestionFields({ draft, change, said, placed }: PartProps & { placed: boolean }) {
  return (
    <>
      <Field label={word('text')} help={word('text.help')} error={said('text')} required>
        <TextArea autoFocus value={draft.text} onChange={(event) => change({ text: event.target.value })} className="text-lead" />
      </Field>
      <RadioGroup
        label={word('type')}
        value={draft.type}
        onValue={(type) => change({ type })}
        choices={types.map((value) => ({ value, label: own(`type.${value}`), help: word(`type.${value}.help`) }))}
      />
      {takesOptions(draft.type) ? <Options draft={draft} change={change} said={said} /> : null}
      {draft.type === 'numeric' ? (
        <div className="grid grid-cols-2 items-start gap-3">
          <Field label={word('threshold')} error={said('threshold')} required={false}>
            <Input inputMode="decimal" value={draft.threshold} onChange={(event) => change({ threshold: event.target.value })} />
          </Field>
          <Field label={word('unit')} help={word('unit.help')} required={false}>
            <Input value={draft.unit} onChange={(event) => change({ unit: event.target.value })} />
          </Field>
        </div>
      ) : null}
      {placed ? null : (
        <Field label={word('project')} help={word('project.help')} error={said('project')} required={false}>
          <Combobox
            value={draft.project}
            onValue={(project) => change({ project })}
            search={findProjects}
            placeholder={word('project.search')}
          />
        </Field>
      )}
      <Field label={word('context')} help={word('context.help')} required={false}>
        <TextArea value={draft.context} onChange={(event) => change({ context: event.target.value })} />
      </Field>
    </>
  )
}

function Options({ draft, change, said }: PartProps) {
  const { options } = draft
  const set = (index: number, text: string) => change({ options: options.map((old, at) => (at === index ? text : old)) })
  const fault = said('options')
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-small font-strong">{word(draft.type === 'open' ? 'options.claims' : 'options')}</legend>
      {options.map((text, index) => (
        <span key={index} className="flex items-center gap-1.5">
          <Input
            aria-label={word('option', { count: index + 1 })}
            value={text}
            onChange={(event) => set(index, event.target.value)}
            invalid={fault !== undefined && text.trim() === ''}
          />
          {options.length > 2 ? (
            <IconButton
              icon={X}
              label={word('option.remove', { count: index + 1 })}
              onClick={() => change({ options: options.filter((_, at) => at !== index) })}
            />
          ) : null}
        </span>
      ))}
      {fault ? (
        <p role="alert" className="text-small text-bad-text">
          {fault}
        </p>
      ) : null}
      {options.length < mostOptions ? (
        <span>
          <Button size="small" icon={Plus} onClick={() => change({ options: [...options, ''] })}>
            {word('option.add')}
          </Button>
        </span>
      ) : null}
    </fieldset>
  )
}
