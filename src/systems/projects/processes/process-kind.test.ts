import assert from 'node:assert/strict'
import { test } from 'node:test'
import { observed } from '#tests/support/observed-processes.ts'
import { kindOf } from './process-kind.ts'

const CASES: readonly [string[], string, string][] = [
  [['-bash'], 'bash', 'shell'],
  [['/bin/zsh', '-l'], 'zsh', 'shell'],
  [['fish'], 'fish', 'shell'],
  [['bash', '--login', '+x'], 'bash', 'shell'],
  [['sh', '-c', 'npm run dev'], 'sh', 'program'],
  [['/bin/bash', 'start.sh'], 'bash', 'program'],
  [['bash', '-lc', 'x'], 'bash', 'program'],
  [['tmux: server'], 'tmux: server', 'terminal'],
  [['/usr/libexec/gnome-terminal-server'], 'gnome-terminal-', 'terminal'],
  [['sshd: ada@pts/0'], 'sshd', 'terminal'],
  [['/usr/share/code/code', '--type=zygote'], 'code', 'editor'],
  [['nvim', 'x'], 'nvim', 'editor'],
  [['/lib/systemd/systemd', '--user'], 'systemd', 'system'],
  [['/usr/bin/containerd-shim-runc-v2'], 'containerd-shim', 'system'],
  [['PM2 v5.3.0: God Daemon (/root/.pm2)'], 'PM2 v5.3.0: God', 'system'],
  [['node', 'server.js'], 'MainThread', 'program'],
  [[], '', 'program'],
]

test('what starts things for everyone is told from what belongs to a project', () => {
  for (const [command, name, kind] of CASES) assert.equal(kindOf(observed({ pid: 9, command, name })), kind, command.join(' '))
  assert.equal(kindOf(observed({ pid: 1, command: ['anything'] })), 'system')
  assert.equal(kindOf(observed({ pid: 9, kernel: true, command: [] })), 'system')
})
