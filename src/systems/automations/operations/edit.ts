import type { JsonObject } from '../expressions/json.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import type { Edited } from '../language/editing/edits.ts'
import type { TextEdit } from '../shapes/edit.ts'

/** One edit after the other; the first that cannot be done ends it with its reason, and nothing is changed. */
export const edit = operation(contract.edit, async (_ctx, input) => {
  const editing = await import('../language/editing/edits.ts')
  let text = input.text
  for (const one of input.edits) {
    const edited = apply(editing, text, one)
    if (edited.text === null) return { text: input.text, reason: edited.reason }
    text = edited.text
  }
  return { text, reason: null }
})

function apply(editing: typeof import('../language/editing/edits.ts'), text: string, one: TextEdit): Edited {
  switch (one.kind) {
    case 'add':
      return editing.addStep(text, one.step as JsonObject, {
        ...(one.after === undefined ? {} : { after: one.after }),
        ...(one.inside === undefined ? {} : { inside: one.inside }),
      })
    case 'delete':
      return editing.deleteStep(text, one.id)
    case 'rename':
      return editing.renameStep(text, one.id, one.to)
    case 'connect':
      return editing.connectSteps(text, one.from, one.to)
    case 'disconnect':
      return editing.disconnectSteps(text, one.from, one.to)
    case 'change':
      return editing.changeStep(text, one.id, { path: one.path, ...(one.value === undefined ? {} : { value: one.value }) })
  }
}
