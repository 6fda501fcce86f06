import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { StatusGlyph } from './StatusGlyph.tsx'
import { dismiss, toastStore, type Toast } from './toast-store.ts'
import { word } from './words.ts'

const shownFor = 5000

/** The corner where notices appear. `work` draws those that follow long work. */
export function Toasts({ work }: { work: (toast: Toast) => ReactNode }) {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.all)
  return (
    <section
      aria-label={word('toast.region')}
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-[calc(var(--horizon)+16px)] z-40 flex w-[min(380px,calc(100vw-32px))] flex-col gap-2 max-desk:bottom-24"
    >
      {toasts.map((toast) => (toast.run ? <div key={toast.id}>{work(toast)}</div> : <Message key={toast.id} toast={toast} />))}
    </section>
  )
}

/** The frame of a notice, shared with those that follow work. */
export function ToastFrame({ children }: { children: ReactNode }) {
  return <div className="pointer-events-auto flex items-center gap-2.5 rounded-card bg-raised py-2 pr-2 pl-3 shadow-pop">{children}</div>
}

function Message({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (toast.stays || held) return
    const timer = setTimeout(() => dismiss(toast.id), shownFor)
    return () => clearTimeout(timer)
  }, [toast, held])
  const act = () => {
    toast.action?.run()
    dismiss(toast.id)
  }
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <ToastFrame>
        <StatusGlyph kind={toast.kind ?? 'passed'} />
        <div className="min-w-0 flex-1">
          <p className="font-strong">{toast.title}</p>
          {toast.detail ? <p className="text-small text-ink-2">{toast.detail}</p> : null}
        </div>
        {toast.action ? (
          <Button size="small" onClick={act}>
            {toast.action.label}
          </Button>
        ) : null}
        <IconButton size="small" icon={X} label={word('toast.close')} onClick={() => dismiss(toast.id)} />
      </ToastFrame>
    </div>
  )
}
