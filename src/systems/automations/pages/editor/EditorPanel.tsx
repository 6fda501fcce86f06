import { useMemo, type ReactNode, type RefObject } from 'react'
import { classes } from '#ui/format/classes.ts'
import { AlertStrip } from '#ui/kit/AlertStrip.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { Tabs } from '#ui/kit/Tabs.tsx'
import { useListedOperations } from '#ui/palette/operations.ts'
import type { Automation, TextEdit, TextProblem, WrittenStep } from '../client.ts'
import { word as settingsWord } from '../settings/words.ts'
import { word } from '../words.ts'
import { CodeEditor, type CodeHandle, type Depths } from './CodeEditor.tsx'
import type { Known } from './completions.ts'
import { SettingsPanel } from '../settings/SettingsPanel.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import { ProblemList, Verdict } from './ProblemList.tsx'
import { StepPanel } from './StepPanel.tsx'
import { TryPanel } from './TryPanel.tsx'
import type { LineRange } from './text-lines.ts'
import type { Checked } from './use-checked.ts'
import type { Draft } from './use-draft.ts'
import { builtIns } from './uses.ts'

export type PanelTab = 'canvas' | 'text' | 'step' | 'try' | 'history' | 'settings'

interface EditorPanelProps {
  readonly automation: Automation | null
  readonly draft: Draft
  readonly checked: Checked
  readonly code: RefObject<CodeHandle | null>
  /** The canvas as a tab of its own, where there is no room beside the text. */
  readonly canvas: ReactNode
  readonly tab: PanelTab
  readonly onTab: (tab: PanelTab) => void
  readonly chosen: string | null
  readonly step: WrittenStep | undefined
  readonly task: string | undefined
  readonly lines: LineRange | null
  readonly onDepths: (depths: Depths) => void
  readonly onLine: (line: number) => void
  readonly onEdit: (edits: readonly TextEdit[]) => void
  readonly onAdd: () => void
}

const noProblems: readonly TextProblem[] = []

/** Text, the chosen step and history. The text stays in place while another tab is seen, so that undo reaches everything. */
export function EditorPanel(props: EditorPanelProps) {
  const { automation, draft, checked, code, canvas, tab, onTab, step, lines, onEdit } = props
  const known = useKnown(checked)
  const problems = checked.validation?.problems ?? noProblems
  const goTo = (line: number) => {
    onTab('text')
    requestAnimationFrame(() => code.current?.goTo(line))
  }
  const tabs = [
    ...(canvas ? [{ value: 'canvas' as const, label: word('editor.canvas') }] : []),
    { value: 'text' as const, label: word('editor.text') },
    { value: 'step' as const, label: word('editor.step') },
    { value: 'try' as const, label: word('editor.try') },
    ...(automation
      ? [
          { value: 'history' as const, label: word('editor.history') },
          { value: 'settings' as const, label: word('editor.settings') },
        ]
      : []),
  ]
  const current = tabs.some(({ value }) => value === tab) ? tab : 'text'
  return (
    <section className={classes('relative flex min-h-0 min-w-0 flex-col', canvas ? 'flex-1' : 'w-[min(42%,560px)]')}>
      <div className="editor-tabs flex min-h-0 flex-1 flex-col">
        <Tabs label={word('editor.parts')} tabs={tabs} value={current} onValue={onTab}>
          <Theirs draft={draft} />
          {automation && current !== 'settings' ? <Suspended automation={automation} onLook={() => onTab('settings')} /> : null}
          {current === 'canvas' ? <div className="h-full">{canvas}</div> : null}
          <div className={classes('flex h-full min-h-0 flex-col', current !== 'text' && 'hidden')}>
            <div className="min-h-0 flex-1">
              <CodeEditor
                ref={code}
                label={word('editor.text')}
                text={draft.text}
                problems={problems}
                known={known}
                chosen={lines}
                onText={draft.set}
                onDepths={props.onDepths}
                onLine={props.onLine}
              />
            </div>
            <ProblemList problems={problems} notes={checked.validation?.notes ?? []} onGo={goTo} />
          </div>
          {current === 'step' ? (
            <StepPanel
              step={step}
              awaited={props.chosen !== null && checked.checking}
              task={props.task}
              onEdit={onEdit}
              onAdd={props.onAdd}
            />
          ) : null}
          {current === 'try' ? <TryPanel text={draft.text} validation={checked.validation} /> : null}
          {current === 'history' && automation ? <HistoryPanel automation={automation} /> : null}
          {current === 'settings' && automation ? <SettingsPanel automation={automation} /> : null}
        </Tabs>
      </div>
      <span className="pointer-events-none absolute top-0 right-4 flex h-10 items-center max-desk:hidden">
        <Verdict checked={checked} />
      </span>
    </section>
  )
}

function Theirs({ draft }: { draft: Draft }) {
  if (draft.theirs === null) return null
  return (
    <div className="p-2">
      <AlertStrip
        kind="risk"
        title={word('editor.theirs', { number: draft.theirs })}
        actions={
          <Button size="small" onClick={draft.drop}>
            {word('editor.take_theirs')}
          </Button>
        }
      >
        {word('editor.theirs_body')}
      </AlertStrip>
    </div>
  )
}

/** Runs fail until somebody who may grant looked at the text: nobody should learn that from the first failure. */
function Suspended({ automation, onLook }: { automation: Automation; onLook: () => void }) {
  const { suspendedSecrets: names } = automation
  if (names.length === 0) return null
  return (
    <div className="p-2">
      <AlertStrip
        kind="risk"
        title={settingsWord('grants.suspended', { count: names.length })}
        actions={
          <Button size="small" onClick={onLook}>
            {settingsWord('grants.look')}
          </Button>
        }
      >
        {names.join(', ')}
      </AlertStrip>
    </div>
  )
}

/** What completion offers: operations, and the steps and inputs of the text as it stands. */
function useKnown({ validation }: Checked): Known {
  const operations = useListedOperations().data
  return useMemo(() => {
    const calls = builtIns.filter(({ step }) => 'uses' in step)
    return {
      uses: [...calls, ...(operations ?? [])].map(({ id, summary }) => ({ label: id, detail: summary, kind: 'value' as const })),
      steps: (validation?.steps ?? []).map(({ id }) => id),
      inputs: (validation?.fields ?? []).map(({ name }) => name),
    }
  }, [operations, validation])
}
