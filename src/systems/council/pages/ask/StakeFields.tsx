import { Field } from '#ui/kit/Field.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { RadioGroup } from '#ui/kit/RadioGroup.tsx'
import { Switch } from '#ui/kit/Switch.tsx'
import { word as own } from '../words.ts'
import type { PartProps } from './part-props.ts'
import { word } from './words.ts'

const stakes = ['reversible', 'costly', 'irreversible'] as const

export function StakeFields({ draft, change, said }: PartProps) {
  return (
    <div className="grid gap-3.5">
      <RadioGroup
        label={word('stake')}
        value={draft.reversibility}
        onValue={(reversibility) => change({ reversibility })}
        choices={stakes.map((value) => ({ value, label: own(`stake.${value}`), help: word(`stake.${value}.help`) }))}
      />
      <Switch checked={draft.byCosts} onChecked={(byCosts) => change({ byCosts })}>
        {word('costs')}
      </Switch>
      {draft.byCosts ? (
        <div className="grid grid-cols-2 items-start gap-3">
          <Field label={word('wrong')} help={word('costs.help')} error={said('wrongAct')}>
            <Input inputMode="decimal" value={draft.wrongAct} onChange={(event) => change({ wrongAct: event.target.value })} />
          </Field>
          <Field label={word('miss')}>
            <Input inputMode="decimal" value={draft.miss} onChange={(event) => change({ miss: event.target.value })} />
          </Field>
        </div>
      ) : null}
      <Field label={word('domain')} help={word('domain.help')} error={said('domain')}>
        <Input value={draft.domain} maxLength={60} onChange={(event) => change({ domain: event.target.value })} />
      </Field>
    </div>
  )
}
