import { useEffect, type ReactNode } from 'react'
import { loadMenu } from '../kit/Menu.tsx'
import { Toasts } from '../kit/Toasts.tsx'
import { usePhone } from '../kit/use-media.ts'
import { preloadPalette } from '../palette/load-palette.ts'
import { PaletteHost } from '../palette/PaletteHost.tsx'
import { RunToast } from '../runs/RunToast.tsx'
import { Horizon } from './Horizon.tsx'
import { PhoneTabs } from './PhoneTabs.tsx'
import { ShortcutHost } from './ShortcutHost.tsx'
import { Sidebar } from './Sidebar.tsx'
import { UpdateNotice } from './UpdateNotice.tsx'
import { word } from './words.ts'

/** The frame around every page: areas at the left, time below; on phones a tab bar. */
export function Shell({ children }: { children: ReactNode }) {
  const phone = usePhone()
  useLaterParts()
  return (
    <>
      <a
        href="#page"
        className="sr-only z-50 rounded-control bg-raised px-3 py-1.5 shadow-pop focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-1.5"
      >
        {word('nav.skip')}
      </a>
      {phone ? <PhoneFrame>{children}</PhoneFrame> : <DeskFrame>{children}</DeskFrame>}
      <PaletteHost />
      <ShortcutHost />
      <UpdateNotice />
      <Toasts work={(toast) => <RunToast toast={toast} />} />
    </>
  )
}

function DeskFrame({ children }: { children: ReactNode }) {
  return (
    <div className="grid h-dvh grid-cols-[52px_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_var(--horizon)] bg-canvas wide:grid-cols-[var(--sidebar)_minmax(0,1fr)]">
      <Sidebar />
      <main
        id="page"
        tabIndex={-1}
        className="relative min-w-0 overflow-x-clip overflow-y-auto border-l border-line bg-surface shadow-none!"
      >
        {children}
      </main>
      <Horizon />
    </div>
  )
}

function PhoneFrame({ children }: { children: ReactNode }) {
  return (
    <div className="grid h-dvh grid-rows-[minmax(0,1fr)_auto] bg-surface">
      <main id="page" tabIndex={-1} className="relative min-w-0 overflow-x-clip overflow-y-auto pb-10 shadow-none!">
        {children}
      </main>
      <PhoneTabs />
    </div>
  )
}

/** What is reached for next is fetched once the page stands still. */
function useLaterParts(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      preloadPalette()
      void loadMenu()
    }, 1500)
    return () => clearTimeout(timer)
  }, [])
}
