import type { Option } from './Select.tsx'

export interface ComboboxProps {
  readonly value: string
  readonly onValue: (value: string) => void
  /** All there is, or a search for lists that are too long to have at once. */
  readonly options?: readonly Option[]
  readonly search?: (text: string, signal: AbortSignal) => Promise<readonly Option[]>
  readonly placeholder?: string
  readonly label?: string
}
