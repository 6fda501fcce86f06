// Two starts of one clone must not install or build at the same moment.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { made } from './paths.mjs'
import { Refusal, say } from './say.mjs'

const lockFile = join(made, 'preparing.pid')
const patienceMs = 15 * 60_000

/** Runs `prepare` while holding the clone's lock; a lock whose process is gone is taken over. */
export async function oneAtATime(prepare) {
  const until = Date.now() + patienceMs
  let told = false
  while (!takeLock()) {
    if (!told) say(`Another start (process ${holder()}) is preparing this clone; waiting for it.`)
    told = true
    if (Date.now() > until) {
      throw new Refusal(`Process ${holder()} has been preparing this clone for 15 minutes. Stop it and start again.`)
    }
    await pause(200)
  }
  const release = () => rmSync(lockFile, { force: true })
  process.once('exit', release)
  try {
    return await prepare()
  } finally {
    release()
    process.off('exit', release)
  }
}

function takeLock() {
  try {
    mkdirSync(made, { recursive: true })
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw notWritable(error)
  }
  if (!isAbandoned(lockFile)) return false
  removeAbandoned()
  return false
}

/** Moved aside first: between looking and removing, another start may have taken the lock for itself. */
function removeAbandoned() {
  const aside = `${lockFile}.${process.pid}`
  try {
    renameSync(lockFile, aside)
    if (!isAbandoned(aside)) linkSync(aside, lockFile)
  } catch {
    // Another start was quicker.
  }
  rmSync(aside, { force: true })
}

/** The owner is gone, or never came to write its number. */
function isAbandoned(path) {
  const pid = holder(path)
  if (pid !== undefined) return !isAlive(pid)
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  return age > 5000
}

/** Process id in the lock; undefined while its owner is still writing it. */
function holder(path = lockFile) {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The Refusal for a clone this person may not write to, or whose disk is full. */
export function notWritable(error) {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new Refusal('The disk that holds this clone is full. Free about 1.5 GB and start again.')
  }
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
    return new Refusal(
      `This clone has to be prepared, but ${error.path ?? made} cannot be written by you. ` +
        'Let its owner run bin/setup once, or use a clone of your own.',
    )
  }
  return error
}
