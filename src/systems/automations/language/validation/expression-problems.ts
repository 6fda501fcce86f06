import { compileExpression } from '../../expressions/compile-expression.ts'
import { ExpressionRefused } from '../../expressions/expression-error.ts'
import { isObject, type Json } from '../../expressions/json.ts'
import { didYouMean } from '../../expressions/nearest.ts'
import { walkSyntax, type Syntax } from '../../expressions/syntax.ts'
import { problemAt, type Path, type Problem } from '../problem.ts'
import { atValue, type CheckContext } from './context.ts'
import { expressionSites, type ExpressionSite } from './expression-sites.ts'
import { namesOf } from './references.ts'

/** Expressions that do not work, read what has no value where they are, or take secrets where they must not go. */
export function expressionProblems(context: CheckContext): Problem[] {
  const sites = expressionSites(context.document)
  return [...sites.flatMap((site) => siteProblems(context, site)), ...partial(context)]
}

function siteProblems(context: CheckContext, site: ExpressionSite): Problem[] {
  try {
    const compiled = compileExpression(site.text)
    const unknown = compiled.variables.filter((name) => !site.variables.includes(name))
    return [
      ...unknown.map((name) =>
        inSite(context, site, {
          code: 'expression-unknown-variable',
          message: unknownVariable(name, site),
          offset: site.text.indexOf(`$${name}`),
        }),
      ),
      ...(compiled.variables.includes('secrets') ? secretProblems(context, site, compiled.tree) : []),
    ]
  } catch (error) {
    if (!(error instanceof ExpressionRefused)) throw error
    return [
      inSite(context, site, {
        code: `expression-${error.code}`,
        message: `${error.message}.`.replace(/([.?!])\.$/, '$1'),
        offset: error.offset,
      }),
    ]
  }
}

function inSite({ source }: CheckContext, site: ExpressionSite, finding: { code: string; message: string; offset: number }): Problem {
  const { offset, ...what } = finding
  const place = source.insideAt(site.path, site.offset + Math.max(0, offset))
  return problemAt(place, site.path, what)
}

function unknownVariable(name: string, site: ExpressionSite): string {
  if (name === 'output') return '$output has no value here; it exists in output.as and export.as.'
  return `$${name} has no value here.${didYouMean(name, site.variables)}`
}

function secretProblems(context: CheckContext, site: ExpressionSite, tree: Syntax): Problem[] {
  const offset = site.text.indexOf('$secrets')
  if (!site.secrets)
    return [
      inSite(context, site, {
        code: 'secret-outside-call',
        message: 'Secrets can be used in the input of a call, a process or a sign-in only.',
        offset,
      }),
    ]
  const names = secretNames(tree)
  if (names === null)
    return [inSite(context, site, { code: 'secret-unnamed', message: 'Name the secret that is meant, as in $secrets.token.', offset })]
  const granted = namesOf(context.document, 'secrets')
  return names
    .filter((name) => !granted.includes(name))
    .map((name) =>
      inSite(context, site, {
        code: 'missing-reference',
        message: `There is no "${name}" in use.secrets.${didYouMean(name, granted)}`,
        offset,
      }),
    )
}

/** The secrets an expression names. Null when it takes them in a way that hides which ones. */
export function secretNames(tree: Syntax): string[] | null {
  const names: string[] = []
  let uses = 0
  walkSyntax(tree, (node) => {
    if (node.kind === 'variable' && node.name === 'secrets') uses += 1
    if (node.kind !== 'index' || node.target.kind !== 'variable' || node.target.name !== 'secrets') return
    const [name, ...more] = node.key.kind === 'text' ? node.key.parts : []
    if (typeof name === 'string' && more.length === 0) names.push(name)
  })
  return names.length === uses ? names : null
}

/** `Hello ${ .name }` is plain text in the DSL; whoever writes it means something else. */
function partial(context: CheckContext): Problem[] {
  return context.tasks.flatMap(({ task, path }) =>
    ['set', 'with', 'emit', 'raise']
      .flatMap((key) => partialTexts(task[key] ?? null, [...path, key]))
      .map((found) =>
        atValue(context, found, {
          code: 'expression-not-whole',
          severity: 'warning',
          message: 'This stays as it is: a text is an expression only as a whole. Write ${ "Hello \\(.name)" } instead.',
        }),
      ),
  )
}

function partialTexts(value: Json, path: Path): Path[] {
  if (typeof value === 'string') return /\$\{\s*[.$(]/.test(value) && !/^\s*\$\{[\s\S]+\}\s*$/.test(value) ? [path] : []
  if (Array.isArray(value)) return value.flatMap((item, index) => partialTexts(item, [...path, index]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, member]) => (key === 'do' ? [] : partialTexts(member, [...path, key])))
}
