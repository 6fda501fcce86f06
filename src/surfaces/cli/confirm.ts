import { createInterface } from 'node:readline/promises'
import { commandOf, type CatalogueEntry } from './catalogue-entry.ts'
import { CommandError, exitCodes, usage } from './exit-code.ts'
import { clean } from './terminal.ts'

/** Asks before a dangerous operation, saying what will be done; without a terminal only --yes says yes. */
export async function confirm(entry: CatalogueEntry, input: Readonly<Record<string, unknown>>): Promise<void> {
  const what = describe(entry, input)
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw usage(`This is dangerous: ${what}. Add --yes to do it: ${commandOf(entry)} … --yes`)
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await new Promise<string>((resolve) => {
    asking.once('close', () => resolve(''))
    asking.question(`${what}.\nType yes to go on: `).then(resolve, () => resolve(''))
  })
  asking.close()
  if (answer.trim().toLowerCase() !== 'yes') throw new CommandError(exitCodes.problem, 'Nothing was done.')
}

function describe(entry: CatalogueEntry, input: Readonly<Record<string, unknown>>): string {
  const facts = Object.entries(input).map(([field, value]) => `${field} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return clean(facts.length > 0 ? `${entry.summary} (${facts.join(', ')})` : entry.summary)
}
