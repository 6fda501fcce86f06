// Starts the real program on Node 24 and stays as its stand-in: signals go in, the exit code comes out.
//
// Both are in one group of processes, so kill -9 of the group ends both at once. Of the launcher alone: the program
// notices, because the launcher holds the other end of a pipe (follow-launcher.cjs), and stops as if asked to, so no
// server is left holding the port. `npm start` that is told to stop tells only its shell, so the end of that shell counts
// as SIGTERM. Nothing else ends a server: not kill -9 of npm, and not the closing of a terminal that it does not use
// (nohup, systemd, a container).
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { isatty } from 'node:tty'
import { optimusHome, root } from './paths.mjs'
import { say } from './say.mjs'

/** Between two Ctrl-C closer than this the second is an echo: the terminal and npm both send one. */
const echoMs = 1000
const glanceMs = 250
const follow = fileURLToPath(new URL('follow-launcher.cjs', import.meta.url))

/** Runs `program` with this process's terminal; this process ends with the program's exit code. */
export function launch({ node, program, args, isServer }) {
  const flags = ['--max-semi-space-size=2', '--single-threaded-gc', '--require', follow]
  const child = spawn(node, [...flags, program, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: environment(isServer),
  })
  child.on('error', (error) => {
    say(`Optimus: Node 24 at ${node} could not be started (${error.code}). Remove node_modules in ${root} and start again.`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    if (signal === 'SIGKILL') say('Optimus: the program was killed (SIGKILL), perhaps for want of memory.')
    process.exit(code ?? 128 + constants.signals[signal])
  })
  forwardSignals(child, isServer)
}

// glibc gives each of a dozen threads a heap of its own and keeps what they free: after a scan that was 40 MB for nothing.
// It reads these once at the start; follow-launcher.cjs takes them out again, so that no child inherits them.
const thrift = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' }

function environment(isServer) {
  const home = optimusHome()
  const env = { ...thrift, ...process.env, OPTIMUS_HOME: home, OPTIMUS_LAUNCHER_FD: '3' }
  if (isServer) env.OPTIMUS_LAUNCHED = 'server'
  if (env.NODE_COMPILE_CACHE === undefined) {
    const cache = makeCache(home)
    if (cache) env.NODE_COMPILE_CACHE = cache
  }
  return env
}

/** A home that cannot be made is the program's to report; here it only means no cache. */
function makeCache(home) {
  const cache = join(home, 'cache', 'compile')
  try {
    // As root the database runs as a user of its own, which has to pass through the home to its folder.
    mkdirSync(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    mkdirSync(cache, { recursive: true, mode: 0o700 })
    return cache
  } catch {
    return undefined
  }
}

function forwardSignals(child, isServer) {
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  let hungUp = false
  process.on('SIGHUP', () => {
    hungUp = true
    if (!isServer || usesTerminal()) child.kill('SIGHUP')
  })
  if (isServer) whenShellOfNpmEnds(() => hungUp || child.kill('SIGTERM'))
  let interrupts = 0
  let lastAt = -echoMs
  process.on('SIGINT', () => {
    if (performance.now() - lastAt < echoMs) return
    lastAt = performance.now()
    interrupts += 1
    if (interrupts === 3) say('Optimus: it does not stop; killing it.')
    child.kill(interrupts < 3 ? 'SIGINT' : 'SIGKILL')
  })
}

/** Does nothing unless `npm start` started us, through a shell that runs this very script. */
function whenShellOfNpmEnds(ended) {
  const script = process.env.npm_lifecycle_script
  const shell = process.ppid
  if (!script || !commandOf(shell).includes(`-c ${script}`)) return
  const looking = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(looking)
    ended()
  }, glanceMs)
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim()
  } catch {
    return ''
  }
}

/** A hang-up matters only to a program somebody sees: under nohup or a supervisor none of these is a terminal. */
function usesTerminal() {
  return isatty(0) || isatty(1) || isatty(2)
}
