/** Whether the rights of a session (`projects:*`, `*`) cover one, everywhere or in some project. */
export function holds(permissions: readonly string[], right: string): boolean {
  const system = right.slice(0, right.indexOf(':'))
  return permissions.some((held) => held === '*' || held === right || held === `${system}:*`)
}
