import { useState } from 'react'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { automations, type Automation } from '../client.ts'
import { word as areaWord } from '../words.ts'
import { word } from './words.ts'
import { readCount } from './read-count.ts'

/** How long the finished runs of one automation are kept; empty follows what holds for all. */
export function KeepSection({ automation }: { automation: Automation }) {
  const all = useOperation(automations, 'getRetention', {}).data
  const [days, setDays] = useState(String(automation.keepDays ?? ''))
  const [runs, setRuns] = useState(String(automation.keepRuns ?? ''))
  const update = useMutationOf(automations, 'update', { done: () => notify({ kind: 'passed', title: word('keep.saved') }) })
  const [keepDays, keepRuns] = [readCount(days, 3650), readCount(runs, 1_000_000)]
  const same = keepDays === automation.keepDays && keepRuns === automation.keepRuns
  const wrong = keepDays === 'wrong' || keepRuns === 'wrong'
  const save = () => {
    if (keepDays !== 'wrong' && keepRuns !== 'wrong') update.mutate({ automation: automation.id, keepDays, keepRuns })
  }
  return (
    <section aria-labelledby="keep" className="grid min-w-0 gap-3">
      <h3 id="keep" className="font-title">
        {word('keep.title')}
      </h3>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={word('keep.days')}
          required={false}
          help={all ? word('keep.days_all', { count: all.days }) : undefined}
          error={keepDays === 'wrong' ? word('keep.wrong', { most: 3650 }) : undefined}
        >
          <Input inputMode="numeric" value={days} onChange={(event) => setDays(event.target.value)} />
        </Field>
        <Field
          label={word('keep.runs')}
          required={false}
          help={
            all
              ? all.runsPerAutomation === null
                ? word('keep.runs_any')
                : word('keep.runs_all', { count: all.runsPerAutomation })
              : undefined
          }
          error={keepRuns === 'wrong' ? word('keep.wrong', { most: 1_000_000 }) : undefined}
        >
          <Input inputMode="numeric" value={runs} onChange={(event) => setRuns(event.target.value)} />
        </Field>
      </div>
      <div>
        <Button
          unavailable={wrong ? word('keep.not_yet') : same && areaWord('editor.nothing')}
          busy={update.isPending && areaWord('editor.saving')}
          onClick={save}
        >
          {word('keep.save')}
        </Button>
      </div>
    </section>
  )
}
