import { useState } from 'react'
import { useGo } from '#ui/app/navigation.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import type { ProblemError } from '#ui/client/problem.ts'
import { SchemaForm } from '#ui/form/SchemaForm.tsx'
import type { JsonSchema } from '#ui/form/json-schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { automations, type Automation } from './client.ts'
import { runHref } from './runs/run-state.ts'
import { word } from './words.ts'

/** Starts an automation by hand, with the form that its inputs make. */
export function StartDialog({ automation, onClose }: { automation: Automation; onClose: () => void }) {
  const go = useGo()
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const start = useMutationOf(automations, 'start', {
    done: ({ run }) => {
      onClose()
      go(runHref({ id: run }))
    },
    failed: setProblem,
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={word('start.title', { name: automation.title ?? automation.name })}
      description={word('start.body')}
    >
      <SchemaForm
        schema={inputSchema(automation.fields)}
        problem={problem}
        onSubmit={(inputs) => start.mutate({ automation: automation.id, inputs })}
        actions={
          <>
            <Button onClick={onClose}>{word('start.not')}</Button>
            <Button type="submit" variant="primary" busy={start.isPending && word('runs.starting')}>
              {word('start.go')}
            </Button>
          </>
        }
      />
    </Dialog>
  )
}

/** The form's fields as the one schema that forms are made from. */
export function inputSchema(fields: Automation['fields']): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema as JsonSchema])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
  }
}
