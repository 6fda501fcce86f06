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
import { edit } from './operations/edit.ts'
import { emitEvent } from './operations/emit-event.ts'
import { enable } from './operations/enable.ts'
import { exportGit } from './operations/export-git.ts'
import { importGit } from './operations/import-git.ts'
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
import { setQueue } from './operations/set-queue.ts'
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
import { listTriggers } from './operations/list-triggers.ts'
import { previewSchedule } from './operations/preview-schedule.ts'
import { pauseTrigger } from './operations/pause-trigger.ts'
import { resumeTrigger } from './operations/resume-trigger.ts'
import { listWebhooks } from './operations/list-webhooks.ts'
import { createWebhook } from './operations/create-webhook.ts'
import { rotateWebhook } from './operations/rotate-webhook.ts'
import { removeWebhook } from './operations/remove-webhook.ts'
import { listDeliveries } from './operations/list-deliveries.ts'
import { replayDelivery } from './operations/replay-delivery.ts'
import { listApprovals } from './operations/list-approvals.ts'
import { getApproval } from './operations/get-approval.ts'
import { answerApproval } from './operations/answer-approval.ts'
import { listState } from './operations/list-state.ts'
import { getState } from './operations/get-state.ts'
import { setState } from './operations/set-state.ts'
import { deleteState } from './operations/delete-state.ts'
import { listTemplates } from './operations/list-templates.ts'
import { useTemplate } from './operations/use-template.ts'
import { getRetention } from './operations/get-retention.ts'
import { setRetention } from './operations/set-retention.ts'
import { validate } from './operations/validate.ts'
import { versions } from './operations/versions.ts'
import { reactions } from './reactions.ts'
import { beginTriggers } from './triggers/begin-triggers.ts'
import { webhookRoutes } from './webhooks/receive-delivery.ts'
import { runWorkflow, sliceWorkflow } from './workflows.ts'

export const automations = defineSystem({
  id: 'automations',
  summary: 'Automations: what runs by itself, durable to the last step',
  needs: ['identity', 'projects'],
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
    edit,
    versions,
    getVersion,
    restoreVersion,
    compareVersions,
    exportText,
    listTriggers,
    previewSchedule,
    pauseTrigger,
    resumeTrigger,
    listWebhooks,
    createWebhook,
    rotateWebhook,
    removeWebhook,
    listDeliveries,
    replayDelivery,
    listApprovals,
    getApproval,
    answerApproval,
    listState,
    getState,
    setState,
    deleteState,
    listTemplates,
    useTemplate,
    getRetention,
    setRetention,
    exportGit,
    importGit,
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
    setQueue,
    listGrants,
    grantSecret,
    revokeSecret,
    isolation,
  ],
  events,
  errors,
  reactions,
  workflows: [runWorkflow, sliceWorkflow],
  permissions: ['automations:processes'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: webhookRoutes,
  begin: beginTriggers,
})
