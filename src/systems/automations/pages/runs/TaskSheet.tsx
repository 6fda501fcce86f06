import { GitFork, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useGo } from '#ui/app/navigation.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { formatDuration } from '#ui/format/duration.ts'
import { AlertStrip } from '#ui/kit/AlertStrip.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Checkbox } from '#ui/kit/Checkbox.tsx'
import { CodeBlock } from '#ui/kit/CodeBlock.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { Facts, type Fact } from '#ui/kit/Facts.tsx'
import { Field } from '#ui/kit/Field.tsx'
import { TextLink } from '#ui/kit/Link.tsx'
import { Log } from '#ui/kit/Log.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { Tabs } from '#ui/kit/Tabs.tsx'
import { TextArea } from '#ui/kit/TextArea.tsx'
import type { OutputFor } from '#ui/client/client.ts'
import type { contract } from '../../contract.ts'
import { automations, type Run } from '../client.ts'
import { word } from '../words.ts'
import { costText } from './cost-text.ts'
import { isOver, runHref, taskKind } from './run-state.ts'

type Task = OutputFor<typeof contract, 'getTask'>

/** One task beside the run: what it was given, what it gave, what it wrote, and how to go on from it. */
export function TaskSheet({ run, taskKey, onClose }: { run: Run; taskKey: string; onClose: () => void }) {
  const found = useOperation(automations, 'getTask', { run: run.id, key: taskKey })
  const title = found.data?.step ?? found.data?.name ?? taskKey
  return (
    <Sheet open onClose={onClose} title={title} description={<span className="font-mono text-small break-all">{taskKey}</span>}>
      {found.error ? <ErrorState what={title} problem={asProblem(found.error)} /> : null}
      {found.data && !found.isPlaceholderData ? <Known run={run} task={found.data} /> : null}
      {!found.data && !found.error ? <SkeletonRows rows={4} /> : null}
    </Sheet>
  )
}

function Known({ run, task }: { run: Run; task: Task }) {
  const [tab, setTab] = useState<'input' | 'output' | 'log' | 'again'>(task.logLines > 0 ? 'log' : 'output')
  const tabs = [
    { value: 'output' as const, label: word('runs.output') },
    { value: 'input' as const, label: word('runs.input') },
    { value: 'log' as const, label: word('task.log'), count: task.logLines },
    { value: 'again' as const, label: word('task.again') },
  ]
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3">
      {task.error ? (
        <AlertStrip kind="failing" title={task.error.title ?? task.error.type}>
          {task.error.detail ?? task.error.type}
        </AlertStrip>
      ) : null}
      <div className="-mx-3.5">
        <Facts facts={facts(task)} />
      </div>
      <Tabs label={task.name} tabs={tabs} value={tab} onValue={setTab}>
        <div className="pt-3">
          {tab === 'input' ? <CodeBlock label={word('runs.input')} text={JSON.stringify(task.input ?? null, null, 2)} /> : null}
          {tab === 'output' ? <CodeBlock label={word('runs.output')} text={JSON.stringify(task.output ?? null, null, 2)} /> : null}
          {tab === 'log' ? <TaskLog run={run} task={task} /> : null}
          {tab === 'again' ? <GoOn run={run} task={task} /> : null}
        </div>
      </Tabs>
    </div>
  )
}

function facts(task: Task): Fact[] {
  const known: readonly (Fact | null)[] = [
    { label: word('head.state'), value: <Status kind={taskKind(task.state)}>{word(`task.${task.state}`)}</Status> },
    task.waitsFor ? { label: word('task.waits'), value: task.waitsFor } : null,
    { label: word('task.kind'), value: <span className="font-mono text-small">{task.kind}</span> },
    { label: word('task.attempts'), value: String(task.attempts) },
    task.milliseconds === null ? null : { label: word('runs.took'), value: formatDuration(task.milliseconds) },
    task.cost ? { label: word('cost.title'), value: costText(task.cost), source: word('cost.ledger') } : null,
    task.cpuMilliseconds === null ? null : { label: word('task.cpu'), value: formatDuration(task.cpuMilliseconds) },
    task.childRun
      ? { label: word('task.child'), value: <TextLink href={runHref({ id: task.childRun })}>{word('runs.open')}</TextLink> }
      : null,
  ]
  return known.filter((fact) => fact !== null)
}

function TaskLog({ run, task }: { run: Run; task: Task }) {
  const log = useOperation(automations, 'readLog', { run: run.id, task: task.key, limit: 1000 })
  const lines = (log.data?.lines ?? []).map(({ at, stream, text }) => ({
    at,
    text,
    source: stream,
    level: stream === 'stderr' ? ('warn' as const) : ('info' as const),
  }))
  return <Log lines={lines} live={!isOver(run)} height={320} label={word('task.log')} />
}

/** From here with another input, or behind it with another output; what came before is kept. */
function GoOn({ run, task }: { run: Run; task: Task }) {
  const go = useGo()
  const [input, setInput] = useState(() => JSON.stringify(task.input ?? null, null, 2))
  const [output, setOutput] = useState(() => JSON.stringify(task.output ?? null, null, 2))
  const [newest, setNewest] = useState(false)
  const [wrong, setWrong] = useState<'input' | 'output' | null>(null)
  const done = ({ run: id }: { run: string }) => go(runHref({ id }))
  const restart = useMutationOf(automations, 'restartRun', { done })
  const fork = useMutationOf(automations, 'forkRun', { done })
  const send = (part: 'input' | 'output') => {
    const read = readJson(part === 'input' ? input : output)
    setWrong(read === null ? part : null)
    if (!read) return
    const changed = JSON.stringify(read.value) !== JSON.stringify((part === 'input' ? task.input : task.output) ?? null)
    if (part === 'input') restart.mutate({ run: run.id, from: task.key, newest, ...(changed ? { input: read.value as never } : {}) })
    else fork.mutate({ run: run.id, after: task.key, newest, ...(changed ? { output: read.value as never } : {}) })
  }
  return (
    <div className="grid gap-3">
      <p className="text-ink-3">{word('task.again_body')}</p>
      <Checkbox checked={newest} onChecked={setNewest}>
        {word('task.newest')}
      </Checkbox>
      <Field label={word('runs.input')} error={wrong === 'input' ? word('step.bad_json') : undefined}>
        <TextArea mono spellCheck={false} value={input} onChange={(event) => setInput(event.target.value)} />
      </Field>
      <div>
        <Button icon={RotateCcw} busy={restart.isPending && word('runs.starting')} onClick={() => send('input')}>
          {word('task.restart')}
        </Button>
      </div>
      <Field label={word('runs.output')} error={wrong === 'output' ? word('step.bad_json') : undefined}>
        <TextArea mono spellCheck={false} value={output} onChange={(event) => setOutput(event.target.value)} />
      </Field>
      <div>
        <Button icon={GitFork} busy={fork.isPending && word('runs.starting')} onClick={() => send('output')}>
          {word('task.fork')}
        </Button>
      </div>
    </div>
  )
}

function readJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text.trim() === '' ? 'null' : text) as unknown }
  } catch {
    return null
  }
}
