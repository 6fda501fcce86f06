import {
  Box,
  Braces,
  Clock,
  Globe,
  Group,
  Hand,
  Megaphone,
  Play,
  Plug,
  Radio,
  Terminal,
  TriangleAlert,
  Webhook,
  Workflow,
  Zap,
  CalendarClock,
  FileText,
  MousePointerClick,
  Code,
} from 'lucide-react'
import type { Icon } from '#ui/kit/icon.ts'
import { word } from '../words.ts'

/** What a step can do without an operation, with a first `with` that passes the checks. */
export interface BuiltIn {
  readonly id: string
  readonly icon: Icon
  readonly summary: string
  readonly step: Readonly<Record<string, unknown>>
}

export const builtIns: readonly BuiltIn[] = [
  { id: 'http', icon: Globe, summary: word('use.http'), step: { uses: 'http', with: { method: 'get', url: 'https://example.com' } } },
  { id: 'shell', icon: Terminal, summary: word('use.shell'), step: { uses: 'shell', with: { command: 'echo hello' } } },
  {
    id: 'script',
    icon: Code,
    summary: word('use.script'),
    step: { uses: 'script', with: { language: 'js', code: 'console.log("hello")' } },
  },
  {
    id: 'container',
    icon: Box,
    summary: word('use.container'),
    step: { uses: 'container', with: { image: 'alpine:3', command: 'echo hello' } },
  },
  { id: 'wait', icon: Clock, summary: word('use.wait'), step: { uses: 'wait', with: { for: '1m' } } },
  { id: 'set', icon: Braces, summary: word('use.set'), step: { uses: 'set', with: { value: 1 } } },
  { id: 'approve', icon: Hand, summary: word('use.approve'), step: { approve: { people: ['role:owner'], expires: '1d' } } },
  { id: 'emit', icon: Megaphone, summary: word('use.emit'), step: { uses: 'emit', with: { type: 'my.event', data: {} } } },
  {
    id: 'listen',
    icon: Radio,
    summary: word('use.listen'),
    step: { uses: 'listen', with: { event: { type: 'my.event' } }, timeout: '1h' },
  },
  {
    id: 'raise',
    icon: TriangleAlert,
    summary: word('use.raise'),
    step: { uses: 'raise', with: { type: 'https://example.com/errors/mine', status: 500, title: 'It failed' } },
  },
  {
    id: 'openapi',
    icon: Plug,
    summary: word('use.openapi'),
    step: { uses: 'openapi', with: { document: { endpoint: 'https://example.com/openapi.json' }, operationId: 'list' } },
  },
  {
    id: 'mcp',
    icon: Plug,
    summary: word('use.mcp'),
    step: { uses: 'mcp', with: { method: 'tools/list', transport: { http: { endpoint: 'https://example.com/mcp' } } } },
  },
  { id: 'steps', icon: Group, summary: word('use.steps'), step: { steps: [{ id: 'inner', uses: 'set', with: { value: 1 } }] } },
]

export function iconOf(kind: string): Icon {
  return icons[kind] ?? builtIns.find(({ id }) => id === kind)?.icon ?? (kind.includes('.') ? Zap : Workflow)
}

const icons: Readonly<Record<string, Icon>> = {
  schedule: CalendarClock,
  event: Radio,
  webhook: Webhook,
  file: FileText,
  manual: MousePointerClick,
  group: Group,
  failure: TriangleAlert,
  run: Play,
}

/** `http`, then `http-2`: the first id that no step has. */
export function freeId(wish: string, taken: readonly string[]): string {
  const plain =
    wish
      .replaceAll(/[^A-Za-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .toLowerCase() || 'step'
  if (!taken.includes(plain)) return plain
  for (let number = 2; ; number += 1) if (!taken.includes(`${plain}-${number}`)) return `${plain}-${number}`
}
