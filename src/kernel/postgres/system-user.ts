import { StartupError } from '../startup-error.ts'
import { runCommand } from './command.ts'

export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

export const systemUserName = 'optimus-pg'

/** The system user that Postgres runs as when Optimus is root; made at the first start. */
export async function ensureSystemUser(): Promise<Account> {
  const found = await findAccount(systemUserName)
  if (found) return found
  const made = await runCommand([
    'useradd',
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    systemUserName,
  ])
  // Another start may have made it at the same moment, so the answer counts and not the exit code.
  const account = await findAccount(systemUserName)
  if (account) return account
  throw new StartupError(
    'postgres_user',
    `Postgres refuses to run as root, and the system user ${systemUserName} could not be made for it. ` +
      'Make that user, start Optimus as an ordinary user, or set DATABASE_URL.',
    [made.output.trim()],
  )
}

/** The account of that name; undefined when there is none. */
export async function findAccount(name: string): Promise<Account | undefined> {
  const { code, output } = await runCommand(['getent', 'passwd', name])
  const [, , uid, gid] = output.trim().split(':')
  return code === 0 ? { name, uid: Number(uid), gid: Number(gid) } : undefined
}
