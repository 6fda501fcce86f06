import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { z } from 'zod'
import type { Operation } from '#kernel/contract.ts'
import type { contract } from './contract.ts'
import { addressOf } from './describe.ts'

type Explained = z.output<(typeof contract)['explain']['output']>

const source = resolve(import.meta.dirname, '..', '..')

/**
 * What an operation does, read from the very source that runs: its file and the files of its own system that it
 * reaches name the tables and events, and the reactions of all systems name who listens.
 */
export function explainOperation(declared: Operation): Explained {
  const file = operationFile(declared)
  const texts = reachableTexts(file, dirname(dirname(file)))
  const all = texts.join('\n')
  return {
    id: declared.id,
    summary: declared.summary,
    file: `src/${relative(source, file)}`,
    address: `${declared.http[0]} ${addressOf(declared)}`,
    command: `optimus ${declared.system} ${kebab(declared.name)}`,
    tool: `${declared.system}_${declared.name}`,
    permission: declared.permission,
    effect: declared.effect,
    stages: stagesOf(declared),
    tables: unique(all.matchAll(/\b(?:FROM|INTO|UPDATE|JOIN)\s+([a-z_]+\.[a-z_]+)/g)),
    events: unique(all.matchAll(/\bemit\(\s*events\.(\w+)/g)).map((key) => ({
      name: `${declared.system}.${key}`,
      listeners: listenersOf(`${declared.system}.${key}`),
    })),
    workflows: unique(all.matchAll(/\bctx\.start\(\s*(\w+)/g)),
  }
}

/** `src/systems/<system>/operations/<name>.ts`, or the same below src/kernel for what the kernel offers. */
export function operationFile(declared: Pick<Operation, 'system' | 'name'>): string {
  const path = join(declared.system, 'operations', `${kebab(declared.name)}.ts`)
  const own = join(source, 'systems', path)
  return existsSync(own) ? own : join(source, 'kernel', path)
}

export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The file and what it imports by relative path within the system's folder. */
function reachableTexts(file: string, folder: string): string[] {
  const seen = new Map<string, string>()
  const open = [file]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next) || !existsSync(next) || next.endsWith('system.ts')) continue
    const text = readFileSync(next, 'utf8')
    seen.set(next, text)
    for (const match of text.matchAll(/from '(\.[^']+)'/g)) {
      const target = resolve(dirname(next), match[1]!)
      if (target.startsWith(folder)) open.push(target)
    }
  }
  return [...seen.values()]
}

function stagesOf(declared: Operation): string[] {
  const isWrite = declared.effect !== 'read'
  return [
    'actor',
    `permission ${declared.permission}`,
    'input',
    ...(declared.perMinute ? [`rate limit ${declared.perMinute} a minute`] : []),
    `project scope ${typeof declared.project === 'string' ? declared.project : Object.entries(declared.project)[0]!.join(' ')}`,
    ...(declared.freshness ? [`proof of the last ${declared.freshness} minutes`] : []),
    ...(declared.effect === 'danger' ? ['confirmation or approval'] : []),
    ...(isWrite ? ['idempotency', declared.unmanaged ? 'no transaction of its own' : 'transaction'] : []),
    'run',
    declared.trusted ? 'output as it is' : 'output checked',
    ...(isWrite ? ['audit'] : []),
  ]
}

let reactionTexts: { system: string; text: string }[] | undefined

function listenersOf(event: string): string[] {
  const [system, key] = event.split('.') as [string, string]
  reactionTexts ??= readReactions()
  return reactionTexts
    .filter(
      ({ system: own, text }) => text.includes(`'${event}'`) || (mentions(text, system, own) && new RegExp(`\\.${key}\\b`).test(text)),
    )
    .map(({ system: own }) => own)
}

function mentions(text: string, system: string, own: string): boolean {
  return text.includes(`/${system}/events.ts`) || (own === system && text.includes('./events.ts'))
}

function readReactions(): { system: string; text: string }[] {
  const folder = join(source, 'systems')
  return readdirSync(folder).flatMap((system) => {
    const file = join(folder, system, 'reactions.ts')
    return existsSync(file) ? [{ system, text: readFileSync(file, 'utf8') }] : []
  })
}

function unique(matches: Iterable<RegExpExecArray>): string[] {
  return [...new Set([...matches].map((match) => match[1]!))].sort()
}
