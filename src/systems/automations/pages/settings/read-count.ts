/** A whole number from 1 that somebody typed; null when nothing was, `wrong` when it is no such number. */
export function readCount(text: string, most: number): number | null | 'wrong' {
  const plain = text.trim()
  if (plain === '') return null
  const count = Number(plain)
  return Number.isInteger(count) && count >= 1 && count <= most ? count : 'wrong'
}
