/** Providers in the order of how many minds they carry; the place of each is its shape. */
export function familiesOf(providers: readonly (string | null)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const provider of providers) if (provider !== null) counts.set(provider, (counts.get(provider) ?? 0) + 1)
  const names = [...counts.keys()].sort((left, right) => (counts.get(right) ?? 0) - (counts.get(left) ?? 0) || left.localeCompare(right))
  return new Map(names.map((name, index) => [name, index]))
}
