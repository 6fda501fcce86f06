/**
 * How much longer work takes here than on a machine that is ours alone; at least 1. For the few tests whose promise is a
 * time: what is promised is the program's part of it, not that of everything else that wants these cores.
 */
export function slowness(): number {
  const began = performance.now()
  const before = process.cpuUsage()
  const spent = (): number => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  while (spent() < 200);
  return Math.max(1, (performance.now() - began) / spent())
}
