import type { ProblemError } from '#ui/client/problem.ts'
import { Combobox } from '#ui/kit/Combobox.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Switch } from '#ui/kit/Switch.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { contentOf, type MindDraft } from './mind-draft.ts'
import { findModels } from './models.ts'
import { word } from './words.ts'

interface MindFieldsProps {
  readonly draft: MindDraft
  readonly change: (part: Partial<MindDraft>) => void
  readonly problem: ProblemError | null
  readonly tried: boolean
}

export function MindFields({ draft, change, problem, tried }: MindFieldsProps) {
  const said = (field: keyof MindDraft) => problem?.errors.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message
  return (
    <>
      <Field label={word('name')} error={said('name')} required>
        <Input value={draft.name} maxLength={60} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <Field label={word('duty')} help={word('duty.help')} error={said('duty')} required>
        <TextArea value={draft.duty} maxLength={1000} onChange={(event) => change({ duty: event.target.value })} />
      </Field>
      <Field label={word('artefact')} help={word('artefact.help')} error={said('artefact')} required>
        <TextArea rows={2} value={draft.artefact} maxLength={300} onChange={(event) => change({ artefact: event.target.value })} />
      </Field>
      <Field label={word('lens')} help={word('lens.help')} error={said('lens')} required={false}>
        <TextArea mono rows={2} spellCheck={false} value={draft.lens} onChange={(event) => change({ lens: event.target.value })} />
      </Field>
      <Field label={word('model')} help={word('model.help')} error={said('model')} required={false}>
        <Combobox value={draft.model} onValue={(model) => change({ model })} search={findModels} placeholder={word('model.none')} />
      </Field>
      <Field
        label={word('weight')}
        help={word('weight.help')}
        error={said('weight') ?? (tried && contentOf(draft) === null ? word('wrong') : undefined)}
      >
        <Input inputMode="decimal" value={draft.weight} onChange={(event) => change({ weight: event.target.value })} />
      </Field>
      <Switch checked={draft.enabled} onChecked={(enabled) => change({ enabled })}>
        {word('enabled')}
      </Switch>
    </>
  )
}
