export type Theme = 'system' | 'light' | 'dark'

const key = 'optimus.theme'
const listeners = new Set<() => void>()
let chosenHere: Theme | null = null
const systemDark = matchMedia('(prefers-color-scheme: dark)')

systemDark.addEventListener('change', apply)
addEventListener('storage', (event) => {
  if (event.key === key) apply()
})

/** Light, dark, or as the system has it; remembered in this browser. `assets/theme.js` reads the same key. */
export const themeStore = {
  read(): Theme {
    const stored = remembered()
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  },
  choose(theme: Theme): void {
    try {
      if (theme === 'system') localStorage.removeItem(key)
      else localStorage.setItem(key, theme)
    } catch {
      // Storage is blocked: the choice lasts as long as the page.
      chosenHere = theme
    }
    apply()
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

function remembered(): string | null {
  try {
    return localStorage.getItem(key) ?? chosenHere
  } catch {
    return chosenHere
  }
}

function apply(): void {
  const theme = themeStore.read()
  const dark = theme === 'dark' || (theme === 'system' && systemDark.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  for (const listener of listeners) listener()
}
