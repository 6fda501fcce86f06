import { join } from 'node:path'
import type { Kernel } from '#kernel/kernel.ts'
import { defineSystem } from '#kernel/system.ts'
import { beginCommandWatch } from './command-watch.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { resolveProject } from './find-project.ts'
import { commandLog } from './operations/command-log.ts'
import { commands } from './operations/commands.ts'
import { commits } from './operations/commits.ts'
import { dependencies } from './operations/dependencies.ts'
import { endProcess } from './operations/end-process.ts'
import { explainDependency } from './operations/explain-dependency.ts'
import { findDependency } from './operations/find-dependency.ts'
import { forget } from './operations/forget.ts'
import { get } from './operations/get.ts'
import { git } from './operations/git.ts'
import { keepSbom } from './operations/keep-sbom.ts'
import { list } from './operations/list.ts'
import { openInEditor } from './operations/open-in-editor.ts'
import { overrideTechnology } from './operations/override-technology.ts'
import { portHolder } from './operations/port-holder.ts'
import { previewGit } from './operations/preview-git.ts'
import { processes } from './operations/processes.ts'
import { restartCommand } from './operations/restart-command.ts'
import { roots } from './operations/roots.ts'
import { runGit } from './operations/run-git.ts'
import { sbom } from './operations/sbom.ts'
import { scan } from './operations/scan.ts'
import { startCommand } from './operations/start-command.ts'
import { stopCommand } from './operations/stop-command.ts'
import { update } from './operations/update.ts'
import { beginProcessWatch } from './process-watch.ts'
import { beginRootWatch } from './root-watch.ts'
import { gitWorkflow, scanWorkflow } from './workflows.ts'

export const projects = defineSystem({
  id: 'projects',
  summary: 'Projects on the disk: what they are made of, their git state, what runs of them',
  needs: [],
  contract,
  operations: [
    list,
    get,
    update,
    forget,
    scan,
    roots,
    overrideTechnology,
    dependencies,
    explainDependency,
    findDependency,
    sbom,
    keepSbom,
    git,
    commits,
    previewGit,
    runGit,
    processes,
    portHolder,
    commands,
    startCommand,
    stopCommand,
    restartCommand,
    commandLog,
    endProcess,
    openInEditor,
  ],
  events,
  errors,
  workflows: [scanWorkflow, gitWorkflow],
  migrations: join(import.meta.dirname, 'migrations'),
  resolveProject,
  begin,
})

/** Watches processes, commands and folders, and looks once at what changed while nobody watched. */
async function begin(kernel: Kernel): Promise<() => Promise<void>> {
  const endings = [await beginProcessWatch(kernel), await beginCommandWatch(kernel), await beginRootWatch(kernel)]
  return async () => {
    for (const end of endings.reverse()) await end()
  }
}
