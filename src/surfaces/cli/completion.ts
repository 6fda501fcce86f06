import { loadCatalogue } from './catalogue.ts'
import { findEntry, kebab, type CatalogueEntry } from './catalogue-entry.ts'
import { send } from './client.ts'
import { findConnection, type Connection } from './connection.ts'
import { usage } from './exit-code.ts'
import { flagsOf, type Flag } from './flags.ts'
import { optionNames } from './arguments.ts'
import { print } from './run-operation.ts'
import { clean } from './terminal.ts'

/** A word the shell may put there, with what it means. */
export interface Choice {
  readonly word: string
  readonly about: string
}

const own: readonly Choice[] = [
  { word: 'login', about: 'Sign in to an Optimus elsewhere' },
  { word: 'logout', about: 'End what login began' },
  { word: 'explain', about: 'Explain an operation' },
  { word: 'mcp', about: 'Speak the Model Context Protocol' },
  { word: 'completion', about: 'Print a completion script' },
  { word: 'serve', about: 'Start the server' },
  { word: 'version', about: 'Show the versions' },
  { word: 'help', about: 'Show help' },
]

/** `optimus completion bash|zsh|fish` prints a script; the script asks `optimus completion words …` for choices. */
export async function completion(words: readonly string[]): Promise<number> {
  if (words[0] === 'words') return answerShell(words.slice(1))
  const script = scripts[words[0] ?? '']
  if (!script) throw usage('Say for which shell: optimus completion bash, zsh or fish')
  return print([script])
}

/** A shell that completes must never show an error: without a server there is nothing to offer. */
async function answerShell(words: readonly string[]): Promise<number> {
  try {
    const connection = findConnection(process.env)
    const entries = connection ? await loadCatalogue(connection) : []
    const choices = choicesFor(entries, words)
    const wanted = connection && choices === 'projects' ? await projectChoices(connection) : choices
    if (typeof wanted !== 'string') print(matching(wanted, words.at(-1) ?? '').map(({ word, about }) => `${word}\t${about}`))
  } catch {
    return 0
  }
  return 0
}

/** What may stand in place of the last word; `projects` stands for the slugs of all projects. */
export function choicesFor(entries: readonly CatalogueEntry[], words: readonly string[]): readonly Choice[] | 'projects' {
  const [first, name, ...rest] = words
  if (words.length <= 1) return [...systemsOf(entries), ...own]
  if (first === 'explain') return entries.map((entry) => ({ word: entry.id, about: entry.summary }))
  if (first === 'completion') return ['bash', 'zsh', 'fish'].map((word) => ({ word, about: '' }))
  if (words.length === 2) {
    return entries
      .filter((entry) => entry.system === first && !entry.deprecated)
      .map((entry) => ({ word: kebab(entry.name), about: entry.summary }))
  }
  const entry = findEntry(entries, first!, name!)
  return entry ? argumentChoices(flagsOf(entry), rest) : []
}

function argumentChoices(flags: readonly Flag[], words: readonly string[]): readonly Choice[] | 'projects' {
  const current = words.at(-1) ?? ''
  const before = words.at(-2) ?? ''
  const named = flags.find((flag) => before === `--${flag.name}` && flag.kind !== 'boolean')
  if (named) return valuesOf(named)
  if (current.startsWith('-')) return flagChoices(flags)
  const place = plainBefore(flags, words.slice(0, -1))
  const flag = flags.find((one) => one.position === place)
  return flag ? valuesOf(flag) : flagChoices(flags)
}

/** How many words without a name stand before the one that is typed. */
function plainBefore(flags: readonly Flag[], words: readonly string[]): number {
  const takesValue = (word: string) => flags.some((flag) => word === `--${flag.name}` && flag.kind !== 'boolean')
  return words.filter((word, at) => !word.startsWith('--') && !takesValue(words[at - 1] ?? '')).length
}

function valuesOf(flag: Flag): readonly Choice[] | 'projects' {
  if (flag.field === 'project' || flag.field === 'projects') return 'projects'
  return flag.choices.map((word) => ({ word, about: '' }))
}

function flagChoices(flags: readonly Flag[]): Choice[] {
  const fields = flags.map((flag) => ({
    word: `--${flag.kind === 'boolean' && flag.default === true ? 'no-' : ''}${flag.name}`,
    about: flag.description,
  }))
  return [...fields, ...optionNames.map((name) => ({ word: `--${name}`, about: '' }))]
}

function systemsOf(entries: readonly CatalogueEntry[]): Choice[] {
  return [...new Set(entries.map((entry) => entry.system))].map((word) => ({
    word,
    about: `${entries.filter((entry) => entry.system === word).length} operations`,
  }))
}

async function projectChoices(connection: Connection): Promise<Choice[]> {
  const answer = await send(connection, { method: 'GET', path: '/api/v1/projects?limit=200&sort=name' })
  const { items = [] } = answer.body as { items?: readonly { slug: string; name: string }[] }
  return items.map(({ slug, name }) => ({ word: slug, about: name }))
}

/** Those that begin with what was typed; a tab or line feed would end the entry early. */
function matching(choices: readonly Choice[], typed: string): Choice[] {
  return choices
    .filter(({ word }) => word.startsWith(typed))
    .map(({ word, about }) => ({ word: clean(word), about: clean(about.replace(/\s+/g, ' ')) }))
}

const scripts: Readonly<Record<string, string>> = {
  bash: `# optimus completion bash > ~/.local/share/bash-completion/completions/optimus
_optimus() {
  local IFS=$'\\n'
  COMPREPLY=($(optimus completion words "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
}
complete -o default -F _optimus optimus`,
  zsh: `#compdef optimus
# optimus completion zsh > a folder of $fpath, as _optimus
_optimus() {
  local -a choices
  choices=("\${(@f)$(optimus completion words "\${(@)words[2,CURRENT]}" 2>/dev/null | sed -e 's/:/\\\\:/g' -e 's/\\t/:/')}")
  if [[ -n "$choices[1]" ]]; then _describe optimus choices; else _files; fi
}
if [[ "$funcstack[1]" = _optimus ]]; then _optimus "$@"; else compdef _optimus optimus; fi`,
  fish: `# optimus completion fish > ~/.config/fish/completions/optimus.fish
complete -c optimus -f -a '(set -l typed (commandline -opc) (commandline -ct); optimus completion words $typed[2..-1] 2>/dev/null)'`,
}
