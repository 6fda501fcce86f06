import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { newId } from './ids.ts'
import type { Host } from './kernel.ts'

/** The machine this node runs on: its machine id, hashed, or an id kept in the home folder where there is none. */
export function readHost(home: string): Host {
  const machine = readLine('/etc/machine-id') ?? readLine('/var/lib/dbus/machine-id')
  const id = machine ? createHash('sha256').update(`optimus-host:${machine}`).digest('hex').slice(0, 16) : storedId(home)
  return { id, name: hostname() }
}

function storedId(home: string): string {
  const file = join(home, 'host-id')
  const known = readLine(file)
  if (known) return known
  const id = newId().replaceAll('-', '').slice(0, 16)
  mkdirSync(home, { recursive: true })
  writeFileSync(file, `${id}\n`)
  return id
}

function readLine(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null
  } catch {
    return null
  }
}
