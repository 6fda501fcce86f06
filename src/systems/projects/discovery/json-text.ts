/** A parsed JSON document that still knows where each value stood. */
export type JsonText = {
  value: unknown
  /** Line (from 1) of the key, or of the list item, that `path` names. */
  lineOf: (...path: readonly string[]) => number | undefined
}

/**
 * Parses JSON with comments and trailing commas, as tool settings are written.
 * @throws SyntaxError naming the line
 */
export function parseJsonText(text: string): JsonText {
  const reader: Reader = { text, at: text.charCodeAt(0) === 0xfeff ? 1 : 0, line: 1, lines: new Map() }
  const value = readValue(reader, '', 0)
  skipBlank(reader)
  if (reader.at < text.length) fail(reader)
  return { value, lineOf: (...path) => reader.lines.get(path.map((step) => separator + step).join('')) }
}

/** The value as a plain object, `{}` when it is anything else. */
export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

export function asStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

type Reader = { text: string; at: number; line: number; lines: Map<string, number> }

const separator = '\u0000'
const deepest = 200

function readValue(reader: Reader, path: string, depth: number): unknown {
  skipBlank(reader)
  if (depth > deepest) fail(reader)
  const character = reader.text[reader.at]
  if (character === '{') return readObject(reader, path, depth)
  if (character === '[') return readList(reader, path, depth)
  if (character === '"') return readString(reader)
  return readWord(reader)
}

function readObject(reader: Reader, path: string, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = Object.create(null)
  reader.at++
  for (skipBlank(reader); reader.text[reader.at] !== '}'; skipBlank(reader)) {
    const line = reader.line
    const key = readString(reader)
    const inner = path + separator + key
    reader.lines.set(inner, line)
    skipBlank(reader)
    expect(reader, ':')
    object[key] = readValue(reader, inner, depth + 1)
    skipBlank(reader)
    if (reader.text[reader.at] !== '}') expect(reader, ',')
  }
  reader.at++
  return object
}

function readList(reader: Reader, path: string, depth: number): unknown[] {
  const list: unknown[] = []
  reader.at++
  for (skipBlank(reader); reader.text[reader.at] !== ']'; skipBlank(reader)) {
    const inner = path + separator + list.length
    reader.lines.set(inner, reader.line)
    list.push(readValue(reader, inner, depth + 1))
    skipBlank(reader)
    if (reader.text[reader.at] !== ']') expect(reader, ',')
  }
  reader.at++
  return list
}

const stringForm = /"(?:[^"\\\n\r]|\\.)*"/y

function readString(reader: Reader): string {
  stringForm.lastIndex = reader.at
  const found = stringForm.exec(reader.text)
  if (!found) fail(reader)
  reader.at += found[0].length
  try {
    return JSON.parse(found[0].replace(/\t/g, '\\t'))
  } catch {
    return fail(reader)
  }
}

const wordForm = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y

function readWord(reader: Reader): unknown {
  wordForm.lastIndex = reader.at
  const found = wordForm.exec(reader.text)
  if (!found) fail(reader)
  reader.at += found[0].length
  return JSON.parse(found[0])
}

const blankForm = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y

function skipBlank(reader: Reader): void {
  for (;;) {
    blankForm.lastIndex = reader.at
    const found = blankForm.exec(reader.text)
    if (!found) return
    reader.at += found[0].length
    for (const character of found[0]) if (character === '\n') reader.line++
  }
}

function expect(reader: Reader, character: string): void {
  if (reader.text[reader.at] !== character) fail(reader)
  reader.at++
}

function fail(reader: Reader): never {
  const found = reader.text.slice(reader.at, reader.at + 12).split('\n')[0]
  const where = reader.at >= reader.text.length ? ': it ends too early' : ` near ${JSON.stringify(found ?? '')}`
  throw new SyntaxError(`Line ${reader.line} is not valid JSON${where}`)
}
