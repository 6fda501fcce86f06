/**
 * One text per value: JSON with keys in code unit order and numbers in their shortest exact form, no spaces
 * (RFC 8785). Throws TypeError for what JSON cannot hold, so that nothing is lost silently.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} has no canonical form.`)
  const members = Object.keys(value)
    .sort()
    .filter((key) => value[key as keyof typeof value] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key as keyof typeof value])}`)
  return `{${members.join(',')}}`
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical form.`)
  return JSON.stringify(value)
}
