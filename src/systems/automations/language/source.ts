import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml'
import type { Json, JsonObject } from '../expressions/json.ts'
import { inOrder, pointer, problemAt, START, type Path, type Place, type Problem } from './problem.ts'

export const SOURCE_BOUNDS = { bytes: 1_048_576, depth: 100, nodes: 50_000, aliases: 100 } as const

/** A text read as YAML 1.2 (JSON is YAML too), with the place of every key and value. */
export interface Source {
  readonly text: string
  readonly value: Json
  readonly problems: readonly Problem[]
  /** The syntax tree with comments, for edits that keep them. Null when the text could not be read. */
  readonly tree: Document | null
  /** Where the value at a path starts; of the nearest parent when there is none. */
  valueAt(path: Path): Place
  /** Where the key of a path starts; of the value for items of lists. */
  keyAt(path: Path): Place
  /** A place inside of a text that lies on one line, `offset` characters after its start. */
  insideAt(path: Path, offset: number): Place
}

/** Reads a text. Never throws: what is wrong is in `problems`, and then `value` is not to be used. */
export function readSource(text: string): Source {
  const size = Buffer.byteLength(text)
  if (size > SOURCE_BOUNDS.bytes)
    return broken(text, [
      problemAt(START, [], { code: 'too-large', message: `An automation has at most 1 MiB of text; this one has ${size} bytes.` }),
    ])
  const odd = text.search(UNSTORABLE)
  if (odd >= 0) return broken(text, [unstorable(placeIn(text, odd), [])])
  const lines = new LineCounter()
  const tree = parse(text, lines)
  if (tree === null) return tooDeep(text)
  if (tree.errors.some((error) => error.message.includes('call stack'))) return tooDeep(text)
  const reader = new TreeReader(tree, lines)
  const value = reader.read()
  const problems = inOrder([...yamlProblems(tree, lines), ...reader.problems])
  const known = (path: Path): Span => reader.nearest(path)
  return {
    text,
    value,
    problems,
    tree,
    valueAt: (path) => placeOf(lines, known(path).value),
    keyAt: (path) => placeOf(lines, known(path).key),
    insideAt: (path, offset) => placeOf(lines, insideOffset(known(path), offset)),
  }
}

/** What Postgres keeps in no text and no JSON: null characters, and halves of surrogate pairs. */
const UNSTORABLE = /\0|\p{Surrogate}/u

function unstorable(place: Place, path: Path): Problem {
  const message = 'This holds a character that cannot be stored, such as a null character or half of a pair; take it out.'
  return problemAt(place, path, { code: 'character', message })
}

