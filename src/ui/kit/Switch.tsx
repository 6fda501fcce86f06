import type { ReactNode } from 'react'
import { useField } from './field-context.ts'

export interface SwitchProps {
  readonly checked: boolean
  readonly onChecked: (checked: boolean) => void
  readonly children?: ReactNode
  readonly label?: string
  readonly disabled?: boolean
}

/** On or off, at once. */
export function Switch({ checked, onChecked, children, label, disabled }: SwitchProps) {
  const field = useField()
  return (
    <label className="inline-flex items-center gap-2 pointer-coarse:min-h-(--touch)">
      <input
        {...field?.control}
        type="checkbox"
        role="switch"
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChecked(event.target.checked)}
        className="toggle h-4 w-7 shrink-0 pointer-coarse:h-6 pointer-coarse:w-11"
      />
      {children}
    </label>
  )
}
