import { lazy, Suspense } from 'react'
import type { ComboboxProps } from './combobox-types.ts'
import { Input } from './Input.tsx'

const ComboboxSurface = lazy(async () => ({ default: (await import('./ComboboxSurface.tsx')).ComboboxSurface }))

/** One of many, found by typing. Until its code is there it is a plain field that takes the same text. */
export function Combobox(props: ComboboxProps) {
  const plain = (
    <Input
      aria-label={props.label}
      placeholder={props.placeholder}
      value={props.value}
      onChange={(event) => props.onValue(event.target.value)}
    />
  )
  return (
    <Suspense fallback={plain}>
      <ComboboxSurface {...props} />
    </Suspense>
  )
}
