import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { send } from './client.ts'
import { findConnection } from './connection.ts'
import { CommandError } from './exit-code.ts'
import { print } from './run-operation.ts'

/** `optimus version`: this command's, and the server's where one is reachable. */
export async function showVersion(): Promise<number> {
  const file = join(import.meta.dirname, '..', '..', '..', 'package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return print([`optimus ${version}`, await serverVersion()])
}

async function serverVersion(): Promise<string> {
  const connection = findConnection(process.env)
  if (!connection) return 'No server is known here.'
  try {
    const answer = await send(connection, { method: 'GET', path: '/api/v1/identity/session' })
    const { version } = answer.body as { version?: string }
    return `server ${version ?? 'of an unknown version'} at ${connection.address}`
  } catch (error) {
    if (error instanceof CommandError) return error.message
    throw error
  }
}
