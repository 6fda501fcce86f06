import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { automations, type Queue } from '../client.ts'
import { readCount } from '../settings/read-count.ts'
import { word as settingsWord } from '../settings/words.ts'
import { word } from '../words.ts'

const most = 100_000
const mostSeconds = 31 * 86_400

/** Limits of a queue while it is in use: they count instead of those in the texts until they are taken back. */
export function QueueLimits({ queue, onClose }: { queue: Queue; onClose: () => void }) {
  const [limit, setLimit] = useState(textOf(queue.limit))
  const [keyLimit, setKeyLimit] = useState(textOf(queue.keyLimit))
  const [count, setCount] = useState(textOf(queue.rate?.count ?? null))
  const [seconds, setSeconds] = useState(textOf(queue.rate === null ? null : queue.rate.milliseconds / 1000))
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const set = useMutationOf(automations, 'setQueue', { done: onClose, failed: setProblem })
  const read = { limit: readCount(limit, most), keyLimit: readCount(keyLimit, most), count: readCount(count, most) }
  const per = readCount(seconds, mostSeconds)
  const half = (read.count === null) !== (per === null)
  const values = [read.limit, read.keyLimit, read.count, per]
  const wrong = values.filter((value) => value === 'wrong').length + (half ? 1 : 0)
  const submit = () => {
    if (wrong > 0) return
    const [places, ofKey, begins, time] = values as (number | null)[]
    const rate = begins == null || time == null ? null : { count: begins, milliseconds: time * 1000 }
    set.mutate({ queue: queue.name, limits: { limit: places ?? null, keyLimit: ofKey ?? null, rate } })
  }
  const no = (value: number | null | 'wrong') => (value === 'wrong' ? settingsWord('keep.wrong', { most }) : undefined)
  return (
    <Sheet open onClose={onClose} title={word('queues.limits')} description={<span className="font-mono text-small">{queue.name}</span>}>
      <Form
        onSubmit={submit}
        problem={problem?.message ?? null}
        wrong={wrong}
        actions={
          <>
            {queue.setAt === null ? null : (
              <Button busy={set.isPending && word('triggers.changing')} onClick={() => set.mutate({ queue: queue.name, limits: null })}>
                {word('queues.by_text')}
              </Button>
            )}
            <Button type="submit" variant="primary" busy={set.isPending && word('triggers.changing')}>
              {word('queues.set')}
            </Button>
          </>
        }
      >
        <p className="text-pretty text-ink-3">{word('queues.limits_body')}</p>
        <Field label={word('queues.at_once')} required={false} error={no(read.limit)}>
          <Input inputMode="numeric" value={limit} onChange={(event) => setLimit(event.target.value)} />
        </Field>
        <Field label={word('queues.of_key')} required={false} error={no(read.keyLimit)}>
          <Input inputMode="numeric" value={keyLimit} onChange={(event) => setKeyLimit(event.target.value)} />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={word('queues.begin')} required={false} error={half ? word('queues.both') : no(read.count)}>
            <Input inputMode="numeric" value={count} onChange={(event) => setCount(event.target.value)} />
          </Field>
          <Field
            label={word('queues.within')}
            required={false}
            error={per === 'wrong' ? settingsWord('keep.wrong', { most: mostSeconds }) : undefined}
          >
            <Input inputMode="numeric" trailing="s" value={seconds} onChange={(event) => setSeconds(event.target.value)} />
          </Field>
        </div>
      </Form>
    </Sheet>
  )
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value)
}
