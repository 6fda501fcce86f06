/** Where a file breaks (line from 1), what starts an entry of it, and how to parse text. */
export type Broken<T> = { line: number; isStart: (line: string) => boolean; parse: (text: string) => T }

/**
 * Parses the whole entries before a break; undefined if there are none.
 * What breaks a file may begin long before the line where a parser notices (an open bracket),
 * so each attempt goes back twice as many entries as the last.
 */
export function salvageBefore<T>(text: string, { line, isStart, parse }: Broken<T>): T | undefined {
  const lines = text.split('\n', line)
  const starts = lines.flatMap((one, i) => (i > 0 && isStart(one) ? [i] : []))
  for (let back = 1; back <= starts.length; back *= 2) {
    try {
      return parse(lines.slice(0, starts[starts.length - back]).join('\n'))
    } catch {
      // The break lies further back.
    }
  }
  return undefined
}
