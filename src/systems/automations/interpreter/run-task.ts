import type { Json, JsonObject } from '../expressions/json.ts'
import { effectOf } from './effect-of.ts'
import { stoppable, type TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'

interface Run {
  readonly await?: boolean
  readonly return?: string
  readonly shell?: JsonObject
  readonly script?: JsonObject
  readonly container?: JsonObject
  readonly workflow?: JsonObject
}

/** Commands and code are never put together from data: what is written in them stays as it is. */
const verbatim = ['command', 'code']

/** Runs a command, code, a container or another workflow. */
export function runTask(walker: Walker, call: TaskCall, input: Json): Promise<Json> {
  const run = call.task['run'] as unknown as Run
  const options = { return: run.return ?? 'stdout', await: run.await ?? true }
  if (run.workflow) return subWorkflow(walker, call, { workflow: run.workflow, input, awaited: options.await })
  const [kind, process] = run.shell
    ? (['shell', run.shell] as const)
    : run.script
      ? (['script', run.script] as const)
      : (['container', run.container!] as const)
  const what = kind === 'container' ? String(process['image']) : String(process['command'] ?? process['language'] ?? kind).slice(0, 200)
  return effectOf(walker, call, input, { kind, what, definition: { ...process, ...options }, verbatim })
}

async function subWorkflow(
  walker: Walker,
  call: TaskCall,
  { workflow, input, awaited }: { workflow: JsonObject; input: Json; awaited: boolean },
): Promise<Json> {
  const { world, evaluation } = walker
  const given = workflow['input'] === undefined ? input : await evaluation.filled(call, workflow['input'], { data: input })
  const { namespace, name, version } = workflow
  if (!world.journal.recorded(call.place.key)) await world.gate(stoppable(call.frame))
  return world.runWorkflow({
    place: call.place,
    workflow: `${String(namespace)}/${String(name)}@${String(version)}`,
    input: given,
    await: awaited,
    signal: call.frame.signal,
  })
}
