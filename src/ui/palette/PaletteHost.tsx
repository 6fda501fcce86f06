import { lazy, Suspense, useSyncExternalStore } from 'react'
import { loadPalette } from './load-palette.ts'
import { paletteStore } from './palette-store.ts'

const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }))

export function PaletteHost() {
  const open = useSyncExternalStore(paletteStore.subscribe, paletteStore.isOpen)
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <Palette />
    </Suspense>
  )
}
