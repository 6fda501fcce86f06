/** Those whom texts may ask: ids, names and addresses in lower case, and roles. */
export interface Askable {
  readonly people: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
}

export function isAskable(wanted: string, { people, roles }: Askable): boolean {
  const role = roleIn(wanted)
  return role === null ? people.has(wanted.replace(/^person:/, '').toLowerCase()) : roles.has(role)
}

export function roleIn(wanted: string): string | null {
  return /^role:(.+)$/.exec(wanted)?.[1] ?? null
}
