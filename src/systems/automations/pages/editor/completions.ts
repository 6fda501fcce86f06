/** What can be written at a place: its word, and a few words about it. */
export interface Offer {
  readonly label: string
  readonly detail?: string
  readonly kind: 'key' | 'value' | 'step'
}

export interface Known {
  readonly uses: readonly Offer[]
  readonly steps: readonly string[]
  readonly inputs: readonly string[]
}

export interface Offers {
  /** Offset in the line where the word starts that an offer replaces. */
  readonly from: number
  readonly offers: readonly Offer[]
}

/** What fits behind the last of these lines. */
export function offersAt(lines: readonly string[], known: Known): Offers | null {
  const line = lines.at(-1) ?? ''
  return inExpression(line, known) ?? usesValue(line, known) ?? needsValue(line, known) ?? keys(lines)
}

function inExpression(line: string, known: Known): Offers | null {
  const member = /\b(steps|inputs)\.([\w-]*)$/.exec(line)
  if (member) {
    const names = member[1] === 'steps' ? known.steps : known.inputs
    return { from: line.length - member[2]!.length, offers: names.map((label) => ({ label, kind: 'step' })) }
  }
  const open = /\$\{[^}]*?([a-z]*)$/.exec(line)
  if (!open || /[.\w]$/.test(line.slice(0, line.length - open[1]!.length))) return null
  return { from: line.length - open[1]!.length, offers: roots }
}

function usesValue(line: string, { uses }: Known): Offers | null {
  const found = /\buses:\s*([\w.@/-]*)$/.exec(line)
  return found ? { from: line.length - found[1]!.length, offers: uses } : null
}

function needsValue(line: string, { steps }: Known): Offers | null {
  const found = /\bneeds:\s*(?:\[[^\]]*?)?([\w-]*)$/.exec(line)
  return found ? { from: line.length - found[1]!.length, offers: steps.map((label) => ({ label, kind: 'step' })) } : null
}

function keys(lines: readonly string[]): Offers | null {
  const line = lines.at(-1) ?? ''
  const found = /^(\s*(?:- )?)([A-Za-z]*)$/.exec(line)
  if (!found) return null
  const offers = keysBelow(parentKey(lines, found[1]!.length))
  return offers ? { from: found[1]!.length, offers } : null
}

/** The key that holds what is written at this indent; null at the root. */
function parentKey(lines: readonly string[], indent: number): string | null {
  for (const line of lines.slice(0, -1).toReversed()) {
    const key = /^(\s*(?:- )?)([\w-]+):/.exec(line)
    if (key && key[1]!.length < indent) return key[2]!
  }
  return null
}

function keysBelow(parent: string | null): readonly Offer[] | null {
  const found = parent === null ? rootKeys : (innerKeys[parent] ?? null)
  return found && Object.entries(found).map(([label, detail]) => ({ label, detail, kind: 'key' }))
}

const roots: readonly Offer[] = [
  { label: 'steps', detail: 'what a step before gave', kind: 'value' },
  { label: 'inputs', detail: 'the values of the form', kind: 'value' },
  { label: 'trigger', detail: 'what started the run', kind: 'value' },
  { label: 'secrets', detail: 'secrets that are granted', kind: 'value' },
]

const rootKeys = {
  name: 'letters, digits and dashes',
  title: 'how people call it',
  summary: 'one sentence',
  inputs: 'the form that starts it by hand',
  on: 'what starts it by itself',
  concurrency: 'how many runs at once',
  secrets: 'names of secrets it uses',
  timeout: 'of a whole run',
  steps: 'what it does',
  onFailure: 'what happens when a run fails',
  outputs: 'what a run gives',
}

const stepKeys = {
  id: 'what others call it',
  title: 'how people call it',
  uses: 'what it does',
  with: 'what it does it with',
  if: 'only when this is true',
  needs: 'steps it waits for',
  approve: 'people who have to agree',
  forEach: 'once for each item',
  parallel: 'how many items at once',
  retry: 'how often it is tried again',
  timeout: 'of this step',
  queue: 'a place it waits for',
  onFailure: 'what happens when it fails',
  compensate: 'how it is undone',
  steps: 'a group of steps',
  race: 'the first of these wins',
}

const innerKeys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  steps: stepKeys,
  id: stepKeys,
  race: stepKeys,
  onFailure: stepKeys,
  on: { schedule: 'at times', event: 'when something happens', webhook: 'when it is called', file: 'when files change', manual: 'by hand' },
  schedule: {
    cron: 'five fields',
    timezone: 'such as Europe/Berlin',
    every: 'such as 15m',
    after: 'after the last run ended',
    catchUp: 'skip, latest or all',
  },
  event: { type: 'its name', source: 'who tells it', subject: 'what it is about', if: 'only when this is true' },
  webhook: { path: 'part of its address', signature: 'github, stripe, hmac-sha256 or none', secret: 'name of the secret', if: 'only then' },
  file: { path: 'which files', changes: 'created, modified, deleted', debounce: 'how long it waits for more' },
  concurrency: { limit: 'runs at once', group: 'counted by this', whenBusy: 'queue, skip or replace', priority: 'higher goes first' },
  retry: {
    times: 'how often',
    delay: 'such as 2s',
    backoff: 'constant, linear or exponential',
    attemptTimeout: 'of each try',
    when: 'only for these errors',
  },
  approve: {
    people: 'names or role:admin',
    quorum: 'how many have to agree',
    message: 'what is asked',
    expires: 'such as 2h',
    escalate: 'who is asked next',
  },
  queue: { name: 'its name', limit: 'places', key: 'counted by this', keyLimit: 'places for each key', priority: 'higher goes first' },
  compensate: { uses: 'what undoes it', with: 'with what' },
}
