declare module '*.css'

declare module 'virtual:operations' {
  import type { OperationAddress } from '../client/address.ts'
  /** Method, path below `/api/v1/<system>` and effect of every operation in this build. */
  export const operations: Readonly<Record<string, OperationAddress>>
}

declare module 'virtual:pwa-register' {
  export function registerSW(options: { onNeedRefresh?: () => void }): (reload?: boolean) => Promise<void>
}
