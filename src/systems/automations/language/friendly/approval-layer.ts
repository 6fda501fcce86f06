import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { given } from './given.ts'
import type { Compilation } from './marks.ts'
import type { Approval } from './model.ts'
import { onlyTask, taskOf } from './retry-layer.ts'
import { friendlyValue, standardValue, wrapped } from './texts.ts'

type Names = Pick<Compilation, 'stepIds'>

/** Events and errors of approvals. Who emits `resolved` decides about people, quorum and escalation. */
export const APPROVAL = {
  requested: 'optimus.approval.requested.v1',
  resolved: 'optimus.approval.resolved.v1',
  refusedError: 'https://optimus.local/errors/approval-refused',
  timeoutError: 'https://open-workflow-specification.org/spec/1.0.0/errors/timeout',
} as const

/** One approval of a run is told from the others by the run and the step. */
function approvalKey(id: string): string {
  return wrapped(`"\\($workflow.id)/${id}"`)
}

/**
 * Asks, waits, decides: an event that asks people, a listen for the answer within the time that is given, and a switch.
 * The output is the decision: `{decision: approved | rejected | expired, …}`.
 */
export function approvalTask(id: string, approval: Approval, names: Compilation): JsonObject {
  const { people, quorum, message, expires, escalate, otherwise } = approval
  const asked = standardValue(given({ people, quorum: quorum ?? 1, message, expires, escalate }), names.stepIds) as JsonObject
  names.mark(asked, approval)
  const request: JsonObject = {
    emit: { event: { with: { type: APPROVAL.requested, subject: approvalKey(id), data: asked } } },
  }
  return {
    do: [
      { request },
      { answer: answerTask(id, expires as Json | undefined, names) },
      ...(otherwise === 'continue' ? [] : decisionTasks(id)),
    ],
    metadata: { optimus: { role: 'approval' } },
  }
}

function answerTask(id: string, expires: Json | undefined, names: Names): JsonObject {
  const filter = {
    with: { type: APPROVAL.resolved },
    correlate: { approval: { from: wrapped('.subject'), expect: approvalKey(id) } },
  }
  const wait: JsonObject = given({
    listen: { to: { one: filter }, read: 'data' },
    output: { as: wrapped('.[0]') },
    timeout: expires === undefined ? undefined : { after: standardValue(expires, names.stepIds) },
  })
  if (expires === undefined) return wait
  return {
    try: [{ wait }],
    catch: { errors: { with: { type: APPROVAL.timeoutError } }, do: [{ expired: { set: { decision: 'expired' } } }] },
  }
}

function decisionTasks(id: string): JsonObject[] {
  return [
    { decide: { switch: [{ approved: { when: wrapped('.decision == "approved"'), then: 'exit' } }, { otherwise: { then: 'refuse' } }] } },
    {
      refuse: {
        raise: {
          error: {
            type: APPROVAL.refusedError,
            status: 403,
            title: 'Not approved',
            detail: wrapped(`"The step ${id} was not approved: \\(.decision)"`),
          },
        },
      },
    },
  ]
}

export function readApproval(task: JsonObject, names: Names): Approval | null {
  const list = task['do']
  if (!Array.isArray(list)) return null
  const event = emitted(taskOf(list[0]))
  if (event === null || !isObject(event['data'])) return null
  const { people, quorum, message, expires, escalate } = friendlyValue(event['data'], names.stepIds) as JsonObject
  const otherwise = list.length === 2 ? 'continue' : undefined
  return given({ people, quorum: quorum === 1 ? undefined : quorum, message, expires, escalate, otherwise }) as unknown as Approval
}

function emitted(task: JsonObject | null): JsonObject | null {
  const emit = task?.['emit']
  const event = isObject(emit) ? emit['event'] : undefined
  return isObject(event) && isObject(event['with']) ? event['with'] : null
}

/** Puts an approval in front of a task. */
export function wrapGate(id: string, task: JsonObject, { approval, names }: { approval: Approval; names: Compilation }): JsonObject {
  return { do: [{ [`${id}-approval`]: approvalTask(id, approval, names) }, { [id]: task }] }
}

export function unwrapGate(task: JsonObject, names: Names): { inner: JsonObject; approval: Approval } | null {
  const list = task['do']
  if (!Array.isArray(list) || list.length !== 2) return null
  const gate = taskOf(list[0])
  const approval = gate === null ? null : readApproval(gate, names)
  const inner = onlyTask(list.slice(1))
  return approval === null || inner === null ? null : { inner, approval }
}
