import { asProblem } from '#ui/client/problem.ts'
import { notify, notifyProblem } from '#ui/kit/toast-store.ts'
import { automations, type TextEdit } from '../client.ts'
import { word } from '../words.ts'
import type { Choice } from './AddStep.tsx'
import type { Draft } from './use-draft.ts'
import { freeId } from './uses.ts'

/** Changes the text as the canvas asks. Gives the id of the step that the last edit made or renamed, or null. */
export function useTextEdits(draft: Draft): (edits: readonly TextEdit[]) => Promise<string | null> {
  return async (edits) => {
    const before = draft.current()
    try {
      const { text, reason } = await automations.call('edit', { text: before, edits: [...edits] })
      if (draft.current() !== before) notify({ title: word('editor.moved') })
      else if (reason !== null) notify({ kind: 'failing', title: reason })
      else {
        draft.set(text)
        return madeBy(edits.at(-1))
      }
    } catch (error) {
      notifyProblem(asProblem(error))
    }
    return null
  }
}

function madeBy(edit: TextEdit | undefined): string | null {
  if (edit?.kind === 'rename') return edit.to
  return edit?.kind === 'add' ? String(edit.step['id']) : null
}

/** The edit that adds what was chosen, under an id that no step has. */
export function addition(choice: Choice, { after, taken }: { after: string | undefined; taken: readonly string[] }): TextEdit {
  const id = freeId(choice.id.split('.').at(-1) ?? choice.id, taken)
  const inner = choice.step['steps']
  const steps = Array.isArray(inner)
    ? { steps: (inner as Record<string, unknown>[]).map((one) => ({ ...one, id: freeId(String(one['id']), [...taken, id]) })) }
    : {}
  return { kind: 'add', step: { id, ...choice.step, ...steps } as never, ...(after === undefined ? {} : { after }) }
}
