'use strict'
// Loaded before the program. The launcher holds the other end of a pipe; when the pipe closes, the launcher is
// gone (kill -9 included) and the program is told to stop as by SIGTERM. CommonJS loads sooner than a module.
const { Socket } = require('node:net')
const { isatty } = require('node:tty')

/** Longer than any orderly stop: a program that still runs then is stuck. */
const patienceMs = 20_000
/** A terminal or systemd signals the whole group and the launcher passes its own on: the second one is an echo. */
const echoMs = 1000
const echoing = new Set(['SIGINT', 'SIGTERM', 'SIGHUP'])

const descriptor = Number(process.env.OPTIMUS_LAUNCHER_FD)
const isServer = process.env.OPTIMUS_LAUNCHED === 'server'
// Neither worker threads nor child processes of the program follow this launcher.
delete process.env.OPTIMUS_LAUNCHER_FD
delete process.env.OPTIMUS_LAUNCHED
// The allocator has read these; a project's command is none of their business.
delete process.env.MALLOC_ARENA_MAX
delete process.env.MALLOC_TRIM_THRESHOLD_

if (descriptor > 2) {
  const pipe = new Socket({ fd: descriptor, readable: true, writable: false })
  pipe.once('close', stop)
  pipe.on('error', () => {}) // an error is followed by close
  pipe.resume()
  pipe.unref()
}
if (isServer) {
  hearEachSignalOnce()
  // Whoever read the console may go away, as a closed terminal does; the server has more to do.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  process.on('SIGHUP', () => {
    if (process.listenerCount('SIGHUP') === 1) process.kill(process.pid, 'SIGTERM')
  })
}

function stop() {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs).unref()
  process.kill(process.pid, 'SIGTERM')
}

/** Drops echoes, and hang-ups of a terminal this server does not use (Node undoes the protection of nohup). */
function hearEachSignalOnce() {
  const heardAt = new Map()
  const emit = process.emit
  const usesTerminal = isatty(0) || isatty(1) || isatty(2)
  process.emit = function emitOnce(name, ...rest) {
    if (echoing.has(name)) {
      if (name === 'SIGHUP' && !usesTerminal) return true
      const before = heardAt.get(name)
      if (before !== undefined && performance.now() - before < echoMs) return true
      heardAt.set(name, performance.now())
    }
    return Reflect.apply(emit, this, [name, ...rest])
  }
}
