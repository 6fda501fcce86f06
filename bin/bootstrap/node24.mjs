// Optimus runs on Node 24. On Linux a package of the lockfile brings it; elsewhere the person does.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { Refusal } from './say.mjs'

/** Path of a Node 24 (or newer) program, or undefined when this machine has none yet. */
export function findNode24() {
  const packaged = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  if (process.platform === 'linux' && existsSync(packaged)) return packaged
  const running = Number(process.versions.node.split('.')[0])
  return running >= 24 ? process.execPath : undefined
}

export function requireNode24() {
  const found = findNode24()
  if (found) return found
  throw new Refusal(
    `Node 24 is needed, and no package brings it for ${process.platform} on ${process.arch}. ` +
      `Install Node 24 or newer (this is ${process.version}) and start again.`,
  )
}
