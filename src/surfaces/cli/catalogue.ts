import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CatalogueEntry } from './catalogue-entry.ts'
import { send } from './client.ts'
import { homeOf, localCache, type Connection } from './connection.ts'
import { CommandError } from './exit-code.ts'
import { failed } from './problem.ts'

/** A server elsewhere may be updated without our seeing it; one on this machine shows each start. */
const freshFor = { local: 24 * 3_600_000, login: 600_000, environment: 600_000 } as const

interface Remembered {
  readonly boot: string
  readonly at: number
  readonly items: readonly CatalogueEntry[]
}

/** The operations we may call, from the cache while it is fresh. `again` asks the server in any case. */
export async function loadCatalogue(connection: Connection, again = false): Promise<readonly CatalogueEntry[]> {
  const path = cachePath(connection)
  const known = readCache(path)
  const fresh = known !== null && known.boot === connection.boot && Date.now() - known.at < freshFor[connection.source]
  if (fresh && !again) return known.items
  const answer = await send(connection, { method: 'GET', path: '/api/v1/operations' })
  if (answer.status !== 200) throw failed(answer, [])
  const { items } = answer.body as { items?: readonly CatalogueEntry[] }
  if (!Array.isArray(items)) throw new CommandError(1, `${connection.address} does not answer as Optimus does.`)
  writeCache(path, { boot: connection.boot, at: Date.now(), items })
  return items
}

/** What was last known of a server, or without one of this machine's, however old; null when there is nothing. */
export function rememberedCatalogue(connection: Connection | null): readonly CatalogueEntry[] | null {
  const path = connection ? cachePath(connection) : join(localCache(homeOf(process.env)), 'operations-local.json')
  return readCache(path)?.items ?? null
}

/** Rights differ, so away from this machine each address and credential has a file of its own. */
function cachePath({ source, address, token, cache }: Connection): string {
  if (source === 'local') return join(cache, 'operations-local.json')
  const name = createHash('sha256').update(`${address}\n${token}`).digest('hex').slice(0, 16)
  return join(cache, `operations-${name}.json`)
}

function readCache(path: string): Remembered | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Remembered
  } catch {
    return null
  }
}

/** A cache that cannot be written costs one request more, nothing else. */
function writeCache(path: string, content: Remembered): void {
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(content), { mode: 0o600 })
    renameSync(`${path}.${process.pid}`, path)
  } catch {
    return
  }
}
