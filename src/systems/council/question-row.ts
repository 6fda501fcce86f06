import type { Ctx } from '#kernel/context.ts'
import type { Costs, Reversibility } from './aggregation/question.ts'
import type { QuestionSummary } from './answer-shape.ts'
import type { StoredSynthesis } from './deliberation/stored-synthesis.ts'

export interface StoredOption {
  readonly id: string
  readonly label: string
  readonly kind: 'choice' | 'none' | 'need-data'
}

export interface StoredDecision {
  readonly option: string | null
  readonly note: string
  readonly by: string
}

export interface QuestionRow {
  id: string
  number: number
  project: string | null
  thread: string
  turn: number
  asker: string | null
  asker_name: string
  micro: boolean
  type: 'choice' | 'yes-no' | 'numeric' | 'preference' | 'open'
  text: string
  context: string
  options: StoredOption[]
  domain: string
  reversibility: Reversibility
  costs: Costs | null
  threshold: number | null
  unit: string | null
  scope: 'project' | 'portfolio'
  deadline_seconds: number
  budget_micros: string | null
  adaptive: boolean
  minds: boolean
  state: QuestionSummary['state']
  stage: string | null
  note: string | null
  run: string | null
  asked_at: Date
  deadline_at: Date | null
  voting_ends_at: Date | null
  voting_closed_at: Date | null
  answered_at: Date | null
  review_at: Date | null
  decision: StoredDecision | null
  decided_at: Date | null
  outcome: (QuestionSummary['outcome'] & object) | null
  resolved_at: Date | null
  version: number
  synthesis: StoredSynthesis | null
  provisional: boolean | null
}

export const questionSelect = `SELECT q.*, a.synthesis, a.provisional FROM council.question q LEFT JOIN council.answer a ON a.question = q.id`

export function asSummary(row: QuestionRow, now: Date): QuestionSummary {
  const final = row.provisional === false ? row.synthesis : null
  const due = row.review_at !== null && row.resolved_at === null && row.state === 'answered' && row.review_at <= now
  return {
    id: row.id,
    number: row.number,
    thread: row.thread,
    turn: row.turn,
    project: row.project,
    type: row.type,
    text: row.text,
    domain: row.domain,
    reversibility: row.reversibility,
    micro: row.micro,
    askedBy: row.asker_name,
    state: row.state,
    stage: row.stage,
    sentence: final?.sentence ?? null,
    probability: final?.probability ?? null,
    effectiveVoices: final?.effectiveVoices ?? null,
    run: row.run,
    askedAt: row.asked_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    reviewAt: row.review_at?.toISOString() ?? null,
    reviewDue: due,
    decision: decisionOf(row),
    outcome: row.outcome,
    version: row.version,
  }
}

export function labelOf(options: readonly StoredOption[], id: string): string {
  return options.find((option) => option.id === id)?.label ?? id
}

/** The options as ballots and answers name them: a yes/no question has two that nobody had to write. */
export function optionsOf(row: Pick<QuestionRow, 'type' | 'options'>): readonly StoredOption[] {
  if (row.type === 'yes-no') return yesNo
  return row.type === 'numeric' ? sides : row.options
}

const yesNo: readonly StoredOption[] = [
  { id: 'yes', label: 'Yes', kind: 'choice' },
  { id: 'no', label: 'No', kind: 'choice' },
]
const sides: readonly StoredOption[] = [
  { id: 'above', label: 'Reaches it', kind: 'choice' },
  { id: 'below', label: 'Stays below', kind: 'choice' },
]

function decisionOf(row: QuestionRow): QuestionSummary['decision'] {
  if (!row.decision || !row.decided_at) return null
  const { option, note, by } = row.decision
  return { option, label: option === null ? null : labelOf(optionsOf(row), option), note, by, at: row.decided_at.toISOString() }
}

export async function readQuestion(ctx: Pick<Ctx, 'query'>, id: string): Promise<QuestionRow | null> {
  const rows = await ctx.query<QuestionRow>(`${questionSelect} WHERE q.id = $1`, [id], 'council.question')
  return rows.rows[0] ?? null
}

/** Blind means blind: nothing of what others said is shown while somebody may still vote. */
export function mayStillVote(row: QuestionRow, now: Date): boolean {
  const open = row.state === 'deliberating' || row.state === 'voting'
  return open && row.voting_ends_at !== null && row.voting_closed_at === null && row.voting_ends_at > now
}
