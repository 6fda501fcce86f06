let open = false
let initial = ''
const listeners = new Set<() => void>()

export const paletteStore = {
  isOpen: () => open,
  initial: () => initial,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Opens the palette, with some words typed already where a page wants that. */
export function openPalette(text = ''): void {
  initial = text
  change(true)
}

export function closePalette(): void {
  change(false)
}

function change(next: boolean): void {
  open = next
  for (const listener of listeners) listener()
}
