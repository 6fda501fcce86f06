import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import type { Target } from './target.ts'

/** So many failures in a row, and a provider is left alone: half a minute, then twice as long each time. */
const mostFailures = 5
const firstRestSeconds = 30
const longestRestSeconds = 600
/** A trial that never came back lets another one through after this. */
const trialFor = '3 minutes'

/** Null when the provider may be asked. After its rest one call tries; the others wait for how it ends. */
export async function requireCircuit(ctx: Ctx, target: Target): Promise<Problem | null> {
  const found = await ctx.query<{ rests_until: Date | null; is_resting: boolean; failure: string | null }>(
    'SELECT rests_until, rests_until > now() AS is_resting, failure FROM models.provider WHERE id = $1',
    [target.providerId],
    'models.circuit',
  )
  const row = found.rows[0]
  if (!row?.rests_until) return null
  const until = row.rests_until.toISOString()
  if (row.is_resting) return open(target, row.failure, { restsUntil: until })
  const trial = await ctx.query(
    `UPDATE models.provider SET trial_at = now() WHERE id = $1 AND rests_until IS NOT NULL
       AND (trial_at IS NULL OR trial_at < now() - interval '${trialFor}')`,
    [target.providerId],
    'models.circuit-trial',
  )
  return trial.rowCount === 1 ? null : open(target, row.failure, { restsUntil: until })
}

function open(target: Target, failure: string | null, more: Record<string, unknown>): Problem {
  const detail = `${target.provider} failed ${mostFailures} times in a row and is left alone for a moment. The last time: ${failure ?? 'unknown'}`
  return new Problem(errors.circuit_open, detail, more)
}

/** An answer closes the circuit. Written when it changes something, and else once a minute. */
export async function noteAnswer(ctx: Ctx, providerId: string): Promise<void> {
  const changed = await ctx.query<{ healed: boolean }>(
    `UPDATE models.provider AS known SET failures = 0, rests_until = NULL, trial_at = NULL, answered_at = now()
     FROM (SELECT id, rests_until IS NOT NULL AS healed FROM models.provider WHERE id = $1 FOR UPDATE) before
     WHERE known.id = before.id AND (known.failures > 0 OR known.answered_at IS NULL OR known.answered_at < now() - interval '1 minute')
     RETURNING before.healed`,
    [providerId],
    'models.circuit-answer',
  )
  if (changed.rows[0]?.healed) await ctx.emit(events.provider_changed, { provider: providerId })
}

/** One outage fails many calls at once: those that end while it rests already do not make the rest longer. */
export async function noteIllness(ctx: Ctx, providerId: string, sentence: string): Promise<void> {
  const changed = await ctx.query<{ failures: number }>(
    `UPDATE models.provider SET failures = CASE WHEN rests_until > now() THEN failures ELSE failures + 1 END, failed_at = now(),
       failure = $2, trial_at = NULL,
       rests_until = CASE WHEN rests_until > now() THEN rests_until WHEN failures + 1 >= ${mostFailures}
         THEN now() + least(${longestRestSeconds}, ${firstRestSeconds} * 2 ^ least(failures + 1 - ${mostFailures}, 10)) * interval '1 second' END
     WHERE id = $1 RETURNING failures`,
    [providerId, sentence],
    'models.circuit-illness',
  )
  if ((changed.rows[0]?.failures ?? 0) >= mostFailures) await ctx.emit(events.provider_changed, { provider: providerId })
}
