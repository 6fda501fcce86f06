import { commandOf, type CatalogueEntry } from './catalogue-entry.ts'
import { usage } from './exit-code.ts'
import { flagsOf, type Flag } from './flags.ts'
import { didYouMean } from './suggest.ts'
import { readValue, shown, type TextSource } from './value.ts'

/** What every operation understands beside its own flags. */
export interface Options {
  json: boolean
  jsonl: boolean
  all: boolean
  yes: boolean
  detach: boolean
  help: boolean
  /** Seconds between two reads; null reads once. */
  watch: number | null
  ifMatch: string | null
  approval: string | null
  /** The file to send along, `-` for standard input. */
  file: string | null
  /** Where to save the file that is answered, `-` for standard output. */
  output: string | null
}

export interface Parsed {
  readonly input: Record<string, unknown>
  readonly options: Options
}

const switches = ['json', 'jsonl', 'all', 'yes', 'detach', 'help'] as const
const valued = ['watch', 'if-match', 'approval', 'input', 'file', 'output'] as const
export const optionNames: readonly string[] = [...switches, ...valued]
/** These mean the same everywhere, even where a field has the name; `--input` still reaches such a field. */
const reserved = new Set<string>(['json', 'jsonl', 'yes', 'detach', 'help'])
const short: Record<string, string> = { '-h': 'help', '-y': 'yes' }

/** Reads the words after `optimus <system> <operation>`; throws a CommandError that says what is wrong with them. */
export function parseArguments(entry: CatalogueEntry, words: readonly string[], source: TextSource): Parsed {
  const state = collect(entry, words)
  if (state.options.help) return { input: {}, options: state.options }
  const input: Record<string, unknown> = state.whole === null ? {} : readWhole(state.whole, source)
  for (const [flag, texts] of state.texts) input[flag.field] = readValue(flag, texts, source)
  for (const [flag, value] of state.set) input[flag.field] = value
  const missing = state.flags.filter((flag) => flag.required && input[flag.field] === undefined)
  if (missing.length > 0) {
    throw usage(`${missing.map(shown).join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing. See ${commandOf(entry)} --help`)
  }
  return { input, options: state.options }
}

interface State {
  readonly entry: CatalogueEntry
  readonly flags: readonly Flag[]
  readonly texts: Map<Flag, string[]>
  readonly set: Map<Flag, unknown>
  readonly options: Options
  whole: string | null
}

function collect(entry: CatalogueEntry, words: readonly string[]): State {
  const options: Options = {
    json: false,
    jsonl: false,
    all: false,
    yes: false,
    detach: false,
    help: false,
    watch: null,
    ifMatch: null,
    approval: null,
    file: null,
    output: null,
  }
  const state: State = { entry, flags: flagsOf(entry), texts: new Map(), set: new Map(), options, whole: null }
  const plain: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!
    if (word === '--') {
      plain.push(...words.slice(at + 1))
      break
    }
    const name = short[word] ?? (word.startsWith('--') ? word.slice(2) : null)
    if (name !== null) at += takeFlag(state, name, words[at + 1])
    else if (/^-[a-z]/i.test(word)) throw usage(`There is no ${word}; flags are written with two hyphens. See ${commandOf(entry)} --help`)
    else plain.push(word)
  }
  placeWords(state, plain)
  return state
}

/** Takes `--name`, `--name=value` or `--name value`; answers how many further words were used. */
function takeFlag(state: State, text: string, next: string | undefined): 0 | 1 {
  const equals = text.indexOf('=')
  const name = equals < 0 ? text : text.slice(0, equals)
  const given = equals < 0 ? undefined : text.slice(equals + 1)
  const flag = reserved.has(name) ? undefined : state.flags.find((one) => one.name === name || one.field === name)
  if (!flag) {
    if (optionNames.includes(name)) return takeOption(state, name, given, next)
    return takeNegation(state, name)
  }
  if (flag.kind === 'boolean' && given === undefined) {
    state.set.set(flag, true)
    return 0
  }
  const value = given ?? next
  if (value === undefined || (given === undefined && value.startsWith('--')))
    throw usage(`--${name} needs a value. See ${commandOf(state.entry)} --help`)
  state.texts.set(flag, [...(state.texts.get(flag) ?? []), value])
  return given === undefined ? 1 : 0
}

function takeOption(state: State, name: string, given: string | undefined, next: string | undefined): 0 | 1 {
  const { options } = state
  if ((switches as readonly string[]).includes(name)) {
    options[name as (typeof switches)[number]] = given !== 'false'
    return 0
  }
  if (name === 'watch') {
    options.watch = given === undefined ? 2 : Number(given)
    if (!(options.watch >= 0.5 && options.watch <= 3600)) throw usage('--watch takes seconds from 0.5 to 3600, such as --watch=5.')
    return 0
  }
  const value = given ?? next
  if (value === undefined) throw usage(`--${name} needs a value.`)
  if (name === 'if-match') options.ifMatch = value
  else if (name === 'approval') options.approval = value
  else if (name === 'file' || name === 'output') takePath(state, name, value)
  else state.whole = value
  return given === undefined ? 1 : 0
}

function takePath({ entry, options }: State, name: 'file' | 'output', path: string): void {
  if (entry.bytes !== (name === 'file' ? 'in' : 'out')) {
    throw usage(`${commandOf(entry)} ${name === 'file' ? 'takes' : 'answers with'} no file. See ${commandOf(entry)} --help`)
  }
  options[name] = path
}

/** `--no-x` turns a switch off, and empties a field that may be empty. */
function takeNegation(state: State, name: string): 0 {
  const flag = name.startsWith('no-') ? state.flags.find((one) => one.name === name.slice(3)) : undefined
  if (flag && (flag.kind === 'boolean' || flag.nullable)) {
    state.set.set(flag, flag.kind === 'boolean' ? false : null)
    return 0
  }
  const names = [...state.flags.map((one) => one.name), ...optionNames]
  throw usage(`${commandOf(state.entry)} has no --${name}.${didYouMean(name, names, '--')} See ${commandOf(state.entry)} --help`)
}

function placeWords(state: State, plain: readonly string[]): void {
  const places = state.flags.filter((flag) => flag.position !== null && !state.texts.has(flag))
  if (plain.length > places.length) {
    const extra = plain.slice(places.length).join(' ')
    throw usage(`${commandOf(state.entry)} does not know what to do with "${extra}". See ${commandOf(state.entry)} --help`)
  }
  for (const [index, word] of plain.entries()) state.texts.set(places[index]!, [word])
}

function readWhole(text: string, source: TextSource): Record<string, unknown> {
  const json = text === '-' ? source.standardInput() : text.startsWith('@') ? source.file(text.slice(1)) : text
  try {
    const parsed = JSON.parse(json) as unknown
    if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) return parsed as Record<string, unknown>
  } catch (error) {
    throw usage(`--input takes the whole input as a JSON object: ${(error as Error).message}`)
  }
  throw usage('--input takes the whole input as a JSON object.')
}
