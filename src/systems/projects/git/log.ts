import type { Activity, Commit, Contributor, Contributors } from './facts.ts'
import { splitAtNul, timeFromSeconds } from './fields.ts'

/** For `git log -z`; people after .mailmap. */
export const COMMIT_FORMAT = ['%H', '%P', '%aN', '%aE', '%at', '%ct', '%D', '%s'].join('%x00')

export function parseCommits(output: Buffer): Commit[] {
  return records(output, 8).map(([id, parents, author, email, authored, committed, names, subject]) => ({
    id: id!,
    parents: parents === '' ? [] : parents!.split(' '),
    author: author!,
    email: email!,
    authoredAt: timeFromSeconds(authored) ?? UNKNOWN_TIME,
    committedAt: timeFromSeconds(committed) ?? UNKNOWN_TIME,
    subject: subject!,
    names: namesFrom(names!),
  }))
}

export const HISTORY_FORMAT = ['%at', '%aN', '%aE'].join('%x00')

/** One commit of the whole history: who, and the author's time in seconds since 1970. */
export interface HistoryEntry {
  readonly seconds: number
  readonly author: string
  readonly email: string
}

export function parseHistory(output: Buffer): HistoryEntry[] {
  return records(output, 3).map(([seconds, author, email]) => ({
    seconds: Number(seconds),
    author: author!,
    email: email!,
  }))
}

/** Days are UTC days; commits dated in the future count on no day. */
export function activityFrom(history: readonly HistoryEntry[], now: number): Activity {
  const lastDay = Math.floor(now / DAY_MS)
  const perDay = new Array<number>(DAYS).fill(0)
  for (const entry of history) {
    const at = DAYS - 1 - (lastDay - Math.floor((entry.seconds * 1000) / DAY_MS))
    if (at >= 0 && at < DAYS) perDay[at]! += 1
  }
  return {
    endsOn: new Date(lastDay * DAY_MS).toISOString().slice(0, 10),
    perDay,
    last30Days: sum(perDay.slice(-30)),
    last365Days: sum(perDay),
  }
}

/** One person per e-mail address, whatever its capitals; the newest spelling of the name is shown. */
export function contributorsFrom(history: readonly HistoryEntry[]): Contributors {
  const people = new Map<string, Person>()
  for (const entry of history) {
    const key = entry.email.toLowerCase()
    const person = people.get(key)
    if (person === undefined) people.set(key, { newest: entry, first: entry.seconds, commits: 1 })
    else addCommit(person, entry)
  }
  const top = [...people.values()]
    .toSorted((left, right) => right.commits - left.commits || right.newest.seconds - left.newest.seconds)
    .slice(0, 100)
    .map(contributorFrom)
  return { count: people.size, commits: history.length, top }
}

const DAY_MS = 86_400_000
const DAYS = 365
const UNKNOWN_TIME = new Date(0).toISOString()

interface Person {
  newest: HistoryEntry
  first: number
  commits: number
}

function records(output: Buffer, width: number): string[][] {
  const fields = splitAtNul(output)
  const rows: string[][] = []
  for (let at = 0; at + width <= fields.length; at += width) {
    rows.push(fields.slice(at, at + width).map((field) => field.toString('utf8')))
  }
  return rows
}

function namesFrom(decoration: string): string[] {
  if (decoration === '') return []
  return decoration
    .split(', ')
    .map((name) => name.replace(/^(HEAD -> |tag: )/, ''))
    .filter((name) => name !== 'HEAD')
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function addCommit(person: Person, entry: HistoryEntry): void {
  person.commits += 1
  if (entry.seconds > person.newest.seconds) person.newest = entry
  if (entry.seconds < person.first) person.first = entry.seconds
}

function contributorFrom(person: Person): Contributor {
  return {
    name: person.newest.author,
    email: person.newest.email,
    commits: person.commits,
    firstAt: timeFromSeconds(person.first) ?? UNKNOWN_TIME,
    lastAt: timeFromSeconds(person.newest.seconds) ?? UNKNOWN_TIME,
  }
}
