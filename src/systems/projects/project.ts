import { z } from 'zod'
import { moment } from '#kernel/contract.ts'

/** Shapes of what is known about a project. Unknown is null, never zero. */

export const healthLevel = z.enum(['healthy', 'running', 'asks', 'risk', 'failing', 'unknown', 'stopped'])

export const evidence = z
  .object({ file: z.string(), line: z.number().int().nullable(), text: z.string() })
  .meta({ id: 'Evidence', title: 'Where a fact was read' })

export const technology = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    version: z.string().nullable(),
    confidence: z.number().min(0).max(1),
    part: z.string().describe('Folder of the part it was found in; empty for the project itself'),
    evidence: z.array(evidence),
    override: z.enum(['confirmed', 'rejected', 'added']).nullable().describe('What a person said about it; it sticks'),
  })
  .meta({ id: 'Technology', title: 'A technology, with the lines that prove it' })

export const language = z
  .object({ name: z.string(), files: z.number().int(), lines: z.number().int(), bytes: z.number().int() })
  .meta({ id: 'Language', title: 'How much of a language' })

export const notice = z
  .object({ source: z.string(), code: z.string(), sentence: z.string(), path: z.string().nullable() })
  .meta({ id: 'Notice', title: 'Something about the project that a person should know' })

export const signal = z
  .object({ source: z.string(), level: healthLevel, value: z.number().nullable(), sentence: z.string(), at: moment })
  .meta({ id: 'Signal', title: 'What another part of Optimus reports about a project' })

export const gitSummary = z
  .object({
    branch: z.string().nullable(),
    detached: z.boolean(),
    commit: z.string().nullable(),
    ahead: z.number().int().nullable(),
    behind: z.number().int().nullable(),
    changes: z.number().int().nullable().describe('Files that differ from the last commit'),
    unpushed: z.number().int().nullable().describe('Commits on no remote, over all branches'),
    stashes: z.number().int().nullable(),
    operation: z.string().nullable().describe('A rebase or merge that is under way'),
    lastCommitAt: moment.nullable(),
    lastFetchAt: moment.nullable(),
    activity: z.array(z.number().int()).describe('Commits a day over the last 30 days, oldest first'),
    contributors: z.number().int().nullable(),
  })
  .meta({ id: 'GitSummary', title: 'Git in a line' })

export const projectSummary = z
  .object({
    id: z.uuid(),
    number: z.number().int(),
    slug: z.string(),
    name: z.string(),
    path: z.string(),
    kind: z.enum(['repository', 'worktree', 'bare', 'folder', 'unknown']),
    host: z.string(),
    parent: z.uuid().nullable(),
    present: z.boolean().describe('Whether the folder was there at the last scan'),
    tags: z.array(z.string()),
    group: z.string().nullable(),
    favourite: z.boolean(),
    health: z.object({ level: healthLevel, sentence: z.string() }),
    risk: z.object({ score: z.number().int().nullable(), reasons: z.array(z.string()) }),
    stack: z.array(z.string()).describe('The technologies that say most about it'),
    mainLanguage: z.string().nullable(),
    git: gitSummary.nullable(),
    dependencies: z.number().int().nullable(),
    running: z
      .object({ processes: z.number().int(), ports: z.array(z.number().int()) })
      .nullable()
      .describe('Null while unknown'),
    notices: z.number().int(),
    version: z.number().int().describe('For If-Match when you change it'),
    scannedAt: moment.nullable(),
    firstSeenAt: moment,
  })
  .meta({ id: 'ProjectSummary', title: 'A project in a list' })

export const command = z
  .object({
    id: z.string(),
    name: z.string(),
    line: z.string().describe('What is run, as a shell would read it'),
    folder: z.string().describe('Relative to the project'),
    evidence,
    run: z
      .object({
        id: z.uuid(),
        state: z.enum(['starting', 'running', 'healthy', 'stopped', 'failed']),
        pid: z.number().int().nullable(),
        ports: z.array(z.number().int()),
        startedAt: moment,
      })
      .nullable()
      .describe('The run that Optimus started last'),
  })
  .meta({ id: 'ProjectCommand', title: 'A command the project brings along' })

export const process = z
  .object({
    pid: z.number().int(),
    parent: z.number().int(),
    name: z.string(),
    commandLine: z.string(),
    folder: z.string().nullable(),
    user: z.number().int().nullable(),
    startedAt: moment.nullable(),
    cpu: z.number().nullable().describe('Share of one core, in percent'),
    memory: z.number().int().nullable().describe('Resident bytes'),
    ports: z.array(z.object({ port: z.number().int(), protocol: z.enum(['tcp', 'udp']), address: z.string() })),
    container: z.string().nullable(),
    project: z.uuid().nullable(),
    evidence: z.string().describe('Why it belongs to that project, or why nobody knows'),
  })
  .meta({ id: 'Process', title: 'A process and the project that owns it' })

export const dependency = z
  .object({
    ecosystem: z.string(),
    name: z.string(),
    version: z.string().nullable(),
    purl: z.string(),
    direct: z.boolean(),
    scope: z.string(),
    requested: z.string().nullable(),
    licences: z.array(z.string()).nullable(),
    part: z.string(),
    file: z.string(),
    line: z.number().int().nullable(),
  })
  .meta({ id: 'Dependency', title: 'A package that a project uses' })

export type ProjectSummary = z.output<typeof projectSummary>
export type GitSummary = z.output<typeof gitSummary>
export type Technology = z.output<typeof technology>
export type Language = z.output<typeof language>
export type Notice = z.output<typeof notice>
export type Signal = z.output<typeof signal>
export type HealthLevel = z.output<typeof healthLevel>
