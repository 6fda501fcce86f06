import type { PageRoute } from '../slots.ts'

/** The pages that belong to no system. */
export const ownRoutes: readonly PageRoute[] = [
  { path: '/', load: () => import('../pages/TodayPage.tsx').then((module) => module.TodayPage) },
  { path: '/settings', load: settings },
  { path: '/settings/$section', load: settings },
  { path: '/runs', live: ['runs.*'], load: runs },
  { path: '/runs/$run', live: ['runs.*'], load: runs },
  { path: '/approvals', live: ['approvals.*'], load: approvals },
  { path: '/approvals/$approval', live: ['approvals.*'], load: approvals },
  { path: '/more', load: () => import('../pages/MorePage.tsx').then((module) => module.MorePage) },
  { path: '/kit', load: () => import('../pages/kit/KitPage.tsx').then((module) => module.KitPage) },
]

function settings() {
  return import('../pages/SettingsPage.tsx').then((module) => module.SettingsPage)
}

function runs() {
  return import('../pages/RunsPage.tsx').then((module) => module.RunsPage)
}

function approvals() {
  return import('../pages/ApprovalsPage.tsx').then((module) => module.ApprovalsPage)
}
