import { useId } from 'react'

export interface Choice<V extends string> {
  readonly value: V
  readonly label: string
  readonly help?: string
}

export interface RadioGroupProps<V extends string> {
  readonly label: string
  readonly choices: readonly Choice<V>[]
  readonly value: V
  readonly onValue: (value: V) => void
}

/** One of a few, all in sight, each with a line of help. */
export function RadioGroup<V extends string>({ label, choices, value, onValue }: RadioGroupProps<V>) {
  const name = useId()
  return (
    <fieldset className="grid content-start gap-1.5">
      <legend className="mb-1 text-small font-strong">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="flex items-start gap-2 pointer-coarse:min-h-(--touch) pointer-coarse:items-center">
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onValue(choice.value)}
            className="dot mt-[3px] size-3.5 shrink-0 pointer-coarse:mt-0 pointer-coarse:size-5"
          />
          <span>
            {choice.label}
            {choice.help ? <span className="block text-small text-ink-3">{choice.help}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
