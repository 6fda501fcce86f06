import { Field } from '#ui/kit/Field.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { RadioGroup } from '#ui/kit/RadioGroup.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import type { PartProps } from './part-props.ts'
import { word } from './words.ts'

const comparisons = ['>=', '>', '<=', '<', '=', '!=', 'exists'] as const

export function OutcomeFields({ draft, change, said }: PartProps) {
  return (
    <div className="grid gap-3.5">
      <Field label={word('review')} help={word('review.help')} required={false}>
        <Input type="date" value={draft.review} onChange={(event) => change({ review: event.target.value })} />
      </Field>
      <RadioGroup
        label={word('resolver')}
        value={draft.resolver}
        onValue={(resolver) => change({ resolver })}
        choices={(['person', 'operation', 'event'] as const).map((value) => ({ value, label: word(`resolver.${value}`) }))}
      />
      {draft.resolver === 'operation' ? <OperationFields draft={draft} change={change} said={said} /> : null}
      {draft.resolver === 'event' ? (
        <>
          <Field label={word('event')} help={word('event.help')} error={said('event')}>
            <Input mono value={draft.event} onChange={(event) => change({ event: event.target.value })} />
          </Field>
          <Field label={word('where')} error={said('where')}>
            <TextArea mono spellCheck={false} value={draft.where} onChange={(event) => change({ where: event.target.value })} />
          </Field>
        </>
      ) : null}
      {draft.resolver === 'person' ? null : (
        <Field label={word('by')} error={said('by')}>
          <Input type="datetime-local" value={draft.by} onChange={(event) => change({ by: event.target.value })} />
        </Field>
      )}
    </div>
  )
}

function OperationFields({ draft, change, said }: PartProps) {
  return (
    <>
      <div className="grid items-start gap-3 desk:grid-cols-2">
        <Field label={word('operation')} help={word('operation.help')} error={said('operation')}>
          <Input mono value={draft.operation} onChange={(event) => change({ operation: event.target.value })} />
        </Field>
        <Field label={word('path')} help={word('path.help')}>
          <Input mono value={draft.path} onChange={(event) => change({ path: event.target.value })} />
        </Field>
      </div>
      {draft.type === 'choice' ? <p className="text-small text-ink-2">{word('case.for')}</p> : null}
      <Field label={word('input')} error={said('input')}>
        <TextArea mono spellCheck={false} value={draft.input} onChange={(event) => change({ input: event.target.value })} />
      </Field>
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label={word('is')}>
          <Select
            value={draft.is}
            onValue={(is) => change({ is })}
            options={comparisons.map((value) => ({ value, label: value === 'exists' ? word('is.exists') : value }))}
          />
        </Field>
        {draft.is === 'exists' ? null : (
          <Field label={word('value')} error={said('value')}>
            <Input mono value={draft.value} onChange={(event) => change({ value: event.target.value })} />
          </Field>
        )}
      </div>
    </>
  )
}
