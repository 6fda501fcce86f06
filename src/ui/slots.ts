import type { ComponentType } from 'react'
import type { Icon } from './kit/icon.ts'
import type { StatusKind } from './kit/StatusGlyph.tsx'
import type { TopicName } from './live/topics.ts'

/** Which group of the sidebar a system stands in; `none` has pages or panels but no entry. */
export type Area = 'operate' | 'plan' | 'decide' | 'none'

/** What a system shows in the browser; exported from its `pages/web.tsx` and listed in `src/browser.tsx`. */
export interface WebSystem {
  readonly id: string
  readonly label: string
  readonly icon: Icon
  readonly area: Area
  /** The phone's tab that this system takes, if any. */
  readonly tab?: PhoneTab
  /** The key after `g` that goes to its first page. */
  readonly key?: string
  readonly routes: readonly PageRoute[]
  readonly panels?: Panels
  readonly door?: Door
}

/** What stands before the app. One system of a build gives it. */
export interface Door {
  readonly signIn: () => Promise<ComponentType>
  readonly setUp: () => Promise<ComponentType>
  /** For somebody whose role needs a second factor that they lack: until they add one they may do nothing else. */
  readonly enrol: () => Promise<ComponentType>
  /** Asks whoever sits here to prove again who they are, before what needs a recent proof. */
  readonly confirm: () => Promise<ComponentType<{ readonly onDone: (proven: boolean) => void }>>
}

export type PhoneTab = 'agenda' | 'optimus' | 'tasks'

/** A page, loaded when it is opened. `$name` parts of the path are read with `usePathField`. */
export interface PageRoute {
  readonly path: string
  readonly load: () => Promise<ComponentType>
  /** Events that make what the page has read be read again. */
  readonly live?: readonly TopicName[]
  /** Without the frame of the app: `door` for who is signed in, `open` for everybody. Its path has no fields. */
  readonly stands?: 'door' | 'open'
}

export interface ProjectRef {
  readonly id: string
  readonly slug: string
  readonly name: string
}

interface Panel {
  readonly id: string
  /** Lower comes first; steps of ten leave room. */
  readonly order: number
  /** Events that make what the panel has read be read again. */
  readonly live?: readonly TopicName[]
}

interface LoadedPanel<P = object> extends Panel {
  readonly load: () => Promise<ComponentType<P>>
}

/** A tab of the project page with an address of its own: `/projects/<slug>/<path>`. */
export interface ProjectTab extends LoadedPanel<{ project: ProjectRef }> {
  readonly label: string
  readonly path: string
  readonly Count?: ComponentType<{ project: ProjectRef }>
}

/** One figure of the strip on top of the project page. */
export type ProjectSummary = LoadedPanel<{ project: ProjectRef }>

export interface TodayCard extends LoadedPanel {
  readonly column: 'main' | 'side'
}

/** A moment on the horizon. `running` and `event` span time, the others are points. */
export interface HorizonMark {
  readonly id: string
  readonly kind: 'deployment' | 'running' | 'risk' | 'failing' | 'gap' | 'event'
  readonly label: string
  readonly from: number
  readonly to?: number
  readonly href: string
}

export interface TimeRange {
  readonly from: number
  readonly to: number
}

export interface HorizonMarks extends Panel {
  readonly useMarks: (range: TimeRange) => readonly HorizonMark[]
}

/** `1 broken`, at the right end of the horizon. */
export interface HorizonCount {
  readonly kind: StatusKind
  readonly label: string
  readonly href: string
}

export interface HorizonCounts extends Panel {
  readonly useCounts: () => readonly HorizonCount[]
}

/** The number behind a system's entry; a problem adds its glyph. */
export interface SidebarCount extends Panel {
  readonly useCount: () => { readonly count: number; readonly status?: StatusKind } | null
}

export interface PinnedLink {
  readonly id: string
  readonly label: string
  readonly href: string
  readonly status?: StatusKind
}

export interface SidebarPins extends Panel {
  readonly usePins: () => readonly PinnedLink[]
}

export interface PaletteEntry {
  readonly id: string
  readonly label: string
  readonly detail?: string
  readonly icon?: Icon
  /** Draws a monogram instead of an icon. */
  readonly project?: { readonly id: string; readonly name: string; readonly slug?: string }
  readonly status?: { readonly kind: StatusKind; readonly word: string }
  readonly href?: string
  readonly onSelect?: () => void
}

/** Finds things by what was typed: projects and other places, or ways to keep the text itself. */
export interface PaletteSource extends Panel {
  readonly group: 'go' | 'capture'
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly PaletteEntry[]>
}

export interface SettingsSection extends LoadedPanel {
  readonly label: string
  readonly path: string
  /** `you` (the default) is about the person who sits here, `installation` about everybody. */
  readonly group?: 'you' | 'installation'
  /** The right without which it is not listed. */
  readonly needs?: string
  /** Takes all the room, for tables. */
  readonly wide?: boolean
}

/** Every place where a system may show something on a page that is not its own. */
export interface Slots {
  readonly 'project.tab': ProjectTab
  readonly 'project.summary': ProjectSummary
  readonly 'today.card': TodayCard
  readonly 'horizon.marks': HorizonMarks
  readonly 'horizon.counts': HorizonCounts
  readonly 'sidebar.count': SidebarCount
  readonly 'sidebar.pins': SidebarPins
  readonly 'palette.source': PaletteSource
  readonly 'settings.section': SettingsSection
}

export type Panels = { readonly [S in keyof Slots]?: readonly Slots[S][] }
