import { didYouMean } from '../../expressions/nearest.ts'
import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import type { Path, Problem } from '../problem.ts'
import { isAskable, roleIn, type Askable } from './askable.ts'
import { atValue, type CheckContext } from './context.ts'

/** The event with which a step asks people; the compiler writes it for "approve". */
const asking = 'optimus.approval.requested.v1'

/** A question to nobody is never answered. Names that an expression gives are looked at when it asks. */
export function peopleProblems(context: CheckContext): Problem[] {
  const { askable, tasks } = context
  if (askable === undefined) return []
  return tasks.flatMap(({ task, path }) => {
    const data = askedBy(task)
    if (data === null) return []
    const here: Path = [...path, 'emit', 'event', 'with', 'data']
    const escalate = isObject(data['escalate']) ? data['escalate']['people'] : undefined
    return [
      ...unknownIn(data['people'], [...here, 'people'], { context, askable }),
      ...unknownIn(escalate, [...here, 'escalate', 'people'], { context, askable }),
    ]
  })
}

function askedBy(task: JsonObject): JsonObject | null {
  const event = isObject(task['emit']) ? task['emit']['event'] : undefined
  const told = isObject(event) ? event['with'] : undefined
  return isObject(told) && told['type'] === asking && isObject(told['data']) ? told['data'] : null
}

function unknownIn(names: Json | undefined, path: Path, { context, askable }: { context: CheckContext; askable: Askable }): Problem[] {
  const list = Array.isArray(names) ? names : []
  return list.flatMap((name, index) => {
    if (typeof name !== 'string' || name.includes('${') || isAskable(name, askable)) return []
    const role = roleIn(name)
    const message =
      role === null
        ? `There is nobody "${name}" here; write a name, an e-mail address, or a role such as role:admin.`
        : `There is no role "${role}".${didYouMean(role, askable.roles)}`
    return [atValue(context, [...path, index], { code: 'missing-person', message })]
  })
}
