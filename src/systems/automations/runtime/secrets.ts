import type { Ctx } from '#kernel/context.ts'
import { readSecret } from '#kernel/settings/public.ts'
import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { failure } from '../interpreter/failure.ts'

interface Granted {
  readonly name: string
  readonly secret: string
  readonly steps: readonly string[] | null
  readonly value: string
}

interface GrantedTo {
  readonly automation: string
  /** Of the definition that the run follows: grants hold for those that were looked at. */
  readonly hash: string
  readonly edited_by: string | null
}

/** The secrets that an automation was granted. Their values leave this object only into a call, and never into a record. */
export class Secrets {
  readonly #granted: readonly Granted[]
  readonly #forms: readonly { readonly form: string; readonly name: string }[]

  /** Why a secret has no value in this run. */
  readonly #suspended: ReadonlyMap<string, string>

  private constructor(granted: readonly Granted[], suspended: ReadonlyMap<string, string> = new Map()) {
    this.#granted = granted
    this.#suspended = suspended
    this.#forms = granted
      .flatMap(({ name, value }) => formsOf(value).map((form) => ({ form, name })))
      .sort((left, right) => right.form.length - left.form.length)
  }

  static async open(ctx: Ctx, { automation, hash, edited_by }: GrantedTo, names: readonly string[]): Promise<Secrets> {
    if (names.length === 0) return new Secrets([])
    const found = await ctx.query<{ name: string; secret: string; steps: string[] | null; holds: boolean }>(
      'SELECT name, secret, steps, $3 = ANY (definitions) AND NOT $4 AS holds FROM automations.secret_grant WHERE automation = $1 AND name = ANY ($2)',
      [automation, names, hash, edited_by !== null],
    )
    const granted: Granted[] = []
    for (const row of found.rows.filter(({ holds }) => holds)) {
      const value = await readSecret(ctx, row.secret)
      if (value !== null) granted.push({ ...row, value })
    }
    const reason = edited_by === null ? otherSteps : `${edited_by}, who may not grant secrets, edited the data of this run.`
    return new Secrets(granted, new Map(found.rows.filter(({ holds }) => !holds).map(({ name }) => [name, reason])))
  }

  /** The values for one step: text, or what the text says as JSON where it is an object. Throws when a named one is not there. */
  forStep(step: string | null, named: readonly string[]): JsonObject {
    for (const name of named) this.require(name, step)
    return Object.fromEntries(this.#granted.filter(({ steps }) => fits(steps, step)).map(({ name, value }) => [name, asValue(value)]))
  }

  /** One secret by its name; throws when it was not granted to this step. */
  require(name: string, step: string | null): Json {
    const found = this.#granted.find((granted) => granted.name === name && fits(granted.steps, step))
    if (found) return asValue(found.value)
    const why = this.#suspended.get(name)
    if (why !== undefined) throw failure('authorization', `The secret "${name}" is suspended: ${why}`)
    const where = step === null ? '' : ` for the step "${step}"`
    throw failure('authorization', `The secret "${name}" was not granted to this automation${where}, or is not in the vault any more.`)
  }

  redactText(text: string): string {
    return this.#forms.reduce((left, { form, name }) => left.replaceAll(form, `[secret ${name}]`), text)
  }

  redact(value: Json): Json {
    if (this.#forms.length === 0) return value
    if (typeof value === 'string') return this.redactText(value)
    if (Array.isArray(value)) return value.map((item) => this.redact(item))
    if (!isObject(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [this.redactText(key), this.redact(member)]))
  }
}

const otherSteps = 'it was granted for other steps than these. Somebody who may grant secrets has to look at them, and grant it again.'

function fits(steps: readonly string[] | null, step: string | null): boolean {
  return steps === null || (step !== null && steps.includes(step))
}

function asValue(value: string): Json {
  if (!value.trimStart().startsWith('{')) return value
  try {
    return JSON.parse(value) as Json
  } catch {
    return value
  }
}

/** The secret and its parts as they may come back: as they are, and as addresses, headers and texts write them. */
function formsOf(value: string): string[] {
  const parsed = asValue(value)
  const parts = isObject(parsed) ? Object.values(parsed).filter((part) => typeof part === 'string') : []
  return [...new Set([value, ...parts].filter((part) => part.length >= 3).flatMap(encodings))]
}

function encodings(text: string): string[] {
  const bytes = Buffer.from(text)
  return [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]
}
