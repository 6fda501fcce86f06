import type { z } from 'zod'
import type { dependency } from './project.ts'

export interface DependencyRow {
  ecosystem: string
  name: string
  version: string | null
  purl: string
  direct: boolean
  scope: string
  requested: string | null
  licences: string[] | null
  part: string
  file: string
  line: number | null
}

export const dependencyColumns = 'ecosystem, name, version, purl, direct, scope, requested, licences, part, file, line'

export function asDependency(row: DependencyRow): z.output<typeof dependency> {
  const { ecosystem, name, version, purl, direct, scope, requested, licences, part, file, line } = row
  return { ecosystem, name, version, purl, direct, scope, requested, licences, part, file, line }
}
