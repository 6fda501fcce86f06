import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab, redo, redoDepth, undo, undoDepth } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { EditorState, StateEffect, StateField, type Extension, type Text } from '@codemirror/state'
import { Decoration, EditorView, keymap, lineNumbers, type DecorationSet } from '@codemirror/view'
import type { TextProblem } from '../client.ts'
import { codeTheme } from './code-theme.ts'
import { offersAt, type Known } from './completions.ts'
import type { LineRange } from './text-lines.ts'

export { redo, redoDepth, undo, undoDepth }

const chooseLines = StateEffect.define<LineRange | null>()
const chosenLine = Decoration.line({ class: 'cm-chosen' })

/** The lines of the step that is chosen in the canvas. */
const chosenLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const chosen = transaction.effects.find((effect) => effect.is(chooseLines))
    return chosen ? marksOf(transaction.state.doc, chosen.value) : marks.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

interface Listening {
  readonly known: () => Known
  readonly label: string
  readonly changed: (view: EditorView) => void
  readonly movedTo: (line: number) => void
}

/** A text field for automations: YAML, problems, completion, its own undo. Tab leaves it once Escape was pressed. */
export function extensions({ known, label, changed, movedTo }: Listening): Extension {
  return [
    lineNumbers(),
    history(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    EditorState.tabSize.of(2),
    yaml(),
    autocompletion({ override: [(context) => complete(context, known())], icons: false }),
    chosenLines,
    codeTheme,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) changed(update.view)
      const moved = update.selectionSet && update.transactions.some((transaction) => transaction.isUserEvent('select') || update.docChanged)
      if (moved) movedTo(update.state.doc.lineAt(update.state.selection.main.head).number)
    }),
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
  ]
}

export function markLines(view: EditorView, range: LineRange | null): void {
  view.dispatch({ effects: chooseLines.of(range) })
}

/** Scrolls to a line and puts the cursor there. */
export function goToLine(view: EditorView, line: number): void {
  const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines))
  view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: 'center' }) })
  view.focus()
}

export function showLines(view: EditorView, { first }: LineRange): void {
  const at = view.state.doc.line(Math.min(first, view.state.doc.lines))
  view.dispatch({ effects: EditorView.scrollIntoView(at.from, { y: 'nearest', yMargin: 60 }) })
}

export function showProblems(view: EditorView, problems: readonly TextProblem[]): void {
  view.dispatch(
    setDiagnostics(
      view.state,
      problems.map((problem) => diagnostic(view.state.doc, problem)),
    ),
  )
}

function diagnostic(doc: Text, { line, column, severity, message }: TextProblem): Diagnostic {
  const at = doc.line(Math.min(Math.max(1, line), doc.lines))
  const from = Math.min(at.from + column - 1, at.to)
  const word = /^[\w.$-]+/.exec(at.text.slice(from - at.from))?.[0].length ?? 0
  return { from, to: word > 0 ? from + word : at.to, severity, message }
}

function marksOf(doc: Text, range: LineRange | null): DecorationSet {
  if (!range) return Decoration.none
  const last = Math.min(range.last, doc.lines)
  const lines = Array.from({ length: Math.max(0, last - range.first + 1) }, (_, index) => doc.line(range.first + index).from)
  return Decoration.set(lines.map((from) => chosenLine.range(from)))
}

/** Lines far above say nothing about the place; a few hundred are enough to find the key that holds it. */
const linesAbove = 400

function complete(context: CompletionContext, known: Known): CompletionResult | null {
  const { doc } = context.state
  const line = doc.lineAt(context.pos)
  const before = doc.sliceString(doc.line(Math.max(1, line.number - linesAbove)).from, context.pos).split('\n')
  const found = offersAt(before, known)
  const from = line.from + (found?.from ?? 0)
  if (!found || (from === context.pos && !context.explicit)) return null
  return {
    from,
    options: found.offers.map(({ label, detail, kind }) => ({ label, detail, apply: kind === 'key' ? `${label}: ` : label })),
    validFor: /^[\w.@/-]*$/,
  }
}
