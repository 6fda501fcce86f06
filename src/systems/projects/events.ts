import { z } from 'zod'
import { defineEvents } from '#kernel/events.ts'

const ofProject = z.object({ project: z.uuid() })

export const events = defineEvents('projects', {
  found: { summary: 'A project was found in one of the folders', payload: ofProject, guard: 'projects.get' },
  moved: {
    summary: 'A project’s folder was moved or renamed',
    payload: ofProject.extend({ from: z.string(), to: z.string() }),
    guard: 'projects.get',
  },
  missing: { summary: 'A project’s folder is gone', payload: ofProject, guard: 'projects.get' },
  scanned: { summary: 'A project was read and something about it is new', payload: ofProject, guard: 'projects.get' },
  changed: { summary: 'Somebody changed a project’s name, tags, group or pin', payload: ofProject, guard: 'projects.get' },
  project_deleted: { summary: 'A project was forgotten; whatever hangs on it should go too', payload: ofProject, guard: 'projects.list' },
  signalled: {
    summary: 'Another system reported something new about a project',
    payload: ofProject.extend({ source: z.string(), level: z.string() }),
    guard: 'projects.get',
  },
  processes_changed: { summary: 'Processes of a project started, ended or opened a port', payload: ofProject, guard: 'projects.processes' },
  command_changed: {
    summary: 'A command of a project started, became healthy or ended',
    payload: ofProject.extend({ command: z.string(), state: z.string() }),
    guard: 'projects.commands',
  },
  scan_finished: {
    summary: 'A scan of the folders has ended',
    payload: z.object({ run: z.uuid(), projects: z.number().int(), changed: z.number().int() }),
    guard: 'projects.list',
  },
})
