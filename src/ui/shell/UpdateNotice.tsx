import { useEffect } from 'react'
import { registerSW } from 'virtual:pwa-register'
import { notify } from '../kit/toast-store.ts'
import { word } from './words.ts'

/** Offers a newer version of the app once it has been fetched; nothing reloads by itself. */
export function UpdateNotice() {
  useEffect(() => {
    const reload = registerSW({
      onNeedRefresh: () =>
        void notify({
          kind: 'asks',
          title: word('update.ready'),
          detail: word('update.detail'),
          stays: true,
          action: { label: word('update.reload'), run: () => void reload(true) },
        }),
    })
  }, [])
  return null
}
