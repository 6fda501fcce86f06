import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { bytesOf, withFileName } from './bytes.ts'
import { parseArguments, type Options } from './arguments.ts'
import { deprecationOf, type CatalogueEntry } from './catalogue-entry.ts'
import { requestOf, send } from './client.ts'
import { confirm } from './confirm.ts'
import type { Connection } from './connection.ts'
import { exitCodes, usage } from './exit-code.ts'
import { flagsOf } from './flags.ts'
import { followRun } from './follow-run.ts'
import { failed } from './problem.ts'
import { renderAnswer } from './render.ts'
import { terminalOf, type Terminal } from './terminal.ts'
import type { TextSource } from './value.ts'

interface Page {
  readonly items: readonly unknown[]
  readonly next?: string | null
}

/** One command as it was typed, ready to be carried out. */
interface Job {
  readonly connection: Connection
  readonly entry: CatalogueEntry
  readonly input: Readonly<Record<string, unknown>>
  readonly options: Options
}

/** Carries out `optimus <system> <operation> …`; answers the exit code. */
export async function runOperation(connection: Connection, entry: CatalogueEntry, words: readonly string[]): Promise<number> {
  const terminal = terminalOf(process.stdout, process.env)
  const { input, options } = parseArguments(entry, words, textSource)
  const warning = deprecationOf(entry)
  if (warning) process.stderr.write(`${warning}\n`)
  if (options.watch !== null && entry.effect !== 'read') throw usage('--watch is for operations that only read.')
  if (entry.effect === 'danger' && !options.yes && !options.approval) await confirm(entry, input)
  const job = { connection, entry, input, options }
  if (options.watch !== null) return watch(job)
  const output = await call(job)
  if (output === null) return exitCodes.done
  if (!entry.long || options.detach) return show(output, options, terminal)
  return finish(job, (output as { run: string }).run, terminal)
}

/** The answer, or with --all every page of it as one. */
async function call(job: Job): Promise<unknown> {
  const first = await callOnce(job)
  if (!job.options.all || !isPage(first)) return first
  const items = [...first.items]
  let next = first.next
  while (next) {
    const page = (await callOnce({ ...job, input: { ...job.input, cursor: next } })) as Page
    items.push(...page.items)
    next = page.next
  }
  return { ...first, items, next: null }
}

async function callOnce({ connection, entry, input, options }: Job): Promise<unknown> {
  const headers = {
    // Whoever came here said yes to a dangerous operation, by --yes or at the question.
    ...(entry.effect === 'danger' && !options.approval ? { 'optimus-confirm': 'yes' } : {}),
    ...(options.approval ? { 'optimus-approval': options.approval } : {}),
    ...(options.ifMatch ? { 'if-match': `"${options.ifMatch.replaceAll('"', '')}"` } : {}),
  }
  const answer = await send(connection, { ...requestOf(entry, withFileName(entry, input, options)), ...bytesOf(entry, options), headers })
  if (answer.status >= 400) throw failed(answer, flagsOf(entry))
  return answer.body
}

/** Follows the run and shows how it ended. */
async function finish({ connection, options }: Job, id: string, terminal: Terminal): Promise<number> {
  const run = await followRun(connection, id, terminal)
  if (options.json || options.jsonl) print([JSON.stringify(run)])
  else if (run.state === 'done' && run.output !== null && typeof run.output === 'object') show(run.output, options, terminal)
  if (run.state === 'done') return exitCodes.done
  process.stderr.write(`${run.title}: ${run.error ?? run.state}. See optimus runs get ${id}\n`)
  return exitCodes.runFailed
}

/** Reads again and again: at a terminal the picture is drawn anew, elsewhere only what has changed is written. */
async function watch(job: Job): Promise<number> {
  const { options } = job
  const isRaw = options.json || options.jsonl
  const isTerminal = process.stdout.isTTY === true && !isRaw
  process.on('SIGINT', () => process.exit(exitCodes.interrupted))
  let before = ''
  for (;;) {
    const output = await call(job)
    const now = JSON.stringify(output)
    if (isTerminal) process.stdout.write('\u001B[H\u001B[2J\u001B[3J')
    if (isTerminal || now !== before) show(output, options, terminalOf(process.stdout, process.env))
    if (!isTerminal && now !== before && !isRaw) process.stdout.write('\n')
    before = now
    await pause((options.watch ?? 2) * 1000)
  }
}

function show(output: unknown, options: Options, terminal: Terminal): number {
  if (options.jsonl) return print((isPage(output) ? output.items : [output]).map((item) => JSON.stringify(item)))
  if (options.json) return print([JSON.stringify(output, null, process.stdout.isTTY ? 2 : 0)])
  if (isStarted(output))
    return print([`Run ${output.run} was started. Look: optimus runs get ${output.run}   Cancel: optimus runs cancel ${output.run}`])
  return print(renderAnswer(output, terminal, Date.now()))
}

function isPage(output: unknown): output is Page {
  return output !== null && typeof output === 'object' && Array.isArray((output as Page).items)
}

function isStarted(output: unknown): output is { run: string } {
  return output !== null && typeof output === 'object' && Object.keys(output).join() === 'run'
}

/** Writes the lines; answers the exit code for done. */
export function print(lines: readonly string[]): number {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
  return exitCodes.done
}

let standardInput: string | undefined

const textSource: TextSource = {
  file: (path) => readFileSync(path, 'utf8'),
  standardInput: () => (standardInput ??= readFileSync(0, 'utf8')),
}
