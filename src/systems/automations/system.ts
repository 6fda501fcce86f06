import { join } from 'node:path'
import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { cancelRun } from './operations/cancel-run.ts'
import { compareVersions } from './operations/compare-versions.ts'
import { convert } from './operations/convert.ts'
import { create } from './operations/create.ts'
import { disable } from './operations/disable.ts'
import { dryRun } from './operations/dry-run.ts'
import { emitEvent } from './operations/emit-event.ts'
import { enable } from './operations/enable.ts'
import { evaluate } from './operations/evaluate.ts'
import { explainRun } from './operations/explain-run.ts'
import { exportText } from './operations/export-text.ts'
import { forkRun } from './operations/fork-run.ts'
import { getRun } from './operations/get-run.ts'
import { getTask } from './operations/get-task.ts'
import { getVersion } from './operations/get-version.ts'
import { get } from './operations/get.ts'
import { grantSecret } from './operations/grant-secret.ts'
import { isolation } from './operations/isolation.ts'
import { listGrants } from './operations/list-grants.ts'
import { listQueues } from './operations/list-queues.ts'
import { listRunTasks } from './operations/list-run-tasks.ts'
import { listRuns } from './operations/list-runs.ts'
import { list } from './operations/list.ts'
import { pauseRun } from './operations/pause-run.ts'
import { previewUndo } from './operations/preview-undo.ts'
import { readLog } from './operations/read-log.ts'
import { remove } from './operations/remove.ts'
import { restartRun } from './operations/restart-run.ts'
import { restoreVersion } from './operations/restore-version.ts'
import { resumeRun } from './operations/resume-run.ts'
import { revokeSecret } from './operations/revoke-secret.ts'
import { save } from './operations/save.ts'
import { start } from './operations/start.ts'
import { update } from './operations/update.ts'
import { validate } from './operations/validate.ts'
import { versions } from './operations/versions.ts'
import { reactions } from './reactions.ts'
import { runWorkflow } from './workflows.ts'

export const automations = defineSystem({
  id: 'automations',
  summary: 'Automations: what runs by itself, durable to the last step',
  needs: ['identity'],
  contract,
  operations: [
    list,
    create,
    get,
    save,
    update,
    enable,
    disable,
    remove,
    validate,
    convert,
    versions,
    getVersion,
    restoreVersion,
    compareVersions,
    exportText,
    start,
    listRuns,
    getRun,
    listRunTasks,
    getTask,
    readLog,
    explainRun,
    pauseRun,
    resumeRun,
    cancelRun,
    restartRun,
    forkRun,
    previewUndo,
    dryRun,
    evaluate,
    emitEvent,
    listQueues,
    listGrants,
    grantSecret,
    revokeSecret,
    isolation,
  ],
  events,
  errors,
  reactions,
  workflows: [runWorkflow],
  permissions: ['automations:processes'],
  migrations: join(import.meta.dirname, 'migrations'),
})
