import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isObject, type JsonObject } from '../expressions/json.ts'

/** The private folder of one step, and the user that it belongs to. */
export interface StepFolder {
  readonly path: string
  /** Null where Optimus may not change users. */
  readonly uid: number | null
}

/** Users for steps: nobody else has these numbers, and steps that run side by side have different ones. */
const users = { first: 61_200, count: 700 }
let next = 0

/** Makes a folder for a step, and removes it with all that is in it. */
export async function withStepFolder<T>(work: (folder: StepFolder) => Promise<T>): Promise<T> {
  const uid = process.getuid?.() === 0 ? users.first + (next++ % users.count) : null
  const path = await mkdtemp(join(tmpdir(), 'optimus-step-'))
  try {
    if (uid !== null) await chown(path, uid, uid)
    return await work({ path, uid })
  } finally {
    await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => {})
  }
}

/** Nothing of our own environment reaches a step: it may hold keys. */
export function processEnvironment({ path }: StepFolder, given: unknown): Record<string, string> {
  const own = isObject(given) ? (given as JsonObject) : {}
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: path,
    TMPDIR: path,
    LANG: 'C.UTF-8',
    ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])),
  }
}
