import { join } from 'node:path'
import { defineSystem } from '#kernel/system.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { compareVersions } from './operations/compare-versions.ts'
import { convert } from './operations/convert.ts'
import { create } from './operations/create.ts'
import { disable } from './operations/disable.ts'
import { enable } from './operations/enable.ts'
import { exportGit } from './operations/export-git.ts'
import { importGit } from './operations/import-git.ts'
import { exportText } from './operations/export-text.ts'
import { getVersion } from './operations/get-version.ts'
import { get } from './operations/get.ts'
import { list } from './operations/list.ts'
import { remove } from './operations/remove.ts'
import { restoreVersion } from './operations/restore-version.ts'
import { save } from './operations/save.ts'
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
  ],
  events,
  errors,
  permissions: ['automations:processes'],
  migrations: join(import.meta.dirname, 'migrations'),
  reactions,
  routes: webhookRoutes,
  begin: beginTriggers,
})
