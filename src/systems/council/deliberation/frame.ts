import type { Ctx } from '#kernel/context.ts'
import { listUsableModels, type UsableModel } from '#systems/models/public.ts'
import { lockQuestion } from '../find-question.ts'
import { readState } from '../outcomes/state-store.ts'
import { seatVoters } from '../outcomes/ledger-store.ts'
import { assignModels } from '../personas/assign-models.ts'
import { modelProblem } from '../personas/model-problem.ts'
import { readPersonas, type PersonaRow } from '../personas/persona-row.ts'
import type { QuestionRow } from '../question-row.ts'
import { optionOrder } from './option-order.ts'
import { wavesOf } from './quorum-rule.ts'
import type { Round } from './stored-ballot.ts'
import { tellSeat } from './tell.ts'

/** What the workflow has to know; the same in every replay. */
export interface Frame {
  readonly goesOn: boolean
  readonly type: QuestionRow['type']
  readonly waves: readonly (readonly string[])[]
  /** The moment each round ends, as ISO 8601. */
  readonly until: Readonly<Record<Round, string>>
}

/** Part of the time that has passed when a round must be over. What comes later needs some as well. */
const shares: Readonly<Record<QuestionRow['type'], Readonly<Record<Round, number>>>> = {
  choice: { claims: 0, ballot: 0.65, crux: 0.95, text: 1 },
  'yes-no': { claims: 0, ballot: 0.65, crux: 0.95, text: 1 },
  numeric: { claims: 0, ballot: 0.95, crux: 1, text: 1 },
  preference: { claims: 0, ballot: 0.95, crux: 1, text: 1 },
  open: { claims: 0.4, ballot: 0.75, crux: 1, text: 0.97 },
}

/** Convenes the minds and starts the clock. May run again: what was set stays. */
export async function frameQuestion(ctx: Ctx, id: string): Promise<Frame> {
  return ctx.transaction(async (open) => {
    const row = await lockQuestion(open, id)
    const begun = row.deadline_at ? new Date(row.deadline_at.getTime() - row.deadline_seconds * 1000) : open.clock.now()
    const until = endsOf(row, begun)
    if (row.state !== 'deliberating') return { goesOn: false, type: row.type, waves: [], until }
    await open.query('UPDATE council.question SET deadline_at = $2, stage = $3 WHERE id = $1', [
      id,
      new Date(begun.getTime() + row.deadline_seconds * 1000),
      'frame',
    ])
    if (row.minds) await convene(open, row)
    const seats = await open.query<{ voter: string; provider: string | null; state: string }>(
      `SELECT voter, provider, state FROM council.seat WHERE question = $1 AND kind = 'persona' ORDER BY position`,
      [id],
    )
    const speaking = seats.rows.filter((seat) => seat.state !== 'absent')
    await seatVoters(
      open,
      speaking.map(({ voter, provider }) => (provider ? { id: voter, provider } : { id: voter })),
    )
    const { state } = await readState(open)
    const canStop = row.adaptive && (row.type === 'choice' || row.type === 'yes-no')
    const waves = wavesOf(
      state,
      speaking.map((seat) => seat.voter),
      canStop,
    )
    return { goesOn: true, type: row.type, waves, until }
  })
}

function endsOf(row: QuestionRow, begun: Date): Frame['until'] {
  const at = (round: Round) => new Date(begun.getTime() + shares[row.type][round] * row.deadline_seconds * 1000).toISOString()
  return { claims: at('claims'), ballot: at('ballot'), crux: at('crux'), text: at('text') }
}

/** Nobody is seated while no model can be asked at all: then no persona speaks, and none is called absent. */
async function convene(ctx: Ctx, row: QuestionRow): Promise<void> {
  const models = await listUsableModels(ctx)
  if (models.length === 0) return
  const personas = (await readPersonas(ctx)).filter((persona) => persona.enabled)
  const assigned = assignModels(personas, models)
  for (const [index, persona] of personas.entries())
    await seatPersona(ctx, row, { persona, position: index, model: assigned.get(persona.id), absent: absenceOf(persona, models) })
}

function absenceOf({ model }: PersonaRow, models: readonly UsableModel[]): string | null {
  return model === null ? null : modelProblem(model, models)
}

async function seatPersona(
  ctx: Ctx,
  row: QuestionRow,
  { persona, position, model, absent }: { persona: PersonaRow; position: number; model: UsableModel | undefined; absent: string | null },
): Promise<void> {
  const options = row.options.map((option) => option.id)
  const seated = await ctx.query(
    `INSERT INTO council.seat (question, voter, kind, name, persona_version, model, provider, position, option_order, state, absent)
     VALUES ($1, $2, 'persona', $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
    [
      row.id,
      persona.id,
      persona.name,
      persona.version,
      model?.model ?? null,
      model?.provider ?? null,
      position,
      JSON.stringify(optionOrder(options, row.id, persona.id)),
      absent ? 'absent' : 'waiting',
      absent,
    ],
    'council.seat-persona',
  )
  if (seated.rowCount === 1) await tellSeat(ctx, row, { voter: persona.id, state: absent ? 'absent' : 'waiting' })
}
