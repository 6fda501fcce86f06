/** How long the second key of a pair such as `g p` may take, in milliseconds. */
export const pairWindow = 1200

export interface KeyStep {
  /** What to do now, if anything. */
  readonly action: 'palette' | 'shortcuts' | 'filter' | 'theme' | null
  /** Where to go now, if anywhere. */
  readonly goto: string | null
  /** Whether the next key is the second of a pair. */
  readonly pending: boolean
}

export interface PressedKey {
  readonly key: string
  readonly command: boolean
  /** Typed into a field: only the command keys count. */
  readonly typing: boolean
}

/** What one key press means. `places` maps the key after `g` to an address. */
export function keyStep(pressed: PressedKey, pending: boolean, places: ReadonlyMap<string, string>): KeyStep {
  if (pressed.command) return step({ action: pressed.key.toLowerCase() === 'k' ? 'palette' : null })
  if (pressed.typing) return step({})
  if (pending) return step({ goto: places.get(pressed.key) ?? null })
  if (pressed.key === 'g') return step({ pending: true })
  return step({ action: actions[pressed.key] ?? null })
}

const actions: Record<string, KeyStep['action']> = { '?': 'shortcuts', '/': 'filter', t: 'theme' }

function step(part: Partial<KeyStep>): KeyStep {
  return { action: null, goto: null, pending: false, ...part }
}
