/** The value at a path such as `git.unpushed` or `items.0.name`; undefined where it leads nowhere. */
export function fieldAt(value: unknown, path: string): unknown {
  let current = value
  for (const key of path.split('.').filter((part) => part !== '')) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, key)) return undefined
    current = (current as Record<string, unknown>)[key]
  }
  return current
}

export function textAt(value: unknown, path: string): string | null {
  const found = fieldAt(value, path)
  return typeof found === 'string' && found !== '' ? found : null
}

export function numberAt(value: unknown, path: string): number | null {
  const found = fieldAt(value, path)
  return typeof found === 'number' && Number.isFinite(found) ? found : null
}

export function dateAt(value: unknown, path: string): Date | null {
  const text = textAt(value, path)
  return text !== null && !Number.isNaN(Date.parse(text)) ? new Date(text) : null
}

export function listAt(value: unknown, path: string): unknown[] {
  const found = fieldAt(value, path)
  return Array.isArray(found) ? found : []
}

/** The first step of a path that an object on the way does not have, with the keys it has; null where nothing is amiss. */
export function lostStep(value: unknown, path: string): { readonly step: string; readonly keys: readonly string[] } | null {
  let current = value
  for (const key of path.split('.').filter((part) => part !== '')) {
    // What is unknown now, and what a list does not hold yet, may come.
    if (current === null || typeof current !== 'object') return null
    if (!Object.hasOwn(current, key)) return Array.isArray(current) ? null : { step: key, keys: Object.keys(current) }
    current = (current as Record<string, unknown>)[key]
  }
  return null
}
