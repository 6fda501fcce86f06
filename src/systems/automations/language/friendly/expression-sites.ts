import { isObject, type Json } from '../../expressions/json.ts'
import { expressionIn } from '../../expressions/template.ts'
import { ExpressionRefused } from '../../expressions/expression-error.ts'
import type { Path } from '../problem.ts'
import type { Source } from '../source.ts'
import { keepsText } from './actions.ts'
import type { AutomationContext } from './context.ts'
import type { Automation, Step } from './model.ts'
import { everyStep } from './steps.ts'
import { piecesOf } from './texts.ts'
import { loopNames, visibilityOf } from './visibility.ts'

export interface FriendlySite {
  readonly path: Path
  readonly text: string
  /** Where the expression starts within the text of the value. */
  readonly offset: number
  readonly step: string | null
  /** Steps that are done by then. */
  readonly sees: (id: string) => boolean
  readonly variables: readonly string[]
  readonly secrets: boolean
  /** The expression looks at an event instead of the context of a run. */
  readonly onEvent: boolean
  /** Why no expression could be found where one begins. */
  readonly broken: string | null
}

type Frame = Omit<FriendlySite, 'path' | 'text' | 'offset'>

/** Every expression of a friendly text. `task` is left out: it holds the DSL itself and is checked as such. */
export function friendlySites(automation: Automation, { source, origins }: AutomationContext): FriendlySite[] {
  const root: Frame = { step: null, sees: () => true, variables: [], secrets: false, onEvent: false, broken: null }
  const visible = visibilityOf(automation)
  const all = everyStep([...automation.steps, ...(automation.onFailure ?? [])])
  return [
    ...inside(source, ['outputs'], root),
    ...inside(source, ['timeout'], { ...root, sees: () => false }),
    ...['group', 'deduplicate'].flatMap((key) => condition(source, ['concurrency', key], { ...root, sees: () => false })),
    ...(automation.on ?? []).flatMap((trigger) => {
      const path = origins.get(trigger)!
      const event = { ...root, onEvent: true }
      return [...inside(source, [...path, 'with'], event), ...condition(source, [...path, trigger.kind, 'if'], event)]
    }),
    ...all.flatMap((step) => {
      const { sees, variables } = visible.get(step.id)!
      return stepSites(step, { source, path: origins.get(step)!, frame: { ...root, step: step.id, sees, variables } })
    }),
  ]
}

interface StepPlace {
  readonly source: Source
  readonly path: Path
  readonly frame: Frame
}

function stepSites(step: Step, { source, path, frame }: StepPlace): FriendlySite[] {
  const at = (...keys: string[]): Path => [...path, ...keys]
  const loop = { ...frame, variables: [...frame.variables, ...loopNames(step)] }
  const caught = { ...loop, variables: [...loop.variables, 'error'] }
  const undo: Frame = { ...frame, sees: () => true, variables: [...frame.variables, 'error'] }
  const loopIsText = typeof memberAt(source.value, at('forEach')) === 'string'
  return [
    ...condition(source, at('if'), frame),
    ...(loopIsText ? condition(source, at('forEach'), frame) : condition(source, at('forEach', 'in'), frame)),
    ...condition(source, at('forEach', 'while'), loop),
    ...actionSites(step.action, { source, path, frame: loop }),
    ...inside(source, at('approve'), frame),
    ...inside(source, at('timeout'), frame),
    ...['key', 'deduplicate'].flatMap((key) => condition(source, at('queue', key), loop)),
    ...['when', 'exceptWhen'].flatMap((key) => condition(source, at('retry', key), caught)),
    ...(step.compensate === undefined ? [] : actionSites(step.compensate.action, { source, path: at('compensate'), frame: undo })),
  ]
}

const TAKES_NO_SECRETS = ['set', 'emit', 'raise', 'wait', 'listen']

function actionSites(action: Step['action'], { source, path, frame }: StepPlace): FriendlySite[] {
  if (action.kind !== 'uses') return []
  const secrets = !TAKES_NO_SECRETS.includes(action.uses)
  const values = memberAt(source.value, [...path, 'with'])
  if (!isObject(values)) return []
  return Object.keys(values).flatMap((key) => {
    const here = [...path, 'with', key]
    return keepsText(action.uses, key) ? wholeOnly(source, here, { ...frame, secrets }) : inside(source, here, { ...frame, secrets })
  })
}

function condition(source: Source, path: Path, frame: Frame): FriendlySite[] {
  const value = memberAt(source.value, path)
  if (typeof value !== 'string') return []
  const text = expressionIn(value) ?? value.trim()
  return [{ ...frame, path, text, offset: value.indexOf(text) }]
}

function wholeOnly(source: Source, path: Path, frame: Frame): FriendlySite[] {
  const value = memberAt(source.value, path)
  const text = typeof value === 'string' ? expressionIn(value) : null
  return typeof value === 'string' && text !== null ? [{ ...frame, path, text, offset: value.indexOf(text) }] : []
}

function inside(source: Source, path: Path, frame: Frame): FriendlySite[] {
  const value = memberAt(source.value, path)
  if (typeof value === 'string') return pieces(value, path, frame)
  if (typeof value !== 'object' || value === null) return []
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value)
  return keys.flatMap((key) => inside(source, [...path, key], frame))
}

function pieces(value: string, path: Path, frame: Frame): FriendlySite[] {
  try {
    return piecesOf(value).flatMap((piece) => {
      if (piece.kind === 'text') return []
      const offset = piece.at + Math.max(0, value.slice(piece.at).search(/\S/))
      return [{ ...frame, path, text: piece.text, offset }]
    })
  } catch (error) {
    if (!(error instanceof ExpressionRefused)) throw error
    return [{ ...frame, path, text: '', offset: error.offset, broken: error.message }]
  }
}

function memberAt(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((at, key) => {
    if (Array.isArray(at) && typeof key === 'number') return at[key]
    return isObject(at) && Object.hasOwn(at, key) ? at[key as string] : undefined
  }, value)
}
