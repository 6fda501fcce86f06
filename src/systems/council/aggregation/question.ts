/** How hard a wrong act is to take back; sets the bar a probability has to pass. */
export type Reversibility = 'reversible' | 'costly' | 'irreversible'

/** What acting wrongly and not acting cost, in one unit of the asker's choice. */
export type Costs = { readonly wrongAct: number; readonly miss: number }

export type Option = {
  readonly id: string
  /** `none` says that no option fits; `need-data` says that nobody can know yet. */
  readonly kind?: 'choice' | 'none' | 'need-data'
}

export type Framing = {
  /** Skill is learned per domain; the default is `general`. */
  readonly domain?: string
  /** Ids of everybody convened, also those still silent; the default is everyone the state knows. */
  readonly council?: readonly string[]
  /** Ids of the evidence pack; an id outside it counts for nothing. Without it every cited id counts. */
  readonly evidence?: readonly string[]
}

export type Stakes = { readonly reversibility: Reversibility; readonly costs?: Costs }

export type ChoiceQuestion = Framing & Stakes & { readonly type: 'choice'; readonly options: readonly Option[] }
export type YesNoQuestion = Framing & Stakes & { readonly type: 'yes-no' }
export type NumericQuestion = Framing &
  Stakes & {
    readonly type: 'numeric'
    /** When given, the council decides whether the value reaches it. */
    readonly threshold?: number
  }
export type PreferenceQuestion = Framing & {
  readonly type: 'preference'
  readonly options: readonly Option[]
  /** The asker's weight per voter, 1 when not named. */
  readonly voterWeights?: Readonly<Record<string, number>>
}
export type OpenQuestion = Framing &
  Stakes & {
    readonly type: 'open'
    /** Claims taken from the open answers, each with the voters who made it. */
    readonly claims: readonly Claim[]
    /** How many answers each voter has written so far; the next writer is chosen by it. */
    readonly written?: Readonly<Record<string, number>>
  }
export type Claim = { readonly id: string; readonly authors?: readonly string[] }

export type Question = ChoiceQuestion | YesNoQuestion | NumericQuestion | PreferenceQuestion | OpenQuestion

const generalDomain = 'general'

export function domainOf(question: Framing): string {
  return question.domain ?? generalDomain
}

/** Adds the two answers every frozen list of options must offer. */
export function withStandingOptions(options: readonly Option[]): Option[] {
  const missing: Option[] = []
  if (!options.some((option) => option.kind === 'none')) missing.push({ id: 'none', kind: 'none' })
  if (!options.some((option) => option.kind === 'need-data')) missing.push({ id: 'need-data', kind: 'need-data' })
  return [...options, ...missing]
}

/** Throws RangeError unless there are two or more options with distinct ids. */
export function checkOptions(options: readonly Option[]): void {
  if (options.length < 2) throw new RangeError('A question needs at least two options; add one.')
  const ids = new Set(options.map((option) => option.id))
  if (ids.size < options.length) throw new RangeError('Two options have the same id; give each its own.')
}
