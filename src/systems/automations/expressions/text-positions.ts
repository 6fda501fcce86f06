/** Where `wanted` starts in `text`, overlaps included, counted in bytes of UTF-8 as jq counts. */
export function indicesOfText(text: string, wanted: string): number[] {
  if (wanted === '') return []
  const found: number[] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) found.push(Buffer.byteLength(text.slice(0, at)))
  return found
}
