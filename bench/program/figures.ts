import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Figure } from '../figure.ts'
import { writePortfolio } from './portfolio.ts'
import { packageLock } from './stacks.ts'
import { StartedProgram } from './started-program.ts'

const repositories = 100
const restSeconds = 60

/** The program itself over a hundred repositories: first list, full facts, a rescan, memory, the process map, latency. */
export async function programFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'optimus-bench-program-'))
  const [home, projects] = [join(folder, 'home'), join(folder, 'projects')]
  const figures: Figure[] = []
  try {
    writePortfolio(projects, repositories)
    const first = await StartedProgram.start(home, projects)
    figures.push(...(await firstScan(first)), await rescan(first), ...(await atRest(first)), await latency(first, projects))
    await first.stop()
    const starts: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const again = await StartedProgram.start(home, projects)
      starts.push(again.readyAfter)
      await again.stop()
    }
    figures.push({ name: 'warm start to 200 of /readyz', value: Math.min(...starts), unit: 's', goal: 2 })
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function firstScan(program: StartedProgram): Promise<Figure[]> {
  const began = performance.now()
  for (;;) {
    const { items } = await program.get<{ items: unknown[] }>('projects?limit=200')
    if (items.length >= repositories) break
    await delay(10)
  }
  const listed = (performance.now() - began) / 1000
  return [
    { name: `first list of ${repositories} repositories`, value: listed, unit: 's', goal: 1 },
    { name: 'full facts of all of them', value: await program.scanned(), unit: 's', goal: 30 },
  ]
}

async function rescan(program: StartedProgram): Promise<Figure> {
  const scans: number[] = []
  for (let round = 0; round < 5; round += 1) scans.push(await program.scan())
  return { name: 'rescan of an unchanged repository', value: (Math.min(...scans) / repositories) * 1000, unit: 'ms', goal: 50 }
}

/** A minute after the last scan, with nobody looking: what stays, and what the process map takes. */
async function atRest(program: StartedProgram): Promise<Figure[]> {
  await delay(restSeconds * 1000)
  const memory = program.memory()
  const before = program.cpu()
  await delay(20_000)
  return [
    { name: `memory ${restSeconds} s after the scan, ${program.threads()} threads`, value: memory, unit: 'MB', goal: 180 },
    { name: 'whole program at rest, process map every 2 s', value: ((program.cpu() - before) / 20) * 100, unit: '% of a core', goal: 3 },
  ]
}

/** How long a list takes while a lockfile of 5 MB is parsed because it has just changed. */
async function latency(program: StartedProgram, projects: string): Promise<Figure> {
  const manifest = { name: 'storefront', version: '1.0.0', dependencies: { next: '^15.0.0' } }
  const times: number[] = []
  for (let round = 0; round < 3; round += 1) {
    writeFileSync(join(projects, 'storefront-000', 'package-lock.json'), packageLock({ ...manifest, version: `1.0.${round}` }, 13_500))
    const until = performance.now() + 8000
    while (performance.now() < until) {
      const began = performance.now()
      await program.get('projects?limit=50')
      times.push(performance.now() - began)
      await delay(15)
    }
  }
  const sorted = times.sort((a, b) => a - b)
  return { name: 'p99 of a list while a 5 MB lockfile is parsed', value: sorted[Math.floor(sorted.length * 0.99)]!, unit: 'ms', goal: 100 }
}
