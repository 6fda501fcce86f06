import { loadCatalogue, rememberedCatalogue } from './catalogue.ts'
import { findEntry, kebab, type CatalogueEntry } from './catalogue-entry.ts'
import { findConnection, requireConnection, type Connection } from './connection.ts'
import { CommandError, exitCodes, usage } from './exit-code.ts'
import { operationHelp, rootHelp, systemHelp } from './help.ts'
import { print, runOperation } from './run-operation.ts'
import { didYouMean } from './suggest.ts'
import { terminalOf } from './terminal.ts'

type Command = (words: readonly string[]) => Promise<number>

/** Commands that are no operation; each is loaded when it is called for. */
const commands: Readonly<Record<string, Command>> = {
  login: async (words) => (await import('./login.ts')).login(words),
  logout: async (words) => (await import('./logout.ts')).logout(words),
  explain: async (words) => (await import('./explain.ts')).explain(words),
  completion: async (words) => (await import('./completion.ts')).completion(words),
  mcp: async () => (await import('./mcp-bridge.ts')).bridge(),
  version: async () => (await import('./version.ts')).showVersion(),
  help: async (words) => main(words.length === 0 ? [] : [...words, '--help']),
}

if (import.meta.main) {
  // A reader that has seen enough (head, less) is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  process.exitCode = await ended(process.argv.slice(2))
}

async function ended(words: readonly string[]): Promise<number> {
  try {
    return await main(words)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    process.stderr.write(`${error.message}\n`)
    return error.exitCode
  }
}

/** Runs one command; answers its exit code. */
export async function main(words: readonly string[]): Promise<number> {
  const [first, second] = words
  if (first === undefined || first === '--help' || first === '-h') return showRootHelp()
  if (first === '--version' || first === '-v') return commands['version']!([])
  const own = Object.hasOwn(commands, first) ? commands[first] : undefined
  if (own) return own(words.slice(1))
  if (first.startsWith('-')) throw usage(`There is no ${first} here; flags come after the operation. See optimus --help`)
  const [system, name, rest] = first.includes('.')
    ? ([...first.split('.', 2), words.slice(1)] as [string, string, string[]])
    : [first, second, words.slice(2)]
  const isHelp = name === undefined || words.includes('--help') || words.includes('-h')
  const connection = isHelp ? findConnection(process.env) : requireConnection(process.env)
  const entries = isHelp ? await helpEntries(connection, system, name) : await entriesFor(connection!, system, name)
  if (!entries.some((entry) => entry.system === system)) throw unknownSystem(entries, system)
  const terminal = terminalOf(process.stdout, process.env)
  if (name === undefined || name.startsWith('-')) return print(systemHelp(entries, system, terminal))
  const entry = findEntry(entries, system, name)
  if (!entry) throw unknownOperation(entries, system, name)
  return isHelp ? print(operationHelp(entry, terminal)) : runOperation(connection!, entry, rest)
}

/** What is not in the cache may have come with an update of the server. */
async function entriesFor(connection: Connection, system: string, name?: string): Promise<readonly CatalogueEntry[]> {
  const entries = await loadCatalogue(connection)
  return knows(entries, system, name) ? entries : loadCatalogue(connection, true)
}

/** Help is shown even while no server runs, from what was last known. */
async function helpEntries(connection: Connection | null, system: string, name?: string): Promise<readonly CatalogueEntry[]> {
  try {
    return await entriesFor(connection ?? requireConnection(process.env), system, name)
  } catch (error) {
    const known = rememberedCatalogue(connection)
    if (!(error instanceof CommandError) || known === null) throw error
    return known
  }
}

function knows(entries: readonly CatalogueEntry[], system: string, name: string | undefined): boolean {
  if (name === undefined || name.startsWith('-')) return entries.some((entry) => entry.system === system)
  return findEntry(entries, system, name) !== undefined
}

function unknownSystem(entries: readonly CatalogueEntry[], system: string): CommandError {
  const names = [...new Set(entries.map((entry) => entry.system)), ...Object.keys(commands)]
  return usage(`There is no ${system}, or you may not use it.${didYouMean(system, names, 'optimus ')} See optimus --help`)
}

function unknownOperation(entries: readonly CatalogueEntry[], system: string, name: string): CommandError {
  const names = entries.filter((entry) => entry.system === system).map((entry) => kebab(entry.name))
  return usage(
    `${system} has no ${name}, or you may not call it.${didYouMean(name, names, `optimus ${system} `)} See optimus ${system} --help`,
  )
}

/** The first page of help says as well why there are no systems to show. */
async function showRootHelp(): Promise<number> {
  const terminal = terminalOf(process.stdout, process.env)
  const connection = findConnection(process.env)
  let note: string | null = null
  let entries: readonly CatalogueEntry[] = []
  try {
    entries = await loadCatalogue(connection ?? requireConnection(process.env))
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    note = error.message
    entries = rememberedCatalogue(connection) ?? []
  }
  print(rootHelp(entries, note, terminal))
  return exitCodes.done
}
