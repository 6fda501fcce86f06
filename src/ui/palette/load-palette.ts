export function loadPalette() {
  return import('./Palette.tsx')
}

/** Fetches the code as soon as somebody reaches for it. */
export function preloadPalette(): void {
  void loadPalette()
}
