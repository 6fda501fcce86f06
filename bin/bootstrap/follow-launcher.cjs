'use strict';
// Loaded before the program. The launcher holds the other end of a pipe; when the pipe closes, the launcher is
// gone (kill -9 included) and the program is told to stop as by SIGTERM. CommonJS loads sooner than a module.
const { Socket } = require('node:net');

/** Longer than any orderly stop: a program that still runs then is stuck. */
const patienceMs = 20_000;

const descriptor = Number(process.env.OPTIMUS_LAUNCHER_FD);
const ignoreHangUp = process.env.OPTIMUS_IGNORE_HANGUP === '1';
// Neither worker threads nor child processes of the program follow this launcher.
delete process.env.OPTIMUS_LAUNCHER_FD;
delete process.env.OPTIMUS_IGNORE_HANGUP;

if (descriptor > 2) {
  const pipe = new Socket({ fd: descriptor, readable: true, writable: false });
  pipe.once('close', stop);
  pipe.on('error', () => {}); // an error is followed by close
  pipe.resume();
  pipe.unref();
}

// A closed terminal signals the whole group; the launcher decides whether it concerns the server.
if (ignoreHangUp) process.on('SIGHUP', () => {});

function stop() {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs).unref();
  process.kill(process.pid, 'SIGTERM');
}
