import type { Answer } from '../aggregation/aggregate.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import type { BallotRow } from '../deliberation/stored-ballot.ts'
import { filteredProject } from '../named-project.ts'
import { favouriteOf, trueOption, wasRight } from '../outcomes/judgement.ts'
import { asSummary, type QuestionRow } from '../question-row.ts'

interface JournalRow extends QuestionRow {
  aggregate: Answer | null
  ballots: (Pick<BallotRow, 'content'> & { name: string })[] | null
}

const shown = {
  all: 'true',
  due: 'q.resolved_at IS NULL AND q.review_at <= now()',
  open: 'q.resolved_at IS NULL',
  resolved: 'q.resolved_at IS NOT NULL',
} as const

export const journal = operation(contract.journal, async (ctx, input) => {
  const reach = ctx.projects === 'all' ? null : [...ctx.projects]
  const project = await filteredProject(ctx, input.project)
  const within = `q.state = 'answered' AND NOT q.micro AND ($1::uuid[] IS NULL OR q.project = ANY ($1)) AND ($2::uuid IS NULL OR q.project = $2)`
  const rows = await ctx.query<JournalRow>(
    `SELECT q.*, a.synthesis, a.provisional, a.aggregate,
       (SELECT jsonb_agg(jsonb_build_object('name', s.name, 'content', b.content) ORDER BY s.position, s.voter) FROM council.ballot b
        JOIN council.seat s ON s.question = b.question AND s.voter = b.voter WHERE b.question = q.id AND b.round = 'ballot') AS ballots
     FROM council.question q LEFT JOIN council.answer a ON a.question = q.id
     WHERE ${within} AND ($3::text IS NULL OR q.domain = $3) AND ${shown[input.show]}
     ORDER BY (q.resolved_at IS NULL AND q.review_at <= now()) DESC NULLS LAST, q.asked_at DESC, q.id DESC LIMIT $4`,
    [reach, project, input.domain ?? null, input.limit],
  )
  const due = await ctx.query<{ due: number }>(`SELECT count(*)::integer AS due FROM council.question q WHERE ${within} AND ${shown.due}`, [
    reach,
    project,
  ])
  const now = ctx.clock.now()
  return { items: rows.rows.map((row) => asEntry(row, now)), due: due.rows[0]!.due }
})

function asEntry(row: JournalRow, now: Date) {
  const answer = row.aggregate && 'type' in row.aggregate ? row.aggregate : null
  const truth = trueOption(row)
  return {
    ...asSummary(row, now),
    favourite: favouriteOf(answer),
    right: wasRight(row, answer),
    wrong: truth === null ? [] : (row.ballots ?? []).filter(({ content }) => isWrong(content, truth)).map(({ name }) => name),
  }
}

function isWrong(content: BallotRow['content'], truth: string): boolean {
  const { probability } = content
  const probabilities = probability === undefined ? content.probabilities : { yes: probability, no: 1 - probability }
  const entries = Object.entries(probabilities ?? {})
  if (entries.length === 0) return false
  return entries.reduce((best, next) => (next[1] > best[1] ? next : best))[0] !== truth
}
