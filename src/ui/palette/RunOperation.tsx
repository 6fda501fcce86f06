import { useMutation } from '@tanstack/react-query'
import { Terminal } from 'lucide-react'
import { useCallback, useState } from 'react'
import { usePanels } from '../app/systems.ts'
import { asProblem, type ProblemError } from '../client/problem.ts'
import { rereadSystem } from '../client/use-mutation-of.ts'
import { SchemaForm } from '../form/SchemaForm.tsx'
import { Button } from '../kit/Button.tsx'
import { CodeBlock } from '../kit/CodeBlock.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import type { Option } from '../kit/Select.tsx'
import { notify } from '../kit/toast-store.ts'
import { followRun } from '../runs/follow-run.ts'
import { commandLine } from './command-line.ts'
import { CommandFoot } from './CommandFoot.tsx'
import { runListed, type ListedOperation } from './operations.ts'
import { word } from './words.ts'

/** Runs one operation: asks for what it needs, confirms what is dangerous, shows what a question answers. */
export function RunOperation({ operation, onClose }: { operation: ListedOperation; onClose: () => void }) {
  const [input, setInput] = useState<Record<string, unknown>>({})
  const danger = operation.effect === 'danger'
  const run = useMutation<unknown, ProblemError, Record<string, unknown>>({
    mutationFn: (given) => runListed(operation, given),
    onSuccess: (output) => {
      if (operation.effect === 'read') return
      finish(operation, output)
      onClose()
    },
  })
  const suggestProjects = useProjectSuggestions()
  if (run.isSuccess && operation.effect === 'read') return <Answer operation={operation} output={run.data} onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={danger ? word('danger.title', { summary: operation.summary }) : operation.summary}
      description={operation.description ?? (danger ? word('danger.body') : undefined)}
    >
      <SchemaForm
        schema={operation.input}
        suggest={{ project: suggestProjects }}
        problem={run.error ? asProblem(run.error) : null}
        onInput={setInput}
        onSubmit={(given) => run.mutate(given)}
        actions={
          <>
            <Button onClick={onClose}>{word('cancel')}</Button>
            <Button type="submit" variant={danger ? 'danger-fill' : 'primary'} busy={run.isPending && word('running')}>
              {word('run')}
            </Button>
          </>
        }
      />
      <div className="-mx-5 mt-4 -mb-5 max-desk:-mx-4">
        <CommandFoot line={commandLine(operation, input)} icon={Terminal} />
      </div>
    </Dialog>
  )
}

function Answer({ operation, output, onClose }: { operation: ListedOperation; output: unknown; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={word('answer.title', { summary: operation.summary })}
      actions={<Button onClick={onClose}>{word('answer.close')}</Button>}
    >
      <CodeBlock label={operation.id} text={JSON.stringify(output, null, 2)} />
    </Dialog>
  )
}

function finish(operation: ListedOperation, output: unknown): void {
  void rereadSystem(operation.system)
  const run = typeof output === 'object' && output !== null && 'run' in output ? String(output.run) : null
  if (run) followRun(run)
  else notify({ kind: 'passed', title: word('done.title', { summary: operation.summary }) })
}

/** Projects by what is typed, from whatever system offers places to go to. */
function useProjectSuggestions(): (text: string, signal: AbortSignal) => Promise<readonly Option[]> {
  const panels = usePanels('palette.source')
  return useCallback(
    async (text, signal) => {
      const found = await Promise.all(panels.filter(({ group }) => group === 'go').map((panel) => panel.search(text, signal)))
      return found.flat().flatMap(({ project }) => (project ? [{ value: project.id, label: project.name }] : []))
    },
    [panels],
  )
}
