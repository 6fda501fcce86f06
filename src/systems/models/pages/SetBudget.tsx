import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { parseDollars, plainDollars } from '#ui/format/dollars.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { models, type BudgetItem } from './client.ts'
import { word } from './words.ts'

const scopes = ['everything', 'project', 'session'] as const
const periods = ['day', 'month'] as const

/** A new budget, or another sum for one that is there. */
export function SetBudget({ budget, onClose }: { budget: BudgetItem | null; onClose: () => void }) {
  const [scope, setScope] = useState<BudgetItem['scope']>(budget?.scope ?? 'everything')
  const [period, setPeriod] = useState<'day' | 'month'>(budget?.period === 'month' ? 'month' : 'day')
  const [project, setProject] = useState(budget?.project ?? '')
  const [sum, setSum] = useState(budget ? plainDollars(budget.limitMicros) : '')
  const [isWrong, setWrong] = useState(false)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(models, 'setBudget', { version: budget?.version, done: onClose, failed: setProblem })
  const submit = () => {
    const limitMicros = parseDollars(sum)
    setWrong(limitMicros === null)
    if (limitMicros === null) return
    const only = scope === 'project' && project.trim() ? { project: project.trim() } : {}
    save.mutate({ scope, period: scope === 'session' ? 'session' : period, limitMicros, ...only })
  }
  return (
    <Dialog open onClose={onClose} title={word('budget.title')}>
      <Form
        onSubmit={submit}
        problem={problem?.message ?? null}
        wrong={isWrong ? 1 : 0}
        actions={
          <>
            <Button onClick={onClose}>{word('cancel')}</Button>
            <Button type="submit" variant="primary" busy={save.isPending && word('budget.saving')}>
              {word('budget.save')}
            </Button>
          </>
        }
      >
        <Field label={word('budget.scope')}>
          <Select
            disabled={budget !== null}
            value={scope}
            onValue={setScope}
            options={scopes.map((value) => ({ value, label: word(`budget.scope.${value}`) }))}
          />
        </Field>
        {scope === 'session' ? null : (
          <Field label={word('budget.period')}>
            <Select
              disabled={budget !== null}
              value={period}
              onValue={setPeriod}
              options={periods.map((value) => ({ value, label: word(`budget.period.${value}`) }))}
            />
          </Field>
        )}
        {scope === 'project' ? (
          <Field label={word('budget.project')} help={word('budget.project.help')}>
            <Input disabled={budget !== null} value={project} onChange={(event) => setProject(event.target.value)} />
          </Field>
        ) : null}
        <Field label={word('budget.limit')} error={isWrong ? word('budget.limit.wrong') : undefined}>
          <Input autoFocus inputMode="decimal" value={sum} trailing="$" onChange={(event) => setSum(event.target.value)} />
        </Field>
      </Form>
    </Dialog>
  )
}
