import { EditorView } from '@codemirror/view'
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from 'react'
import type { TextProblem } from '../client.ts'
import { extensions, goToLine, markLines, redo, redoDepth, showLines, showProblems, undo, undoDepth } from './code-state.ts'
import type { Known } from './completions.ts'
import { singleChange, type LineRange } from './text-lines.ts'

export interface CodeHandle {
  readonly undo: () => void
  readonly redo: () => void
  readonly goTo: (line: number) => void
}

export interface Depths {
  readonly undo: boolean
  readonly redo: boolean
}

interface CodeEditorProps {
  readonly label: string
  readonly text: string
  readonly problems: readonly TextProblem[]
  readonly known: Known
  /** Lines to tint: the step that is chosen elsewhere. */
  readonly chosen: LineRange | null
  readonly onText: (text: string) => void
  readonly onDepths: (depths: Depths) => void
  readonly onLine: (line: number) => void
  readonly ref: Ref<CodeHandle>
}

/** The text of an automation. Changes from elsewhere arrive as changes, so that cursor and undo survive them. */
export function CodeEditor({ label, text, problems, known, chosen, onText, onDepths, onLine, ref }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const changed = useEffectEvent((editor: EditorView) => {
    const next = editor.state.doc.toString()
    onDepths({ undo: undoDepth(editor.state) > 0, redo: redoDepth(editor.state) > 0 })
    if (next !== text) onText(next)
  })
  const movedTo = useEffectEvent(onLine)
  const knownNow = useEffectEvent(() => known)
  const first = useEffectEvent(() => text)
  useEffect(() => {
    const editor = new EditorView({
      parent: place.current!,
      doc: first(),
      extensions: extensions({
        label,
        known: () => knownNow(),
        changed: (one) => changed(one),
        movedTo: (line) => movedTo(line),
      }),
    })
    view.current = editor
    return () => {
      editor.destroy()
      view.current = null
    }
  }, [label])
  useEffect(() => {
    const change = view.current && singleChange(view.current.state.doc.toString(), text)
    if (change) view.current?.dispatch({ changes: change })
  }, [text])
  useEffect(() => {
    if (view.current) showProblems(view.current, problems)
  }, [problems])
  const [from, to] = [chosen?.first, chosen?.last]
  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const range = from === undefined || to === undefined ? null : { first: from, last: to }
    markLines(editor, range)
    if (range && !editor.hasFocus) showLines(editor, range)
  }, [from, to])
  useImperativeHandle(ref, () => ({
    undo: () => void (view.current && undo(view.current)),
    redo: () => void (view.current && redo(view.current)),
    goTo: (line) => void (view.current && goToLine(view.current, line)),
  }))
  return <div ref={place} className="h-full min-h-0 min-w-0 overflow-hidden" />
}