function placeIn(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

function tooDeep(text: string): Source {
  return broken(text, [problemAt(START, [], { code: 'too-deep', message: 'The text is nested too deeply to be read.' })])
}

function broken(text: string, problems: Problem[]): Source {
  return { text, value: null, problems, tree: null, valueAt: () => START, keyAt: () => START, insideAt: () => START }
}

function parse(text: string, lineCounter: LineCounter): Document | null {
  try {
    return parseDocument(text, { version: '1.2', prettyErrors: false, lineCounter, keepSourceTokens: true, logLevel: 'error' })
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return line === 0 ? START : { line, column: col }
}

function yamlProblems(tree: Document, lines: LineCounter): Problem[] {
  return [...tree.errors, ...tree.warnings].slice(0, 20).map((error) => {
    const message = OWN_WORDS[error.code] ?? sentence(error.message)
    return problemAt(placeOf(lines, error.pos[0]), [], { code: 'yaml', message })
  })
}

const OWN_WORDS: Partial<Record<string, string>> = {
  TAG_RESOLVE_FAILED: 'Tags such as "!x" are not known here; remove it.',
  MULTIPLE_DOCS: 'The text holds several documents; keep one.',
  DUPLICATE_KEY: 'This key is there already; keep one of the two.',
  TAB_AS_INDENT: 'Indent with spaces; YAML does not take tabs here.',
}

function sentence(message: string): string {
  const first = message.split('\n')[0]!.trim()
  return `This is not valid YAML: ${first}${/[.!?]$/.test(first) ? '' : '.'}`
}

interface Span {
  readonly key: number
  readonly value: number
  /** The first character after the opening quote, when the text has no escapes and one line; otherwise the start. */
  readonly text: number | null
}

function insideOffset(span: Span, offset: number): number {
  return span.text === null ? span.value : span.text + offset
}

interface Here {
  readonly path: Path
  readonly pointer: string
  /** Where the key is; null for items of lists. */
  readonly key: number | null
}

function within(here: Here, part: string | number, key: number | null): Here {
  return { path: [...here.path, part], pointer: `${here.pointer}${pointer([part])}`, key }
}

class TreeReader {
  readonly problems: Problem[] = []
  private readonly tree: Document
  private readonly lines: LineCounter
  private readonly spans = new Map<string, Span>()
  private nodes = 0
  private aliases = 0

  constructor(tree: Document, lines: LineCounter) {
    this.tree = tree
    this.lines = lines
  }

  read(): Json {
    return this.convert(this.tree.contents, { path: [], pointer: '', key: null })
  }

  nearest(path: Path): Span {
    for (let length = path.length; length > 0; length -= 1) {
      const span = this.spans.get(pointer(path.slice(0, length)))
      if (span !== undefined) return length === path.length ? span : { ...span, text: null }
    }
    return this.spans.get('') ?? { key: 0, value: 0, text: null }
  }

  private convert(node: unknown, here: Here): Json {
    const written = node as Node | null
    const start = written?.range?.[0] ?? here.key ?? 0
    this.spans.set(here.pointer, { key: here.key ?? start, value: start, text: textStart(written, start) })
    if (!this.countNode(here.path, start)) return null
    if (isAlias(written)) return this.followAlias(written, here, start)
    if (isMap(written)) return this.convertMap(written.items as Pair<unknown, unknown>[], here)
    if (isSeq(written)) return written.items.map((item, index) => this.convert(item, within(here, index, null)))
    return isScalar(written) ? this.convertScalar(written, here.path) : null
  }

  /** Aliases are the classic bomb: few bytes that unfold to millions of nodes. Nodes and aliases are both counted. */
  private countNode(path: Path, offset: number): boolean {
    this.nodes += 1
    if (this.nodes > SOURCE_BOUNDS.nodes)
      return this.refuse(path, offset, [
        'too-large',
        `An automation has at most ${SOURCE_BOUNDS.nodes} values; this one has more, perhaps through aliases.`,
      ])
    if (path.length > SOURCE_BOUNDS.depth)
      return this.refuse(path, offset, ['too-deep', `Values are nested at most ${SOURCE_BOUNDS.depth} deep.`])
    return true
  }

  private refuse(path: Path, offset: number, [code, message]: [string, string]): false {
    if (!this.problems.some((problem) => problem.code === code))
      this.problems.push(problemAt(placeOf(this.lines, offset), path, { code, message }))
    return false
  }

  private followAlias(alias: Alias, here: Here, offset: number): Json {
    this.aliases += 1
    const target = alias.resolve(this.tree)
    if (this.aliases > SOURCE_BOUNDS.aliases)
      this.refuse(here.path, offset, ['too-large', `An automation has at most ${SOURCE_BOUNDS.aliases} aliases.`])
    else if (target === undefined) this.refuse(here.path, offset, ['yaml', `There is no anchor "&${alias.source}" before this.`])
    else return this.convert(target, { ...here, key: here.key ?? offset })
    return null
  }

  private convertMap(pairs: readonly Pair<unknown, unknown>[], here: Here): JsonObject {
    const object: JsonObject = {}
    for (const pair of pairs) {
      const keyNode = pair.key as Node | null
      const offset = keyNode?.range?.[0] ?? 0
      const name = isScalar(keyNode) ? keyText(keyNode) : null
      if (name === null || name === '<<' || name === '__proto__') {
        const complaint = name === null ? 'A key has to be a text.' : `"${name}" cannot be a key here.`
        this.problems.push(problemAt(placeOf(this.lines, offset), here.path, { code: 'yaml', message: complaint }))
      } else if (UNSTORABLE.test(name)) this.problems.push(unstorable(placeOf(this.lines, offset), here.path))
      else object[name] = this.convert(pair.value, within(here, name, offset))
    }
    return object
  }

  private convertScalar(scalar: Scalar, path: Path): Json {
    const { value } = scalar
    if (typeof value === 'string' && UNSTORABLE.test(value))
      this.problems.push(unstorable(placeOf(this.lines, scalar.range?.[0] ?? 0), path))
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
    const message = typeof value === 'number' ? 'Infinity and not-a-number cannot be used here.' : 'This kind of value cannot be used here.'
    this.problems.push(problemAt(placeOf(this.lines, scalar.range?.[0] ?? 0), path, { code: 'yaml', message }))
    return null
  }
}

function keyText(scalar: Scalar): string | null {
  if (typeof scalar.value === 'string') return scalar.value
  return scalar.source ?? null
}

function textStart(node: Node | null, start: number): number | null {
  if (!isScalar(node) || typeof node.value !== 'string') return null
  if (node.type === 'PLAIN') return node.value.includes('\n') || node.source !== node.value ? null : start
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
  return quoted && node.source === node.value && !node.value.includes('\n') ? start + 1 : null
}
