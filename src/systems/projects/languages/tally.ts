/** Lines of one file, counted chunk by chunk. */
export type Tally = {
  bytes: number
  lines: number
  blank: number
  /** Longest line so far, in bytes. */
  longest: number
  /** State between chunks: the length of the open line, and whether it holds more than blanks. */
  open: number
  isBlank: boolean
}

export function startTally(): Tally {
  return { bytes: 0, lines: 0, blank: 0, longest: 0, open: 0, isBlank: true }
}

const newline = 10
const carriage = 13
const tab = 9
const space = 32

/** Adds a chunk. Kept to a plain loop over bytes: it runs over every byte of every project. */
export function addChunk(tally: Tally, chunk: Uint8Array): void {
  let { open, isBlank, longest, lines, blank } = tally
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at]
    if (byte === newline) {
      lines++
      if (isBlank) blank++
      if (open > longest) longest = open
      open = 0
      isBlank = true
    } else {
      open++
      if (byte !== space && byte !== tab && byte !== carriage) isBlank = false
    }
  }
  Object.assign(tally, { open, isBlank, longest, lines, blank, bytes: tally.bytes + chunk.length })
}

/** Counts a last line that has no newline. */
export function endTally(tally: Tally): Tally {
  if (tally.open === 0) return tally
  const blank = tally.blank + (tally.isBlank ? 1 : 0)
  return { ...tally, lines: tally.lines + 1, blank, longest: Math.max(tally.longest, tally.open), open: 0 }
}

/** True for content that is no text: a zero byte near the start, unless a mark says it is UTF-16. */
export function looksBinary(head: Uint8Array): boolean {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  return !isWide && head.subarray(0, 8000).includes(0)
}
