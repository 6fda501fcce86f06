import { pointer } from '../language/problem.ts'
import type { Json, JsonObject } from '../expressions/json.ts'
import { runBranches } from './branches.ts'
import type { TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'

/** All branches at once; the output is the list of theirs, or that of the first one when they compete. */
export function forkTask(walker: Walker, call: TaskCall, input: Json): Promise<Json> {
  const { branches, compete = false } = call.task['fork'] as unknown as { branches: JsonObject[]; compete?: boolean }
  const { place } = call
  return runBranches(walker, call, {
    count: branches.length,
    parallel: branches.length,
    compete,
    async begin(index, frame) {
      const [name, task] = Object.entries(branches[index]!)[0] as [string, JsonObject]
      const at = `/fork/branches${pointer([index, name])}`
      const branch = walker.taskCall(task, { name, reference: place.reference + at, key: place.key + at, frame })
      return (await walker.task(branch, input)).output
    },
  })
}
