import { commandOf, deprecationOf, kebab, type CatalogueEntry } from './catalogue-entry.ts'
import { exitCodeMeanings } from './exit-code.ts'
import { flagsOf, type Flag } from './flags.ts'
import { fit, pad, paint, widthOf, wrap, type Terminal } from './terminal.ts'

type Line = readonly [string, string]

const ownCommands: readonly Line[] = [
  ['login <address>', 'Sign in to an Optimus elsewhere'],
  ['logout', 'End what login began'],
  ['explain <operation>', 'Explain an operation: its stages, tables, events and who listens'],
  ['mcp', 'Speak the Model Context Protocol on standard input and output'],
  ['completion bash|zsh|fish', 'Print a completion script for your shell'],
  ['serve', 'Start the server'],
  ['version', 'Show the versions of this command and of the server'],
]

const optionLines: readonly Line[] = [
  ['--json', 'The raw answer'],
  ['--jsonl', 'The items of a list, one a line'],
  ['--all', 'Every page of a list'],
  ['--watch[=seconds]', 'Read again and again, every 2 seconds'],
  ['--yes, -y', 'Do something dangerous without being asked'],
  ['--detach', 'Start a run without following it'],
  ['--if-match <version>', 'Only while the row still has this version'],
  ['--approval <id>', 'Use an approval that a person gave'],
  ['--input <json|@file|->', 'The whole input as JSON; flags go on top of it'],
  ['--help, -h', 'Show help'],
]

/** `optimus` alone: the systems, our own commands, the options and the exit codes. */
export function rootHelp(entries: readonly CatalogueEntry[], note: string | null, terminal: Terminal): string[] {
  const width = terminal.width ?? 120
  const systems = [...new Set(entries.map((entry) => entry.system))].map((system): Line => {
    const names = entries.filter((entry) => entry.system === system && !entry.deprecated).map((entry) => kebab(entry.name))
    return [system, names.join(', ')]
  })
  return [
    'Optimus, the command center for your projects.',
    '',
    'Usage: optimus <system> <operation> [arguments] [--flags]',
    ...section('Systems', systems, terminal, true),
    ...(note === null ? [] : wrap(note, width - 2).map((line) => `  ${line}`)),
    ...section('Commands', ownCommands, terminal),
    ...section('Options of every operation', optionLines, terminal),
    ...section(
      'Exit codes',
      exitCodeMeanings.map(([code, meaning]): Line => [String(code), meaning]),
      terminal,
    ),
    '',
    'More: optimus <system>, optimus <system> <operation> --help',
  ]
}

/** `optimus <system>`: its operations. */
export function systemHelp(entries: readonly CatalogueEntry[], system: string, terminal: Terminal): string[] {
  const lines = entries
    .filter((entry) => entry.system === system)
    .map((entry): Line => [[kebab(entry.name), ...placesOf(entry)].join(' '), summaryOf(entry)])
  return [
    `Usage: optimus ${system} <operation> [arguments] [--flags]`,
    ...section('Operations', lines, terminal),
    '',
    `More: optimus ${system} <operation> --help`,
  ]
}

/** `optimus <system> <operation> --help`. */
export function operationHelp(entry: CatalogueEntry, terminal: Terminal): string[] {
  const flags = flagsOf(entry)
  const warning = deprecationOf(entry)
  const width = terminal.width ?? 120
  const usage = [commandOf(entry), ...placesOf(entry), ...(flags.some((flag) => flag.position === null) ? ['[--flags]'] : [])]
  return [
    `${entry.summary}.`,
    ...(entry.description ? ['', ...wrap(entry.description, width)] : []),
    ...(warning ? ['', paint(terminal, 'warm', warning)] : []),
    '',
    `Usage: ${usage.join(' ')}`,
    ...section('Arguments', flags.filter((flag) => flag.position !== null).map(lineOf), terminal),
    ...section('Flags', [...byteLines(entry), ...flags.filter((flag) => flag.position === null).map(lineOf)], terminal),
    '',
    ...traitsOf(entry).map((trait) => paint(terminal, 'quiet', trait)),
    paint(terminal, 'quiet', 'Options of every operation (--json, --all, --watch …): optimus --help'),
  ]
}

function byteLines(entry: CatalogueEntry): Line[] {
  if (entry.bytes === 'in') return [['--file <path|->', 'The file to send, - for standard input']]
  return entry.bytes === 'out' ? [['--output <path|->', 'Where to save it, - for standard output; its own name without']] : []
}

function placesOf(entry: CatalogueEntry): string[] {
  return flagsOf(entry).flatMap((flag) => (flag.position === null ? [] : [`<${flag.name}>`]))
}

function summaryOf(entry: CatalogueEntry): string {
  return entry.deprecated ? `${entry.summary} (deprecated)` : entry.effect === 'danger' ? `${entry.summary} (asks first)` : entry.summary
}

function traitsOf(entry: CatalogueEntry): string[] {
  const traits = [
    ...(entry.effect === 'danger' ? ['It is dangerous: it asks first, or takes --yes.'] : []),
    ...(entry.long ? ['It starts a run and follows it; --detach does not.'] : []),
  ]
  const right = entry.permission.includes(':') ? [`Needs the right ${entry.permission}.`] : []
  return [...traits, ...right, `Same as ${entry.method} ${entry.path}`]
}

function lineOf(flag: Flag): Line {
  const name = flag.position === null ? `--${flag.kind === 'boolean' && flag.default === true ? 'no-' : ''}${flag.name}` : `<${flag.name}>`
  return [`${name}${placeholder(flag)}`, aboutFlag(flag)]
}

function placeholder(flag: Flag): string {
  if (flag.position !== null || flag.kind === 'boolean') return ''
  const words = { text: 'text', integer: 'n', number: 'number', json: 'json', boolean: '', list: 'a,b,…', map: 'NAME=value' }
  if (flag.kind === 'list' && flag.element === 'json') return ' <json>'
  return ` <${flag.long && flag.kind === 'text' ? 'text|@file|-' : words[flag.kind]}>`
}

function aboutFlag(flag: Flag): string {
  const facts = [
    flag.choices.length > 0 ? `one of ${flag.choices.join(', ')}` : '',
    flag.required && flag.position === null ? 'required' : '',
    flag.default !== undefined && flag.kind !== 'boolean' && !isBare(flag.default) ? `default ${String(flag.default)}` : '',
    flag.nullable ? `--no-${flag.name} empties it` : '',
  ].filter(Boolean)
  return [flag.description, facts.length > 0 ? `(${facts.join('; ')})` : ''].filter(Boolean).join(' ')
}

function isBare(value: unknown): boolean {
  return value === '' || value === null || (typeof value === 'object' && Object.keys(value as object).length === 0)
}

function section(title: string, lines: readonly Line[], terminal: Terminal, oneLine = false): string[] {
  if (lines.length === 0) return []
  const width = terminal.width ?? 120
  const left = Math.min(34, Math.max(...lines.map(([name]) => widthOf(name))))
  const room = Math.max(20, width - left - 4)
  const body = lines.flatMap(([name, about]) => {
    const [head = '', ...rest] = oneLine ? [fit(about, room)] : wrap(about, room)
    const indent = ' '.repeat(left + 4)
    const isWide = widthOf(name) > left
    const first = isWide ? [`  ${name}`, ...(head === '' ? [] : [indent + head])] : [`  ${pad(name, left)}  ${head}`.trimEnd()]
    return [...first, ...rest.map((line) => indent + line)]
  })
  return ['', paint(terminal, 'strong', title), ...body]
}
