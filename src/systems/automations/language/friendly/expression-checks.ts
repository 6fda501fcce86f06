import { compileExpression } from '../../expressions/compile-expression.ts'
import { ExpressionRefused } from '../../expressions/expression-error.ts'
import { didYouMean } from '../../expressions/nearest.ts'
import { walkSyntax, type Syntax } from '../../expressions/syntax.ts'
import { problemAt, type Problem } from '../problem.ts'
import { COMMON_VARIABLES } from '../validation/expression-sites.ts'
import { secretNames } from '../validation/expression-problems.ts'
import type { AutomationContext } from './context.ts'
import { friendlySites, type FriendlySite } from './expression-sites.ts'
import type { Automation } from './model.ts'
import { toStandard, type StandardExpression } from './short-names.ts'
import { everyStep } from './steps.ts'

/** Every expression of a friendly text: its syntax, its names, and whether what it reads is there by then. */
export function expressionChecks(automation: Automation, context: AutomationContext): Problem[] {
  const ids = new Set(everyStep([...automation.steps, ...(automation.onFailure ?? [])]).map(({ id }) => id))
  return friendlySites(automation, context).flatMap((site) => new SiteCheck(site, { automation, context, ids }).problems())
}

interface Known {
  readonly automation: Automation
  readonly context: AutomationContext
  readonly ids: ReadonlySet<string>
}

class SiteCheck {
  private readonly site: FriendlySite
  private readonly known: Known

  constructor(site: FriendlySite, known: Known) {
    this.site = site
    this.known = known
  }

  problems(): Problem[] {
    if (this.site.broken !== null) return this.complain('expression-syntax', `${this.site.broken}.`, 0)
    const dashed = this.unknownDashes()
    if (dashed.length > 0) return dashed
    try {
      const standard = toStandard(this.site.text, this.known.ids)
      const { tree, variables } = compileExpression(standard.text)
      return [...this.variableProblems(variables, tree, standard), ...this.memberProblems(tree, standard)]
    } catch (error) {
      if (!(error instanceof ExpressionRefused)) throw error
      return this.complain(`expression-${error.code}`, `${error.message}.`.replace(/([.?!])\.$/, '$1'), error.offset)
    }
  }

  /** `steps.run-tests` without such a step would be read as a subtraction, and its mistake told in odd words. */
  private unknownDashes(): Problem[] {
    const { ids } = this.known
    return [...this.site.text.matchAll(/\bsteps\.([A-Za-z]\w*)((?:-[A-Za-z]\w*)+)/g)].flatMap(({ 1: first, 2: rest, index }) => {
      const parts = `${first}${rest}`.split('-')
      const known = parts.some((_, length) => ids.has(parts.slice(0, length + 1).join('-')))
      return known ? [] : this.stepProblem(parts.join('-'), index)
    })
  }

  private variableProblems(variables: readonly string[], tree: Syntax, standard: StandardExpression): Problem[] {
    const { onEvent } = this.site
    const allowed = onEvent ? [] : [...COMMON_VARIABLES, ...this.site.variables]
    return variables.flatMap((name) => {
      const offset = standard.originalOffset(standard.text.indexOf(`$${name}`))
      if (!allowed.includes(name)) {
        const message = onEvent
          ? 'A trigger looks at its event only, as in .data.name; steps and inputs do not exist yet.'
          : `$${name} has no value here.${didYouMean(name, allowed)}`
        return this.complain('expression-unknown-variable', message, offset)
      }
      return name === 'secrets' ? this.secretProblems(tree, offset) : []
    })
  }

  private secretProblems(tree: Syntax, offset: number): Problem[] {
    if (!this.site.secrets)
      return this.complain('secret-outside-call', 'Secrets can be used in the "with" of a step that calls or runs something only.', offset)
    const names = secretNames(tree)
    if (names === null) return this.complain('secret-unnamed', 'Name the secret that is meant, as in secrets.token.', offset)
    const granted = this.known.automation.secrets ?? []
    return names.flatMap((name) =>
      granted.includes(name)
        ? []
        : this.complain(
            'missing-reference',
            `"${name}" is not in the list "secrets" of this automation.${didYouMean(name, granted)}`,
            offset,
          ),
    )
  }

  /** `steps.x` and `inputs.x`: whether x exists, and whether it is done by then. */
  private memberProblems(tree: Syntax, standard: StandardExpression): Problem[] {
    const found: Problem[] = []
    walkSyntax(tree, (node) => {
      const member = contextMember(node)
      if (member === null) return
      const offset = standard.originalOffset(member.at)
      if (member.of === 'inputs') found.push(...this.inputProblem(member.name, offset))
      else found.push(...this.stepProblem(member.name, offset))
    })
    return found
  }

  private inputProblem(name: string, offset: number): Problem[] {
    const inputs = Object.keys(this.known.automation.inputs ?? {})
    if (inputs.includes(name)) return []
    return this.complain('unknown-input', `There is no input "${name}".${didYouMean(name, inputs)}`, offset)
  }

  private stepProblem(name: string, offset: number): Problem[] {
    const { ids } = this.known
    if (!ids.has(name)) return this.complain('unknown-step', `There is no step "${name}".${didYouMean(name, ids)}`, offset)
    if (this.site.sees(name)) return []
    const own = this.site.step
    const holder = holderOf(name, this.known.automation)
    if (holder !== null && holder !== own)
      return this.complain(
        'step-not-awaited',
        `"${name}" lies inside of "${holder}", which gives away its own output only; read steps.${holder}.output.`,
        offset,
      )
    if (own === name) return this.complain('step-not-awaited', `The step "${name}" cannot read its own output.`, offset)
    const who = own === null ? 'This' : `The step "${own}"`
    return this.complain(
      'step-not-awaited',
      `${who} does not wait for "${name}", so there may be no output yet; add "${name}" to its "needs".`,
      offset,
    )
  }

  private complain(code: string, message: string, offset: number): Problem[] {
    const { path, offset: start } = this.site
    const place = this.known.context.source.insideAt(path, start + Math.max(0, offset))
    return [problemAt(place, path, { code, message })]
  }
}

/** The loop or race that keeps a step to itself; null for a step that others may read. */
function holderOf(name: string, { steps }: Automation): string | null {
  const keepers = everyStep(steps).filter(
    ({ action, forEach }) => action.kind === 'race' || (action.kind === 'steps' && forEach !== undefined),
  )
  return keepers.find(({ action }) => 'steps' in action && everyStep(action.steps).some(({ id }) => id === name))?.id ?? null
}

/** `$context.steps.NAME` or `$context.inputs.NAME` with a name that is written out. */
export function contextMember(node: Syntax): { of: 'steps' | 'inputs'; name: string; at: number } | null {
  if (node.kind !== 'index') return null
  const name = writtenKey(node.key)
  const holder = node.target
  if (name === null || holder.kind !== 'index' || holder.target.kind !== 'variable' || holder.target.name !== 'context') return null
  const of = writtenKey(holder.key)
  return of === 'steps' || of === 'inputs' ? { of, name, at: holder.target.at } : null
}

function writtenKey(key: Syntax): string | null {
  if (key.kind !== 'text' || key.parts.length !== 1) return null
  const [part] = key.parts
  return typeof part === 'string' ? part : null
}
