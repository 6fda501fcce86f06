import { useState } from 'react'
import type { ProblemError } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { parseDollars, plainDollars } from '#ui/format/dollars.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Dialog } from '#ui/kit/Dialog.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Input } from '#ui/kit/Input.tsx'
import { models, type ModelItem } from './client.ts'
import { word } from './words.ts'

const prices = [
  ['input', 'edit.input'],
  ['cachedInput', 'edit.cached'],
  ['cacheWrite', 'edit.write'],
  ['output', 'edit.output'],
] as const

type PriceName = (typeof prices)[number][0]

/** Price with its source, and limits. What is left empty is unknown. */
export function EditModel({ model, onClose }: { model: ModelItem; onClose: () => void }) {
  const [price, setPrice] = useState<Record<PriceName, string>>({
    input: plainDollars(model.price.input),
    cachedInput: plainDollars(model.price.cachedInput),
    cacheWrite: plainDollars(model.price.cacheWrite),
    output: plainDollars(model.price.output),
  })
  const [source, setSource] = useState(model.priceSource ?? '')
  const [limits, setLimits] = useState({ window: String(model.contextWindow ?? ''), most: String(model.maxOutputTokens ?? '') })
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const save = useMutationOf(models, 'update', { version: model.version, done: onClose, failed: setProblem })
  const submit = () => {
    const sums = prices.map(([name]) => [name, price[name].trim() ? parseDollars(price[name]) : null] as const)
    const bad = new Set<string>([
      ...sums.filter(([name, value]) => price[name].trim() && value === null).map(([name]) => name),
      ...(['window', 'most'] as const).filter((name) => !/^\d*$/.test(limits[name].trim())),
    ])
    setWrong(bad)
    if (bad.size > 0) return
    const next = Object.fromEntries(sums) as ModelItem['price']
    const isPriced = prices.some(([name]) => next[name] !== model.price[name]) || source.trim() !== (model.priceSource ?? '')
    save.mutate({
      id: model.id,
      contextWindow: numberOf(limits.window),
      maxOutputTokens: numberOf(limits.most),
      ...(isPriced ? { price: next, ...(source.trim() ? { priceSource: source.trim() } : {}) } : {}),
    })
  }
  return (
    <Dialog open onClose={onClose} title={word('edit.title', { model: model.reference })} description={word('edit.body')}>
      <Form
        onSubmit={submit}
        problem={problem?.message ?? null}
        wrong={wrong.size}
        actions={
          <>
            <Button onClick={onClose}>{word('cancel')}</Button>
            <Button type="submit" variant="primary" busy={save.isPending && word('edit.saving')}>
              {word('edit.save')}
            </Button>
          </>
        }
      >
        <div className="grid grid-cols-2 gap-3.5">
          {prices.map(([name, label]) => (
            <Field key={name} label={word(label)} error={wrong.has(name) ? word('budget.limit.wrong') : undefined}>
              <Input
                inputMode="decimal"
                trailing="$"
                value={price[name]}
                onChange={(event) => setPrice({ ...price, [name]: event.target.value })}
              />
            </Field>
          ))}
        </div>
        <Field label={word('edit.source')}>
          <Input value={source} onChange={(event) => setSource(event.target.value)} />
        </Field>
        <div className="grid grid-cols-2 items-start gap-3.5">
          <Field label={word('edit.window')} error={wrong.has('window') ? word('edit.number.wrong') : undefined}>
            <Input inputMode="numeric" value={limits.window} onChange={(event) => setLimits({ ...limits, window: event.target.value })} />
          </Field>
          <Field label={word('edit.most')} error={wrong.has('most') ? word('edit.number.wrong') : undefined}>
            <Input inputMode="numeric" value={limits.most} onChange={(event) => setLimits({ ...limits, most: event.target.value })} />
          </Field>
        </div>
      </Form>
    </Dialog>
  )
}

function numberOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}
