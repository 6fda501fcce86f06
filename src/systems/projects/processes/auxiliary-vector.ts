export interface MachineUnits {
  readonly pageBytes: number
  readonly ticksPerSecond: number
}

/** Page size and clock ticks from /proc/self/auxv (getauxval(3)), on 64-bit little-endian machines. */
export function parseAuxiliaryVector(bytes: Buffer): MachineUnits {
  const values = new Map<number, number>()
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    values.set(Number(bytes.readBigUInt64LE(at)), Number(bytes.readBigUInt64LE(at + 8)))
  }
  return { pageBytes: values.get(PAGE_SIZE) ?? 4096, ticksPerSecond: values.get(CLOCK_TICKS) ?? 100 }
}

const PAGE_SIZE = 6
const CLOCK_TICKS = 17
