import { useMemo, useRef, useState } from 'react'
import { useMedia } from '#ui/kit/use-media.ts'
import type { Automation } from '../client.ts'
import { word } from '../words.ts'
import { progressOf } from '../runs/run-state.ts'
import { AddStep } from './AddStep.tsx'
import { Canvas } from './Canvas.tsx'
import type { CodeHandle, Depths } from './CodeEditor.tsx'
import { EditorHeader } from './EditorHeader.tsx'
import { EditorPanel, type PanelTab } from './EditorPanel.tsx'
import { LastRun } from './LastRun.tsx'
import { stepAtLine, stepLines } from './text-lines.ts'
import { useAddKey } from './use-add-key.ts'
import { useChecked } from './use-checked.ts'
import { useDraft } from './use-draft.ts'
import { useLastRun } from './use-last-run.ts'
import { addition, useTextEdits } from './use-text-edits.ts'

/** Canvas and text of one automation, as two views of one text: what changes in the one is in the other at once. */
export function Editor({ automation }: { automation: Automation | null }) {
  const draft = useDraft(automation)
  const checked = useChecked(draft.text)
  const edit = useTextEdits(draft)
  const code = useRef<CodeHandle>(null)
  const [depths, setDepths] = useState<Depths>({ undo: false, redo: false })
  const [chosen, setChosen] = useState<string | null>(null)
  const [tab, setTab] = useState<PanelTab>('text')
  const [adding, setAdding] = useState(false)
  const { run, runs } = useLastRun(automation?.id)
  const progress = useMemo(
    () => (run && !draft.changed && run.hash === automation?.hash ? progressOf(run) : null),
    [run, draft.changed, automation?.hash],
  )
  const beside = useMedia('(min-width: 1180px)')
  const steps = checked.validation?.steps ?? []
  const step = steps.find(({ id }) => id === chosen)
  const line = step?.line ?? (chosen === null ? undefined : checked.validation?.sourceMap[chosen]?.line)
  const graph = checked.validation?.graph ?? automation?.graph ?? null
  const fixed = steps.length === 0 && checked.validation !== undefined ? word('canvas.document') : false
  useAddKey(() => setAdding(true), fixed === false)
  const canvas = (
    <Canvas
      graph={graph}
      chosen={chosen}
      progress={progress}
      fixed={fixed}
      onChoose={setChosen}
      onEdit={(edits) => void edit(edits)}
      onAdd={() => setAdding(true)}
    />
  )
  return (
    <div className="flex h-full min-h-0 flex-col">
      <EditorHeader automation={automation} draft={draft} checked={checked} depths={depths} code={code} />
      <div className="flex min-h-0 flex-1">
        {beside ? <div className="min-w-0 flex-1 border-r border-line">{canvas}</div> : null}
        <EditorPanel
          automation={automation}
          draft={draft}
          checked={checked}
          code={code}
          canvas={beside ? null : canvas}
          tab={tab}
          onTab={setTab}
          chosen={chosen}
          step={step}
          task={chosen === null ? undefined : checked.validation?.sourceMap[chosen]?.task}
          lines={line === undefined ? null : stepLines(checked.text, line)}
          onDepths={setDepths}
          onLine={(at) => setChosen(stepAtLine(draft.text, steps, at) ?? null)}
          onEdit={(edits) => void edit(edits).then((id) => id && setChosen(id))}
          onAdd={() => setAdding(true)}
        />
      </div>
      {beside && run ? <LastRun run={run} runs={runs} /> : null}
      {adding ? (
        <AddStep
          after={step?.id ?? null}
          onClose={() => setAdding(false)}
          onChoose={(choice) => {
            setAdding(false)
            void edit([addition(choice, { after: step?.id, taken: steps.map(({ id }) => id) })]).then((id) => {
              if (!id) return
              setChosen(id)
              setTab('step')
            })
          }}
        />
      ) : null}
    </div>
  )
}
