import { parseDollars } from '#ui/format/dollars.ts'
import type { Wording } from '../client.ts'

/** What stands in the form, as typed. */
export interface Draft {
  readonly text: string
  readonly type: NonNullable<Wording['type']>
  readonly options: readonly string[]
  readonly threshold: string
  readonly unit: string
  readonly project: string
  readonly context: string
  readonly reversibility: NonNullable<Wording['reversibility']>
  readonly byCosts: boolean
  readonly wrongAct: string
  readonly miss: string
  readonly domain: string
  readonly minds: boolean
  readonly adaptive: boolean
  readonly deadline: string
  readonly budget: string
  readonly voting: string
  readonly review: string
  readonly resolver: 'person' | 'operation' | 'event'
  readonly operation: string
  readonly input: string
  readonly path: string
  readonly is: '>=' | '>' | '<=' | '<' | '=' | '!=' | 'exists'
  readonly value: string
  readonly event: string
  readonly where: string
  readonly by: string
}

export const emptyDraft: Draft = {
  text: '',
  type: 'yes-no',
  options: ['', ''],
  threshold: '',
  unit: '',
  project: '',
  context: '',
  reversibility: 'reversible',
  byCosts: false,
  wrongAct: '',
  miss: '',
  domain: 'general',
  minds: true,
  adaptive: true,
  deadline: '180',
  budget: '',
  voting: '0',
  review: '',
  resolver: 'person',
  operation: '',
  input: '{}',
  path: '',
  is: '=',
  value: '',
  event: '',
  where: '{}',
  by: '',
}

export type Fault = 'text' | 'options' | 'number' | 'dollars' | 'json' | 'by' | 'value' | 'operation' | 'costs'
export type Faults = Partial<Record<keyof Draft, Fault>>

/** What is wrong with a draft, by field; empty when it can be asked. */
export function faultsOf(draft: Draft): Faults {
  const faults: Faults = {}
  if (draft.text.trim().length < 3) faults.text = 'text'
  if (needsOptions(draft.type) && named(draft.options).length < 2) faults.options = 'options'
  if (draft.type === 'numeric' && draft.threshold.trim() !== '' && numberIn(draft.threshold) === null) faults.threshold = 'number'
  if (draft.byCosts && !costsOf(draft)) faults.wrongAct = 'costs'
  if (draft.budget.trim() !== '' && parseDollars(draft.budget) === null) faults.budget = 'dollars'
  return { ...faults, ...resolverFaults(draft) }
}

function resolverFaults(draft: Draft): Faults {
  if (draft.resolver === 'person') return {}
  const faults: Faults = draft.by === '' ? { by: 'by' } : {}
  if (draft.resolver === 'event') {
    if (draft.event.trim() === '') faults.event = 'operation'
    if (!objectIn(draft.where)) faults.where = 'json'
    return faults
  }
  if (draft.operation.trim() === '' || draft.path.trim() === '') faults.operation = 'operation'
  if (!objectIn(draft.input)) faults.input = 'json'
  if (draft.is !== 'exists' && draft.value.trim() === '') faults.value = 'value'
  return faults
}

/** The call that a draft without faults stands for. */
export function wordingOf(draft: Draft): Wording {
  const threshold = numberIn(draft.threshold)
  const costs = draft.byCosts ? costsOf(draft) : null
  const budget = parseDollars(draft.budget)
  return {
    text: draft.text.trim(),
    type: draft.type,
    context: draft.context.trim(),
    domain: draft.domain.trim() || 'general',
    reversibility: draft.reversibility,
    minds: draft.minds,
    adaptive: draft.adaptive,
    deadlineSeconds: Number(draft.deadline),
    ...(takesOptions(draft.type) ? { options: named(draft.options).map((label) => ({ label })) } : {}),
    ...(draft.type === 'numeric' && threshold !== null ? { threshold } : {}),
    ...(draft.type === 'numeric' && draft.unit.trim() ? { unit: draft.unit.trim() } : {}),
    ...(costs ? { costs } : {}),
    ...(budget === null ? {} : { budgetMicros: budget }),
    ...(draft.voting === '0' ? {} : { votingHours: Number(draft.voting) }),
    ...(draft.review ? { reviewAt: new Date(`${draft.review}T12:00`).toISOString() } : {}),
    ...resolverIn(draft),
  }
}

function resolverIn(draft: Draft): Pick<Wording, 'resolver'> {
  if (draft.resolver === 'person') return {}
  const by = new Date(draft.by).toISOString()
  if (draft.resolver === 'event') {
    const where = objectIn(draft.where) as Record<string, string | number | boolean>
    return { resolver: { kind: 'event', event: draft.event.trim(), where, by } }
  }
  const { is } = draft
  const at = { operation: draft.operation.trim(), input: objectIn(draft.input) ?? {}, path: draft.path.trim() }
  return { resolver: { kind: 'operation', ...at, is, ...(is === 'exists' ? {} : { value: valueIn(draft.value) }), by } }
}

export function needsOptions(type: Draft['type']): boolean {
  return type === 'choice' || type === 'preference'
}

export function takesOptions(type: Draft['type']): boolean {
  return needsOptions(type) || type === 'open'
}

function named(options: readonly string[]): string[] {
  return options.map((option) => option.trim()).filter(Boolean)
}

function costsOf({ wrongAct, miss }: Draft): { wrongAct: number; miss: number } | null {
  const costs = { wrongAct: numberIn(wrongAct) ?? -1, miss: numberIn(miss) ?? -1 }
  return costs.wrongAct >= 0 && costs.miss >= 0 && costs.wrongAct + costs.miss > 0 ? costs : null
}

function numberIn(text: string): number | null {
  const value = Number(text.trim().replaceAll(',', ''))
  return text.trim() === '' || !Number.isFinite(value) ? null : value
}

/** `3`, `true` and `"3"` as JSON reads them; anything else is the text itself. */
function valueIn(text: string): number | string | boolean {
  const value = parsed(text)
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : text.trim()
}

function objectIn(text: string): Record<string, unknown> | null {
  const value = parsed(text.trim() || '{}')
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
