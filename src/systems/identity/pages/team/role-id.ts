/** An id made from a name: "Release manager" is `release-manager`. */
export function roleIdOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
}

export function isRoleId(id: string): boolean {
  return /^[a-z][a-z0-9-]{1,39}$/.test(id)
}
