import { Play, Redo2, Save, Undo2 } from 'lucide-react'
import { useEffect, useState, type RefObject } from 'react'
import { useGo, useQueryField } from '#ui/app/navigation.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { Badge } from '#ui/kit/Badge.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { IconButton } from '#ui/kit/IconButton.tsx'
import { MoreMenu } from '#ui/kit/Menu.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Switch } from '#ui/kit/Switch.tsx'
import { notify } from '#ui/kit/toast-store.ts'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { automationMenu, turn } from '../automation-menu.ts'
import { automationHref } from '../automation-state.ts'
import { automations, type Automation } from '../client.ts'
import { RemoveDialog } from '../RemoveDialog.tsx'
import { runHref } from '../runs/run-state.ts'
import { StartDialog } from '../StartDialog.tsx'
import { word as settingsWord } from '../settings/words.ts'
import { word } from '../words.ts'
import type { CodeHandle, Depths } from './CodeEditor.tsx'
import type { Checked } from './use-checked.ts'
import type { Draft } from './use-draft.ts'

interface EditorHeaderProps {
  readonly automation: Automation | null
  readonly draft: Draft
  readonly checked: Checked
  readonly depths: Depths
  readonly code: RefObject<CodeHandle | null>
}

/** Name, version and whether it is on; undo, redo, save. */
export function EditorHeader({ automation, draft, checked, depths, code }: EditorHeaderProps) {
  const [removing, setRemoving] = useState(false)
  const go = useGo()
  useLeaveWarning(draft.changed)
  return (
    <>
      <PageHeader
        title={automation ? (automation.title ?? automation.name) : word('new')}
        crumbs={[{ label: word('title'), href: '/automations' }]}
        beside={automation ? <Beside automation={automation} /> : null}
        freshness={draft.changed ? word('editor.changed') : automation ? <RelativeTime at={automation.updatedAt} phrase /> : null}
        actions={
          <>
            <IconButton icon={Undo2} label={word('editor.undo')} disabled={!depths.undo} onClick={() => code.current?.undo()} />
            <span className="max-desk:hidden">
              <IconButton icon={Redo2} label={word('editor.redo')} disabled={!depths.redo} onClick={() => code.current?.redo()} />
            </span>
            {automation ? <MoreMenu label={automation.name} items={automationMenu(automation, () => setRemoving(true)).slice(1)} /> : null}
            {automation ? <RunButton automation={automation} changed={draft.changed} /> : null}
            <SaveButton automation={automation} draft={draft} checked={checked} />
          </>
        }
      />
      <RemoveDialog
        automation={removing ? automation : null}
        onClose={() => setRemoving(false)}
        onRemoved={() => {
          draft.drop()
          notify({ title: word('removed') })
          go('/automations')
        }}
      />
    </>
  )
}

function Beside({ automation }: { automation: Automation }) {
  return (
    <span className="flex shrink-0 items-center gap-3">
      <Badge mono>v{automation.number}</Badge>
      <Switch checked={automation.enabled} onChecked={() => void turn(automation)}>
        <span title={automation.disabledReason ?? undefined}>{word(automation.enabled ? 'on' : 'off')}</span>
      </Switch>
    </span>
  )
}

/** Runs what is saved; asks for the values of the form where there is one. */
function RunButton({ automation, changed }: { automation: Automation; changed: boolean }) {
  const [asking, setAsking] = useState(false)
  const go = useGo()
  const start = useMutationOf(automations, 'start', { done: ({ run }) => go(runHref({ id: run })) })
  const begin = () => (automation.fields.length > 0 ? setAsking(true) : start.mutate({ automation: automation.id }))
  return (
    <>
      <span className="max-desk:hidden">
        <Button
          icon={Play}
          unavailable={changed && word('editor.save_first')}
          busy={start.isPending && word('runs.starting')}
          onClick={begin}
        >
          {word('menu.start')}
        </Button>
      </span>
      <span className="desk:hidden">
        <IconButton icon={Play} label={word('menu.start')} disabled={changed || start.isPending} onClick={begin} />
      </span>
      {asking ? <StartDialog automation={automation} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function SaveButton({ automation, draft, checked }: Pick<EditorHeaderProps, 'automation' | 'draft' | 'checked'>) {
  const go = useGo()
  const [project] = useQueryField('project')
  const saved = (row: { id: string; name: string; number: number; suspendedSecrets: readonly string[] }) => {
    draft.drop()
    const title = word('editor.saved', { number: row.number })
    const { length: count } = row.suspendedSecrets
    notify(count === 0 ? { kind: 'passed', title } : { kind: 'risk', title, detail: settingsWord('grants.suspended', { count }) })
    if (automation === null || automation.name !== row.name) go(automationHref(row))
  }
  const create = useMutationOf(automations, 'create', { done: saved })
  const save = useMutationOf(automations, 'save', { done: saved })
  const pending = create.isPending || save.isPending
  const isOwn = checked.text === draft.text && !checked.checking
  const mistakes = isOwn && checked.validation?.ok === false
  const unavailable = mistakes ? word('editor.mistakes') : automation && !draft.changed ? word('editor.nothing') : false
  return (
    <Button
      icon={Save}
      variant={automation && !draft.changed ? 'secondary' : 'primary'}
      busy={pending && word('editor.saving')}
      unavailable={unavailable}
      onClick={() =>
        automation
          ? save.mutate({ automation: automation.id, text: draft.text })
          : create.mutate({ text: draft.text, ...(project ? { project } : {}) })
      }
    >
      {word('editor.save')}
    </Button>
  )
}

/** The browser asks before a page with unsaved changes is closed. */
function useLeaveWarning(changed: boolean): void {
  useEffect(() => {
    if (!changed) return
    const listener = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', listener)
    return () => removeEventListener('beforeunload', listener)
  }, [changed])
}
