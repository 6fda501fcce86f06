/** The tree of a jq expression. `at` is the offset of the construct in the text; `optional` marks `.a.b?`, which is about `.b` only. */
export type Syntax =
  | { kind: 'identity'; at: number }
  | { kind: 'descend'; at: number }
  | { kind: 'literal'; at: number; value: null | boolean | number; canonical: boolean }
  | { kind: 'text'; at: number; format: string | null; parts: (string | Syntax)[] }
  | { kind: 'format'; at: number; name: string }
  | { kind: 'index'; at: number; target: Syntax; key: Syntax; optional?: true }
  | { kind: 'slice'; at: number; target: Syntax; from: Syntax | null; to: Syntax | null; optional?: true }
  | { kind: 'iterate'; at: number; target: Syntax; optional?: true }
  | { kind: 'array'; at: number; body: Syntax | null }
  | { kind: 'object'; at: number; entries: ObjectEntry[] }
  | { kind: 'negate'; at: number; body: Syntax }
  | { kind: 'pipe'; at: number; left: Syntax; right: Syntax }
  | { kind: 'comma'; at: number; left: Syntax; right: Syntax }
  | { kind: 'binary'; at: number; operator: BinaryOperator; left: Syntax; right: Syntax }
  | { kind: 'logic'; at: number; operator: 'and' | 'or'; left: Syntax; right: Syntax }
  | { kind: 'alternative'; at: number; left: Syntax; right: Syntax }
  | { kind: 'assign'; at: number; operator: AssignOperator; left: Syntax; right: Syntax }
  | { kind: 'if'; at: number; condition: Syntax; then: Syntax; otherwise: Syntax | null }
  | { kind: 'try'; at: number; body: Syntax; handler: Syntax | null }
  | { kind: 'reduce'; at: number; source: Syntax; pattern: Pattern; initial: Syntax; update: Syntax }
  | {
      kind: 'foreach'
      at: number
      source: Syntax
      pattern: Pattern
      initial: Syntax
      update: Syntax
      extract: Syntax | null
    }
  | { kind: 'bind'; at: number; source: Syntax; patterns: Pattern[]; body: Syntax }
  | { kind: 'define'; at: number; name: string; parameters: Parameter[]; body: Syntax; rest: Syntax }
  /** `key` is `name/arity`, by which functions are told apart. */
  | { kind: 'call'; at: number; name: string; key: string; arguments: Syntax[] }
  | { kind: 'variable'; at: number; name: string }
  | { kind: 'label'; at: number; name: string; body: Syntax }
  | { kind: 'break'; at: number; name: string }

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>='
export type AssignOperator = '=' | '|=' | '+=' | '-=' | '*=' | '/=' | '%=' | '//='

export interface ObjectEntry {
  key: Syntax
  value: Syntax
}

export type Pattern =
  | { kind: 'variable'; at: number; name: string }
  | { kind: 'array'; at: number; items: Pattern[] }
  | { kind: 'object'; at: number; entries: PatternEntry[] }

export interface PatternEntry {
  /** Also binds the member itself when the key is written as `$name`. */
  variable: string | null
  key: Syntax
  value: Pattern | null
}

export interface Parameter {
  name: string
  /** `$name` parameters are bound as values too. */
  value: boolean
}

/** Calls `visit` for every node, parents first. Patterns contribute their computed keys. */
export function walkSyntax(node: Syntax, visit: (node: Syntax) => void): void {
  visit(node)
  for (const child of childrenOf(node)) walkSyntax(child, visit)
}

function childrenOf(node: Syntax): Syntax[] {
  switch (node.kind) {
    case 'text':
      return node.parts.filter((part) => typeof part !== 'string')
    case 'object':
      return node.entries.flatMap(({ key, value }) => [key, value])
    case 'call':
      return node.arguments
    case 'bind':
      return [node.source, ...node.patterns.flatMap(patternKeys), node.body]
    case 'reduce':
    case 'foreach': {
      const extract = node.kind === 'foreach' && node.extract !== null ? [node.extract] : []
      return [node.source, ...patternKeys(node.pattern), node.initial, node.update, ...extract]
    }
    default:
      return Object.values(node).filter(isSyntax)
  }
}

function patternKeys(pattern: Pattern): Syntax[] {
  if (pattern.kind === 'variable') return []
  if (pattern.kind === 'array') return pattern.items.flatMap(patternKeys)
  return pattern.entries.flatMap((entry) => [entry.key, ...(entry.value === null ? [] : patternKeys(entry.value))])
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && 'kind' in value
}
