import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { isAdmitted } from '../admitted.ts'
import { contract } from '../contract.ts'
import { knockAddress, noteSuccess } from '../door.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { enter, type Entered } from '../first-step.ts'
import { takeFlow, type Flow } from '../provider-flow.ts'
import { findOpenProvider, reachProvider, type ProviderRow } from '../provider-row.ts'
import type { Vouched } from '../providers/port.ts'
import { requireSelf } from '../require-person.ts'

export const finishProvider = operation(contract.finishProvider, async (ctx, input) => {
  await knockAddress(ctx)
  const provider = await findOpenProvider(ctx, input.provider)
  const response = new URLSearchParams(input.response)
  const flow = await takeFlow(ctx, provider.id, response)
  try {
    return { ...(await finish(ctx, { provider, response, flow })), returnTo: flow.returnTo }
  } catch (error) {
    // The page that began it shows what is wrong.
    if (error instanceof Problem && flow.purpose === 'link') throw withPage(error, flow.returnTo)
    throw error
  }
})

interface Answered {
  readonly provider: ProviderRow
  readonly response: URLSearchParams
  readonly flow: Flow
}

async function finish(ctx: Ctx, { provider, response, flow }: Answered): Promise<Entered & { linked: boolean }> {
  // Whoever is signed in here now must still be who wanted to link; looked at before anything is asked of the provider.
  if (flow.purpose === 'link' && (await requireSelf(ctx)).id !== flow.person)
    throw new Problem(errors.provider_refused, 'Somebody else is signed in by now; begin again.')
  const vouched = await reachProvider(ctx, provider).vouch(response, flow.question)
  if (!isAdmitted(vouched.emails, provider.allowed)) throw new Problem(errors.not_admitted)
  if (flow.purpose === 'sign-in') return { ...(await signIn(ctx, provider, vouched)), linked: false }
  await ctx.transaction((inside) => link(inside, { provider: provider.id, person: flow.person!, vouched }))
  return { person: null, next: null, linked: true }
}

/** Only who is linked comes in. An equal e-mail address says nothing: it may have been given to somebody else there. */
async function signIn(ctx: Ctx, provider: ProviderRow, vouched: Vouched): Promise<Entered> {
  const found = await ctx.query<{ person: string }>(
    `UPDATE identity.linked_account l SET last_used_at = now() FROM identity.person p
     WHERE l.provider = $1 AND l.subject = $2 AND p.id = l.person AND p.disabled_at IS NULL RETURNING l.person`,
    [provider.id, vouched.subject],
  )
  const person = found.rows[0]?.person
  if (person === undefined) throw new Problem(errors.not_linked, `This account at ${provider.name} is linked with nobody here.`)
  await noteSuccess(ctx, person)
  return enter(ctx, person, 'provider')
}

async function link(ctx: Ctx, { provider, person, vouched }: { provider: string; person: string; vouched: Vouched }): Promise<void> {
  const linked = await ctx.query<{ person: string }>(
    `INSERT INTO identity.linked_account AS l (id, person, provider, subject, account) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (provider, subject) DO UPDATE SET account = excluded.account WHERE l.person = excluded.person RETURNING person`,
    [ctx.id(), person, provider, vouched.subject, vouched.account],
  )
  if (linked.rowCount !== 1) throw new Problem(errors.link_exists)
  await ctx.emit(events.credential_changed, { person, change: 'provider-linked' })
}

function withPage(problem: Problem, returnTo: string): Problem {
  return new Problem(problem, problem.message, { ...problem.more, returnTo }, problem)
}
