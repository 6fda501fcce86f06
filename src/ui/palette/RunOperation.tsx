import { useMutation } from '@tanstack/react-query'
import { Terminal } from 'lucide-react'
import { useCallback, useState } from 'react'
import { usePanels } from '../app/systems.ts'
import { asProblem, type ProblemError } from '../client/problem.ts'
import { SchemaForm } from '../form/SchemaForm.tsx'
import { Button } from '../kit/Button.tsx'
import { CodeBlock } from '../kit/CodeBlock.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import type { Option } from '../kit/Select.tsx'
import { commandLine } from './command-line.ts'
import { CommandFoot } from './CommandFoot.tsx'
import type { ListedOperation } from './operations.ts'
import { finished, runListed } from './run-now.ts'
import { word } from './words.ts'

/** Runs one operation: asks for what it needs, confirms what is dangerous, shows what a question answers. */
export function RunOperation({ operation, onClose }: { operation: ListedOperation; onClose: () => void }) {
  const [input, setInput] = useState<Record<string, unknown>>({})
  const danger = operation.effect === 'danger'
  const run = useMutation<unknown, ProblemError, Record<string, unknown>>({
    mutationFn: (given) => runListed(operation, given),
    onSuccess: (output) => {
      if (operation.effect === 'read') return
      finished(operation, output)
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

/** Projects by what is typed, from whatever system offers places to go to. */
function useProjectSuggestions(): (text: string, signal: AbortSignal) => Promise<readonly Option[]> {
  const panels = usePanels('palette.source')
  return useCallback(
    async (text, signal) => {
      const found = await Promise.all(panels.filter(({ group }) => group === 'go').map((panel) => panel.search(text, signal)))
      return found.flat().flatMap(({ project }) => (project ? [{ value: project.slug ?? project.id, label: project.name }] : []))
    },
    [panels],
  )
}
