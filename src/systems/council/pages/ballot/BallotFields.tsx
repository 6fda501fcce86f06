import { ArrowDown, ArrowUp } from 'lucide-react'
import { Field } from '#ui/kit/Field.tsx'
import { IconButton } from '#ui/kit/IconButton.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { moved, percentsIn, type Ask, type BallotDraft } from './draft.ts'
import { word } from './words.ts'

interface BallotFieldsProps {
  readonly ask: Ask
  readonly draft: BallotDraft
  readonly change: (part: Partial<BallotDraft>) => void
}

export function BallotFields(props: BallotFieldsProps) {
  const { ask } = props
  if (ask.type === 'yes-no') return <YesNo {...props} />
  if (ask.type === 'numeric') return <Numbers {...props} />
  if (ask.type === 'preference') return <Ranking {...props} />
  const rows = ask.type === 'open' ? ask.claims.map(({ id, text }) => ({ id, label: text || word('claim.hidden', { id }) })) : ask.options
  return <Percents {...props} rows={rows} />
}

/** A slider and a field of the same number. */
function YesNo({ draft, change }: BallotFieldsProps) {
  const percent = draft.percents['yes'] ?? ''
  const set = (text: string) => change({ percents: { yes: text } })
  return (
    <Field label={word('yes-no')}>
      <span className="flex items-center gap-3">
        <Percent label={word('yes-no')} value={percent} onValue={set} />
        <input
          type="range"
          min="0"
          max="100"
          aria-label={`${word('yes-no')} ${word('percent')}`}
          value={Number(percent) || 0}
          onChange={(event) => set(event.target.value)}
          className="min-w-0 flex-1 accent-ink pointer-coarse:h-(--touch)"
        />
      </span>
    </Field>
  )
}

function Percents({ ask, draft, change, rows }: BallotFieldsProps & { rows: Ask['options'] }) {
  const said = percentsIn(draft.percents)
  const sum = said ? Object.values(said).reduce((total, percent) => total + percent, 0) : 0
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-small font-strong">{word(ask.type === 'open' ? 'open' : 'choice')}</legend>
      {rows.map(({ id, label }) => (
        <span key={id} className="flex items-center gap-3">
          <Percent
            label={label}
            value={draft.percents[id] ?? ''}
            onValue={(text) => change({ percents: { ...draft.percents, [id]: text } })}
          />
          <span className="min-w-0 flex-1">{label}</span>
        </span>
      ))}
      {ask.type === 'choice' && sum > 0 ? (
        <p className="text-small text-ink-3">
          {sum === 100 ? word('choice.full') : word('choice.sum', { count: Math.round(sum * 10) / 10 })}
        </p>
      ) : null}
    </fieldset>
  )
}

function Percent({ label, value, onValue }: { label: string; value: string; onValue: (text: string) => void }) {
  return (
    <Input
      inputMode="decimal"
      aria-label={label}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      trailing="%"
      className="w-20! shrink-0"
    />
  )
}

function Numbers({ ask, draft, change }: BallotFieldsProps) {
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-1 text-small font-strong">{word('numeric')}</legend>
      {(['p10', 'p50', 'p90'] as const).map((at) => (
        <Field key={at} label={word(`numeric.${at}`)}>
          <Input
            inputMode="decimal"
            value={draft.numbers[at]}
            onChange={(event) => change({ numbers: { ...draft.numbers, [at]: event.target.value } })}
            trailing={ask.unit}
          />
        </Field>
      ))}
      <p className="text-small text-ink-3">{word('numeric.help')}</p>
    </fieldset>
  )
}

function Ranking({ ask, draft, change }: BallotFieldsProps) {
  const labelOf = (id: string) => ask.options.find((option) => option.id === id)?.label ?? id
  return (
    <fieldset>
      <legend className="mb-1 text-small font-strong">{word('preference')}</legend>
      <ol className="hairlines rounded-control border border-line-strong">
        {draft.order.map((id, index) => (
          <li key={id} className="flex items-center gap-2 py-1 pr-1 pl-3">
            <span className="w-4 font-mono text-small text-ink-3">{index + 1}</span>
            <span className="min-w-0 flex-1">{labelOf(id)}</span>
            <IconButton
              icon={ArrowUp}
              label={word('preference.up', { label: labelOf(id) })}
              disabled={index === 0}
              onClick={() => change({ order: moved(draft.order, id, -1) })}
            />
            <IconButton
              icon={ArrowDown}
              label={word('preference.down', { label: labelOf(id) })}
              disabled={index === draft.order.length - 1}
              onClick={() => change({ order: moved(draft.order, id, 1) })}
            />
          </li>
        ))}
      </ol>
    </fieldset>
  )
}
