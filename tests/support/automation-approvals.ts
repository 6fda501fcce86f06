import { program } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { contract } from '#systems/automations/contract.ts'
import { publishEvent } from '#systems/automations/publish-event.ts'
import { startRun } from '#systems/automations/start-run.ts'
import { textOf, type AutomationsApp } from './automations-app.ts'

/** A run of it goes on as long as somebody may be asked. */
export const patient = textOf('patient', '- { id: ship, uses: wait, with: { for: 9d } }')

/** Lets time pass for questions: what they wait for is so many seconds nearer, what happened as many farther back. */
export async function letPass(app: AutomationsApp, seconds: number): Promise<void> {
  const moved = ['created_at', 'expires_at', 'escalate_at', 'escalated_at', 'decided_at']
  await app.rows(`UPDATE automations.approval SET ${moved.map((name) => `${name} = ${name} - interval '${seconds} seconds'`).join(', ')}`)
}

/** A run of an automation whose step asks people, as the event of the step has it. */
export async function askStep(app: AutomationsApp, automation: string, data: object): Promise<{ approval: string; run: string }> {
  const run = await app.kernel
    .context(program)
    .transaction((ctx) => startRun(ctx, { automation, trigger: { kind: 'manual', detail: null }, input: {} }))
  await app.kernel
    .context(program)
    .transaction((ctx) =>
      publishEvent(
        ctx,
        { id: newId(), source: 'test', type: 'optimus.approval.requested.v1', subject: `${run}/ship`, data: { ...data } },
        { run },
      ),
    )
  const { items } = await app.call(contract.listApprovals, { run })
  return { approval: items[0]?.id ?? '', run }
}
