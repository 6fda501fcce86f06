/** The value of one cookie of a request, or null. Two of the same name contradict each other and count as empty. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  if (header == null) return null
  const found = header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
  if (found.length === 0) return null
  return found.length === 1 ? found[0]!.slice(name.length + 1) : ''
}
