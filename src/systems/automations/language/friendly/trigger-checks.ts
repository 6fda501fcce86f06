import { readCron, TimetableRefused } from '../cron.ts'
import { durationMilliseconds } from '../durations.ts'
import { problemAt, type Path, type Problem } from '../problem.ts'
import type { AutomationContext } from './context.ts'
import type { Automation, InputField, Trigger } from './model.ts'

/** What starts an automation: times that exist, secrets that are listed, inputs that have a value. */
export function triggerChecks(automation: Automation, context: AutomationContext): Problem[] {
  const triggers = (automation.on ?? []).flatMap((trigger) => {
    const path = context.origins.get(trigger)!
    return [...partProblems(trigger, { automation, context, path }), ...inputProblems(trigger, { automation, context, path })]
  })
  return [...triggers, ...fieldProblems(automation, context)]
}

interface Place {
  readonly automation: Automation
  readonly context: AutomationContext
  readonly path: Path
}

function complain({ context }: Place, path: Path, message: string): Problem[] {
  return [problemAt(context.source.valueAt(path), path, { code: 'trigger', message })]
}

function partProblems(trigger: Trigger, place: Place): Problem[] {
  const inside = [...place.path, trigger.kind]
  if (trigger.kind === 'schedule') return scheduleProblems(trigger, { ...place, path: inside })
  if (trigger.kind === 'webhook') return webhookProblems(trigger, { ...place, path: inside })
  return []
}

function scheduleProblems(trigger: Extract<Trigger, { kind: 'schedule' }>, place: Place): Problem[] {
  const { path } = place
  const given = (['cron', 'every', 'after'] as const).filter((key) => trigger[key] !== undefined)
  if (given.length !== 1) return complain(place, path, 'A schedule has exactly one of "cron", "every" and "after".')
  const at = (key: string): Path => (place.context.source.value !== null && trigger.kind === 'schedule' ? [...path, key] : path)
  if (trigger.cron !== undefined) return cronProblems(trigger.cron, trigger.timezone, { ...place, path: at('cron') })
  if (trigger.timezone !== undefined) return complain(place, at('timezone'), 'A time zone belongs to "cron"; an interval needs none.')
  const milliseconds = durationMilliseconds(trigger.every ?? trigger.after ?? null)
  if (milliseconds !== null && milliseconds < 1_000) return complain(place, at(given[0]!), 'The shortest interval is one second.')
  if (milliseconds === null) return complain(place, at(given[0]!), 'The interval has to be a fixed duration, such as 5m.')
  return trigger.after !== undefined && trigger.catchUp !== undefined
    ? complain(place, at('catchUp'), '"after" counts from the end of the run before, so nothing can be missed.')
    : []
}

function cronProblems(cron: string, zone: string | undefined, place: Place): Problem[] {
  try {
    readCron(cron, zone)
    return []
  } catch (error) {
    if (!(error instanceof TimetableRefused)) throw error
    const path = error.message.includes('is not a time zone') ? [...place.path.slice(0, -1), 'timezone'] : place.path
    return complain(place, path, error.message)
  }
}

function webhookProblems(trigger: Extract<Trigger, { kind: 'webhook' }>, place: Place): Problem[] {
  const { automation, path } = place
  const signature = trigger.signature ?? 'none'
  if (signature !== 'none' && trigger.secret === undefined)
    return complain(place, [...path, 'signature'], `The signature "${signature}" is checked with a secret; name it in "secret".`)
  if (trigger.secret !== undefined && !(automation.secrets ?? []).includes(trigger.secret))
    return complain(place, [...path, 'secret'], `The secret "${trigger.secret}" is not in the list "secrets" of this automation.`)
  if (signature === 'hmac-sha256' && trigger.header === undefined)
    return complain(place, [...path, 'signature'], 'Name the header that carries the signature in "header".')
  return []
}

/** A trigger has nobody to fill in the form: what is required comes from its `with`. */
function inputProblems(trigger: Trigger, place: Place): Problem[] {
  const { automation, path } = place
  const inputs = Object.entries(automation.inputs ?? {})
  const given = Object.keys(trigger.with ?? {})
  const unknown = given.filter((name) => !inputs.some(([known]) => known === name))
  if (unknown.length > 0) return complain(place, [...path, 'with', unknown[0]!], `There is no input "${unknown[0]}".`)
  if (trigger.kind === 'manual') return []
  const missing = inputs.find(([name, field]) => field.required === true && field.default === undefined && !given.includes(name))
  if (missing === undefined) return []
  return complain(
    place,
    path,
    `The input "${missing[0]}" is required, and nobody is there to fill it in; give it a value in "with" or a default.`,
  )
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

function fieldProblems({ inputs }: Automation, { source }: AutomationContext): Problem[] {
  return Object.entries(inputs ?? {}).flatMap(([name, field]) => {
    const path = ['inputs', name]
    const found = (message: string): Problem[] => [problemAt(source.keyAt(path), path, { code: 'input', message })]
    if (!NAME.test(name)) return found(`"${name}" cannot be the name of an input; use letters, digits and "_".`)
    if (field.items !== undefined && field.type !== 'list') return found('"items" belongs to an input of type "list".')
    if (field.default !== undefined && !fits(field))
      return found(`The default of "${name}" is no ${field.type}${field.options === undefined ? '' : ' of its options'}.`)
    return []
  })
}

function fits({ type, default: value, options }: InputField): boolean {
  if (options !== undefined && !options.some((option) => option === value)) return false
  if (type === 'number') return typeof value === 'number'
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'list') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === 'string'
}
