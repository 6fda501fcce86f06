import { Play } from 'lucide-react'
import { useState } from 'react'
import { useQueryField } from '#ui/app/navigation.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { AlertStrip } from '#ui/kit/AlertStrip.tsx'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Card } from '#ui/kit/Card.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { Form } from '#ui/kit/Form.tsx'
import { Select } from '#ui/kit/Select.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import { Columns, PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from '../AreaTabs.tsx'
import { automations } from '../client.ts'
import { word } from '../words.ts'

const example = '{ "name": "Ada", "tags": ["a", "b"] }'

/** Tries an expression on what a past run knew, or on data of one's own. */
export function PlaygroundPage() {
  const [run, setRun] = useQueryField('run')
  const [task, setTask] = useQueryField('task')
  const [expression, setExpression] = useState('.')
  const [data, setData] = useState(example)
  const [wrong, setWrong] = useState(false)
  const evaluate = useMutationOf(automations, 'evaluate')
  const send = () => {
    const own = run ? { run, ...(task ? { task } : {}) } : ownData(data)
    setWrong(own === null)
    if (own) evaluate.mutate({ expression, ...own })
  }
  return (
    <>
      <PageHeader title={word('playground.title')} crumbs={[{ label: word('title'), href: '/automations' }]} />
      <PageBody>
        <AreaTabs />
        <Columns
          side={
            <Card title={word('playground.data')}>
              <div className="grid gap-3">
                <PastRun run={run} task={task} onRun={setRun} onTask={setTask} />
                {run ? null : (
                  <Field label={word('playground.own')} error={wrong ? word('step.bad_json') : undefined}>
                    <TextArea mono spellCheck={false} value={data} onChange={(event) => setData(event.target.value)} />
                  </Field>
                )}
              </div>
            </Card>
          }
        >
          <Card title={word('playground.expression')}>
            <Form
              onSubmit={send}
              actions={
                <Button type="submit" variant="primary" icon={Play} busy={evaluate.isPending && word('playground.evaluating')}>
                  {word('playground.evaluate')}
                </Button>
              }
            >
              <Field label={word('playground.expression')} help={word('playground.help')}>
                <TextArea mono spellCheck={false} value={expression} onChange={(event) => setExpression(event.target.value)} />
              </Field>
            </Form>
          </Card>
          {evaluate.data ? <Answer answer={evaluate.data} expression={evaluate.variables?.expression ?? ''} /> : null}
        </Columns>
      </PageBody>
    </>
  )
}

interface PastRunProps {
  readonly run: string
  readonly task: string
  readonly onRun: (run: string) => void
  readonly onTask: (task: string) => void
}

function PastRun({ run, task, onRun, onTask }: PastRunProps) {
  const runs = useOperation(automations, 'listRuns', { limit: 50 }).data?.items ?? []
  const tasks = useOperation(automations, 'getRun', run ? { run } : null).data?.items ?? []
  return (
    <>
      <Field label={word('playground.run')}>
        <Select
          value={run}
          onValue={(next) => {
            onTask('')
            onRun(next)
          }}
          options={[
            { value: '', label: word('playground.no_run') },
            ...runs.map((one) => ({ value: one.id, label: `${one.name} #${one.number}` })),
          ]}
        />
      </Field>
      {run ? (
        <Field label={word('playground.task')}>
          <Select
            mono
            value={task}
            onValue={onTask}
            options={[{ value: '', label: word('playground.no_task') }, ...tasks.map((one) => ({ value: one.key, label: one.key }))]}
          />
        </Field>
      ) : null}
    </>
  )
}

interface AnswerProps {
  readonly answer: { results: unknown[]; lane: 'fast' | 'slow' | 'refused'; reasons: string[]; error: string | null; offset: number | null }
  readonly expression: string
}

function Answer({ answer, expression }: AnswerProps) {
  const { error, offset, results, lane, reasons } = answer
  return (
    <div role="status">
      <Card title={word('playground.answer')} aside={<Badge>{word(`lane.${lane}`)}</Badge>}>
        <div className="grid gap-2">
          {error ? (
            <AlertStrip kind="failing" title={error}>
              {offset === null ? null : (
                <code className="font-mono text-small">{`${expression.slice(0, offset)}▸${expression.slice(offset)}`}</code>
              )}
            </AlertStrip>
          ) : null}
          {results.map((result, index) => (
            <CodeBlock key={index} label={word('playground.answer')} text={JSON.stringify(result, null, 2)} />
          ))}
          {!error && results.length === 0 ? <p className="text-ink-3">{word('playground.empty')}</p> : null}
          {reasons.map((reason) => (
            <p key={reason} className="text-small text-ink-3">
              {reason}
            </p>
          ))}
        </div>
      </Card>
    </div>
  )
}

function ownData(text: string): { data: never } | null {
  try {
    return { data: JSON.parse(text) as never }
  } catch {
    return null
  }
}
