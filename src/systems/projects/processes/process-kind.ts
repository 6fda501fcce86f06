import { programName } from './command-line.ts'
import type { ObservedProcess, ProcessKind } from './process.ts'

/**
 * Sorts processes by what their children say about them: a person's shell,
 * terminal or editor, or the system, starts things of every project, so nothing
 * is inherited from it. A shell that runs a script or a -c command is a program.
 */
export function kindOf(process: ObservedProcess): ProcessKind {
  const name = programName(process.command, process.name)
  if (process.kernel || process.pid === 1 || isIn(SYSTEM, process.name, name)) return 'system'
  if (isIn(TERMINALS, process.name, name)) return 'terminal'
  if (isIn(EDITORS, process.name, name)) return 'editor'
  if (SHELLS.has(name) && isInteractive(process.command ?? [])) return 'shell'
  return 'program'
}

function isIn(names: ReadonlySet<string>, ...candidates: readonly string[]): boolean {
  return candidates.some((candidate) => names.has(candidate))
}

/** No command and no script: only options, such as "-l" or "--login". */
function isInteractive(command: readonly string[]): boolean {
  return command.slice(1).every((word) => /^[-+]/.test(word) && !/^-[a-zA-Z]*c/.test(word))
}

const SHELLS = new Set(['sh', 'bash', 'zsh', 'fish', 'dash', 'ash', 'ksh', 'mksh', 'tcsh', 'csh', 'nu', 'pwsh', 'elvish', 'xonsh'])

const SYSTEM = new Set([
  'systemd',
  'init',
  'launchd',
  'upstart',
  'runit',
  'runsvdir',
  's6-svscan',
  's6-supervise',
  'supervisord',
  'tini',
  'dumb-init',
  'docker-init',
  'containerd',
  'containerd-shim',
  'containerd-shim-runc-v2',
  'dockerd',
  'docker-proxy',
  'podman',
  'conmon',
  'crio',
  'kubelet',
  'lxcfs',
  'cron',
  'crond',
  'atd',
  'dbus-daemon',
  'dbus-broker',
  'gnome-shell',
  'gnome-session-binary',
  'plasmashell',
  'kwin_wayland',
  'Xorg',
  'Xwayland',
  'ssh-agent',
  'gpg-agent',
  'watchman',
  'PM2',
  'snapd',
  'flatpak-portal',
  'xdg-desktop-portal',
])

const TERMINALS = new Set([
  'sshd',
  'sshd-session',
  'login',
  'su',
  'sudo',
  'doas',
  'tmux',
  'tmux: server',
  'tmux: client',
  'screen',
  'SCREEN',
  'zellij',
  'mosh-server',
  'gnome-terminal-server',
  'gnome-terminal',
  'konsole',
  'xterm',
  'alacritty',
  'kitty',
  'foot',
  'ghostty',
  'wezterm',
  'wezterm-gui',
  'terminator',
  'tilix',
  'xfce4-terminal',
  'mate-terminal',
  'lxterminal',
  'urxvt',
  'ptyxis',
  'kgx',
  'Terminal',
  'iTerm2',
  'ttyd',
  'Hyper',
  'Warp',
  'code-tunnel',
])

const EDITORS = new Set([
  'code',
  'code-insiders',
  'code-server',
  'codium',
  'vscodium',
  'cursor',
  'windsurf',
  'zed',
  'zed-editor',
  'zeditor',
  'vim',
  'vi',
  'nvim',
  'view',
  'emacs',
  'emacsclient',
  'nano',
  'micro',
  'hx',
  'helix',
  'kak',
  'kate',
  'gedit',
  'gnome-text-editor',
  'subl',
  'sublime_text',
  'idea',
  'webstorm',
  'pycharm',
  'goland',
  'phpstorm',
  'rubymine',
  'clion',
  'rider',
  'rustrover',
  'fleet',
  'eclipse',
  'lapce',
])
