import { Field } from '#ui/kit/Field.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { Switch } from '#ui/kit/Switch.tsx'
import type { PartProps } from './part-props.ts'
import { word } from './words.ts'

const deadlines = ['30', '60', '180', '600', '1800', '3600'] as const
const votings = ['0', '1', '24', '72', '168'] as const

export function LimitFields({ draft, change, said }: PartProps) {
  return (
    <div className="grid gap-3.5">
      <div className="grid items-start gap-3 desk:grid-cols-2">
        <Field label={word('deadline')} help={word('deadline.help')}>
          <Select
            value={draft.deadline}
            onValue={(deadline) => change({ deadline })}
            options={deadlines.map((value) => ({ value, label: word(`deadline.${value}`) }))}
          />
        </Field>
        <Field label={word('budget')} help={word('budget.help')} error={said('budget')} required={false}>
          <Input inputMode="decimal" value={draft.budget} onChange={(event) => change({ budget: event.target.value })} />
        </Field>
      </div>
      <Field label={word('voting')} help={word('voting.help')}>
        <Select
          value={draft.voting}
          onValue={(voting) => change({ voting })}
          options={votings.map((value) => ({ value, label: word(`voting.${value}`) }))}
        />
      </Field>
      <Switch checked={draft.minds} onChecked={(minds) => change({ minds })}>
        <span>
          {word('minds')}
          <span className="block text-small text-ink-3">{word('minds.help')}</span>
        </span>
      </Switch>
      <Switch checked={draft.adaptive} onChecked={(adaptive) => change({ adaptive })}>
        {word('adaptive')}
      </Switch>
    </div>
  )
}
