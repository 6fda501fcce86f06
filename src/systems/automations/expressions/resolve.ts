import { FAST_FUNCTIONS, FORBIDDEN_FUNCTIONS, FORBIDDEN_VARIABLES, INSTEAD, SLOW_FORMATS, SLOW_FUNCTIONS } from './catalogue.ts'
import { ExpressionRefused } from './expression-error.ts'
import { isFormat } from './formats.ts'
import { didYouMean } from './nearest.ts'
import { boundNames } from './pattern-names.ts'
import { hasAlternatives, hasOddPaths } from './path-syntax.ts'
import type { Pattern, Syntax } from './syntax.ts'

export interface Resolution {
  /** Variables the expression takes from outside, in the order in which they appear. */
  readonly variables: readonly string[]
  /** Why real jq is needed; empty when our own evaluation suffices. */
  readonly slow: readonly string[]
}

/** Checks every name of an expression. Throws ExpressionRefused for what is unknown or forbidden. */
export function resolveNames(tree: Syntax): Resolution {
  const found = { variables: new Set<string>(), slow: new Set<string>() }
  visit(tree, { functions: new Set(), variables: new Set(), labels: new Set(), found })
  if (hasOddPaths(tree)) found.slow.add('a path that is not only names and positions')
  if (hasAlternatives(tree)) found.slow.add('the operator ?//')
  return { variables: [...found.variables], slow: [...found.slow] }
}

interface Names {
  readonly functions: ReadonlySet<string>
  readonly variables: ReadonlySet<string>
  readonly labels: ReadonlySet<string>
  readonly found: { variables: Set<string>; slow: Set<string> }
}

function visit(node: Syntax, names: Names): void {
  switch (node.kind) {
    case 'literal':
      if (!node.canonical) names.found.slow.add('a number written in an unusual way')
      return
    case 'variable':
      return checkVariable(node, names)
    case 'call':
      checkCall(node, names)
      return node.arguments.forEach((argument) => visit(argument, names))
    case 'format':
      return checkFormat(node.name, node.at, names)
    case 'text':
      if (node.format !== null) checkFormat(node.format, node.at, names)
      return node.parts.forEach((part) => typeof part !== 'string' && visit(part, names))
    case 'break':
      if (!names.labels.has(node.name))
        throw new ExpressionRefused('unknown-variable', `There is no "label $${node.name}" around this break`, node.at)
      return
    default:
      return visitScoped(node, names)
  }
}

function visitScoped(node: Syntax, names: Names): void {
  switch (node.kind) {
    case 'define': {
      const self = `${node.name}/${node.parameters.length}`
      const rest = { ...names, functions: new Set([...names.functions, self]) }
      const values = node.parameters.filter(({ value }) => value).map(({ name }) => name)
      visit(node.body, {
        ...rest,
        functions: new Set([...rest.functions, ...node.parameters.map(({ name }) => `${name}/0`)]),
        variables: new Set([...names.variables, ...values]),
      })
      return visit(node.rest, rest)
    }
    case 'label':
      return visit(node.body, { ...names, labels: new Set([...names.labels, node.name]) })
    case 'bind':
      visit(node.source, names)
      return visit(node.body, withPatterns(node.patterns, names))
    case 'reduce':
    case 'foreach': {
      visit(node.source, names)
      visit(node.initial, names)
      const inner = withPatterns([node.pattern], names)
      visit(node.update, inner)
      if (node.kind === 'foreach' && node.extract !== null) visit(node.extract, inner)
      return
    }
    default:
      return visitParts(node, names)
  }
}

function visitParts(node: Syntax, names: Names): void {
  if (node.kind === 'object') {
    for (const { key, value } of node.entries) {
      visit(key, names)
      visit(value, names)
    }
    return
  }
  for (const part of Object.values(node) as unknown[])
    if (typeof part === 'object' && part !== null && 'kind' in part) visit(part as Syntax, names)
}

function withPatterns(patterns: readonly Pattern[], names: Names): Names {
  const inner = { ...names, variables: new Set([...names.variables, ...patterns.flatMap(boundNames)]) }
  patterns.forEach((pattern) => visitKeys(pattern, inner))
  return inner
}

function visitKeys(pattern: Pattern, names: Names): void {
  if (pattern.kind === 'array') pattern.items.forEach((item) => visitKeys(item, names))
  if (pattern.kind !== 'object') return
  for (const { key, value } of pattern.entries) {
    visit(key, names)
    if (value !== null) visitKeys(value, names)
  }
}

function checkVariable(node: Extract<Syntax, { kind: 'variable' }>, names: Names): void {
  if (names.variables.has(node.name)) return
  const reason = FORBIDDEN_VARIABLES.get(node.name)
  if (reason !== undefined) throw new ExpressionRefused('forbidden', `$${node.name} cannot be used: ${reason}`, node.at)
  names.found.variables.add(node.name)
}

function checkCall(node: Extract<Syntax, { kind: 'call' }>, names: Names): void {
  const { key } = node
  if (names.functions.has(key)) return
  const reason = FORBIDDEN_FUNCTIONS.get(node.name)
  if (reason !== undefined) throw new ExpressionRefused('forbidden', `"${node.name}" cannot be used: ${reason}`, node.at)
  if (FAST_FUNCTIONS.has(key)) return
  if (!SLOW_FUNCTIONS.has(key)) throw unknownFunction(node, names)
  names.found.slow.add(`the function ${node.name}`)
}

function unknownFunction(node: Extract<Syntax, { kind: 'call' }>, names: Names): ExpressionRefused {
  const known = [...names.functions, ...FAST_FUNCTIONS, ...SLOW_FUNCTIONS]
  const arities = known.filter((key) => key.startsWith(`${node.name}/`)).map((key) => key.split('/')[1]!)
  const instead = INSTEAD.get(node.name)
  if (instead !== undefined && arities.length === 0) return refuse(node, `There is no function "${node.name}"; write ${instead}`)
  if (arities.length > 0)
    return refuse(node, `"${node.name}" takes ${[...new Set(arities)].sort().join(' or ')} arguments, not ${node.arguments.length}`)
  const suggestion = didYouMean(node.name, new Set(known.map((key) => key.split('/')[0]!)))
  return refuse(node, `There is no function "${node.name}".${suggestion}`)
}

function refuse(node: Syntax, message: string): ExpressionRefused {
  return new ExpressionRefused('unknown-function', message, node.at)
}

function checkFormat(name: string, at: number, names: Names): void {
  if (SLOW_FORMATS.has(name)) names.found.slow.add(`the format @${name}`)
  else if (!isFormat(name)) {
    const known = ['text', 'json', 'html', 'uri', 'csv', 'tsv', 'sh', 'base64', 'base64d', ...SLOW_FORMATS]
    throw new ExpressionRefused('unknown-function', `There is no format "@${name}".${didYouMean(name, known)}`, at)
  }
}
