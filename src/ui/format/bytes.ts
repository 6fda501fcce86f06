import { thin } from './number.ts'

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** `412 MiB`, `1.2 GiB`: powers of 1024, one digit below ten. Unknown stays `unknown`. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes == null || !Number.isFinite(bytes)) return 'unknown'
  const { scaled, unit } = scale(bytes)
  return `${scaled}${thin}${unit}`
}

/** `41 MiB/s`. */
export function formatByteRate(bytesPerSecond: number | null | undefined): string {
  const shown = formatBytes(bytesPerSecond)
  return shown === 'unknown' ? shown : `${shown}/s`
}

function scale(bytes: number): { scaled: number; unit: string } {
  let size = Math.abs(bytes)
  let step = 0
  while (size >= 1023.5 && step < units.length - 1) {
    size /= 1024
    step += 1
  }
  const rounded = step > 0 && size < 9.95 ? Math.round(size * 10) / 10 : Math.round(size)
  return { scaled: Math.sign(bytes) * rounded, unit: units[step] ?? 'B' }
}
