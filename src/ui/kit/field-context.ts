import { createContext, use } from 'react'

/** What a Field hands to the control inside it, so that label, help and error belong together. */
export interface FieldLink {
  readonly invalid: boolean
  readonly control: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
    readonly required: boolean | undefined
  }
}

export const FieldContext = createContext<FieldLink | null>(null)

export function useField(): FieldLink | null {
  return use(FieldContext)
}
