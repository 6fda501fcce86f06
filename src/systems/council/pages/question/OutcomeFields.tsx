import { Field } from '#ui/kit/Field.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { RadioGroup } from '#ui/kit/RadioGroup.tsx'
import type { Question } from '../client.ts'
import { offeredOf } from './offered.ts'
import type { Happened } from './outcome.ts'
import { word } from './words.ts'

interface OutcomeFieldsProps {
  readonly question: Question
  readonly happened: Happened
  readonly change: (part: Partial<Happened>) => void
}

export function OutcomeFields({ question, happened, change }: OutcomeFieldsProps) {
  if (question.type === 'yes-no') return <YesNo happened={happened} change={change} />
  if (question.type === 'numeric') {
    return (
      <Field label={word('outcome.value')}>
        <Input
          inputMode="decimal"
          value={happened.value}
          trailing={question.unit}
          onChange={(event) => change({ value: event.target.value })}
        />
      </Field>
    )
  }
  if (question.type === 'open') return <Claims question={question} happened={happened} change={change} />
  return (
    <RadioGroup
      label={word(question.type === 'preference' ? 'outcome.chosen' : 'outcome.option')}
      value={happened.option}
      onValue={(option) => change({ option })}
      choices={offeredOf(question).map(({ id, label }) => ({ value: id, label }))}
    />
  )
}

function YesNo({ happened, change }: Omit<OutcomeFieldsProps, 'question'>) {
  return (
    <>
      <RadioGroup
        label={word('outcome.happened')}
        value={happened.answer}
        onValue={(answer) => change({ answer })}
        choices={(['yes', 'no', 'part'] as const).map((value) => ({ value, label: word(`outcome.${value}`) }))}
      />
      {happened.answer === 'part' ? (
        <Field label={word('outcome.share')}>
          <Input inputMode="decimal" value={happened.share} trailing="%" onChange={(event) => change({ share: event.target.value })} />
        </Field>
      ) : null}
    </>
  )
}

function Claims({ question, happened, change }: OutcomeFieldsProps) {
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-1 text-small font-strong">{word('outcome.held')}</legend>
      {question.claims.map(({ id, text }) => (
        <Field key={id} label={text ?? word('outcome.claim', { id })} required={false}>
          <Input
            inputMode="decimal"
            value={happened.held[id] ?? ''}
            trailing="%"
            onChange={(event) => change({ held: { ...happened.held, [id]: event.target.value } })}
          />
        </Field>
      ))}
    </fieldset>
  )
}
