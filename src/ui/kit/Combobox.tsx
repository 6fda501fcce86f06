import { lazy, Suspense } from 'react'
import { Input } from './Input.tsx'
import type { Option } from './Select.tsx'

const ComboboxSurface = lazy(async () => ({ default: (await import('./ComboboxSurface.tsx')).ComboboxSurface }))

export interface ComboboxProps {
  readonly value: string
  readonly onValue: (value: string) => void
  /** All there is, or a search for lists that are too long to have at once. */
  readonly options?: readonly Option[]
  readonly search?: (text: string, signal: AbortSignal) => Promise<readonly Option[]>
  readonly placeholder?: string
  readonly label?: string
}

/** One of many, found by typing. Until its code is there it is a plain field that takes the same text. */
export function Combobox(props: ComboboxProps) {
  const plain = <Input aria-label={props.label} placeholder={props.placeholder} value={props.value} onChange={(event) => props.onValue(event.target.value)} />
  return (
    <Suspense fallback={plain}>
      <ComboboxSurface {...props} />
    </Suspense>
  )
}
