import { loadCatalogue } from './catalogue.ts'
import { findEntry, kebab } from './catalogue-entry.ts'
import { send } from './client.ts'
import { requireConnection } from './connection.ts'
import { usage } from './exit-code.ts'
import { failed } from './problem.ts'
import { print } from './run-operation.ts'
import { didYouMean } from './suggest.ts'
import { pad, paint, terminalOf, type Terminal } from './terminal.ts'

interface Explained {
  readonly id: string
  readonly summary: string
  readonly file: string
  readonly address: string
  readonly command: string
  readonly tool: string
  readonly permission: string
  readonly effect: string
  readonly stages: readonly string[]
  readonly tables: readonly string[]
  readonly events: readonly { readonly name: string; readonly listeners: readonly string[] }[]
  readonly workflows: readonly string[]
}

/** `optimus explain projects.list`, or `optimus explain projects list`. */
export async function explain(words: readonly string[]): Promise<number> {
  const plain = words.filter((word) => !word.startsWith('-'))
  const [system, name] = plain.length === 1 ? plain[0]!.split('.') : plain
  if (!system || !name) throw usage('Say which operation: optimus explain projects.list')
  const connection = requireConnection(process.env)
  const entries = await loadCatalogue(connection)
  const entry = findEntry(entries, system, name)
  if (!entry) {
    throw usage(
      `There is no operation ${system}.${name} that you may call.${didYouMean(
        `${system}.${name}`,
        entries.map(({ id }) => id),
      )}`,
    )
  }
  const answer = await send(connection, { method: 'GET', path: `/api/v1/operations/${entry.id}/explain` })
  if (answer.status !== 200) throw failed(answer, [])
  if (words.includes('--json')) return print([JSON.stringify(answer.body)])
  return print(renderExplained(answer.body as Explained, terminalOf(process.stdout, process.env)))
}

/** The path of a call from its address to who listens. */
export function renderExplained(explained: Explained, terminal: Terminal): string[] {
  const fact = (name: string, text: string) => `  ${paint(terminal, 'quiet', pad(name, 8))}  ${text}`
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', paint(terminal, 'strong', title), ...lines.map((line) => `  ${line}`)]
  const [system = '', name = ''] = explained.id.split('.')
  return [
    paint(terminal, 'strong', explained.id),
    `${explained.summary}.`,
    '',
    fact('file', explained.file),
    fact('address', explained.address),
    fact('command', `optimus ${system} ${kebab(name)}`),
    fact('tool', explained.tool),
    fact('needs', explained.permission),
    fact('effect', explained.effect),
    ...list(
      'Stages',
      explained.stages.map((stage, index) => `${String(index + 1).padStart(2)}  ${stage}`),
    ),
    ...list('Tables', explained.tables),
    ...list(
      'Events',
      explained.events.map((event) => `${event.name} → ${event.listeners.length > 0 ? event.listeners.join(', ') : 'nobody listens'}`),
    ),
    ...list('Starts', explained.workflows),
  ]
}
