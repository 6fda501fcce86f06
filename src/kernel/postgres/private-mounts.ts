import { mkdir } from 'node:fs/promises'
import { runCommand } from './command.ts'
import type { Command, Runnable } from './command.ts'
import type { Account } from './system-user.ts'

const mountPoint = '/run/optimus'
/** Where the server sees its programs and its folder, whatever the modes of the real paths' parents. */
export const privateBinaries = `${mountPoint}/native`
export const privateFolder = `${mountPoint}/postgres`

/** True where this root may mount inside a namespace of its own; many containers refuse. */
export async function mayMountPrivately(home: string): Promise<boolean> {
  // The mount would hide a home that lies below it.
  if (`${home}/`.startsWith(`${mountPoint}/`)) return false
  try {
    await mkdir(mountPoint, { recursive: true, mode: 0o755 })
  } catch {
    return false
  }
  const probe = `mount -t tmpfs optimus ${mountPoint} && setpriv --version`
  return (await runCommand(['unshare', '--mount', 'sh', '-c', probe])).code === 0
}

/** The command, run as `owner` with binaries and folder bound in; every step replaces the process, so its id stays. */
export function inPrivateMounts(command: Command, at: { binaries: string; folder: string; owner: Account }): Runnable {
  const { uid, gid } = at.owner
  const drop = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs', '--inh-caps=-all']
  return {
    command: ['unshare', '--mount', 'sh', '-euc', script, 'sh', at.binaries, at.folder, ...drop, ...command],
    cwd: '/',
  }
}

const script = `
mount -t tmpfs -o mode=0755,size=64k optimus ${mountPoint}
mkdir ${privateBinaries} ${privateFolder}
mount --bind "$1" ${privateBinaries}
mount -o remount,bind,ro ${privateBinaries}
mount --bind "$2" ${privateFolder}
cd ${privateFolder}
shift 2
exec "$@"
`
