import { UserRound } from 'lucide-react'
import type { WebSystem } from '#ui/slots.ts'
import { word } from './words.ts'

const authorize = () => import('./door/AuthorizePage.tsx').then((module) => module.AuthorizePage)
const live = ['identity.*'] as const

export const identity: WebSystem = {
  id: 'identity',
  label: word('label'),
  icon: UserRound,
  area: 'none',
  routes: [
    { path: '/authorize', stands: 'door', load: authorize },
    { path: '/device', stands: 'door', load: authorize },
    { path: '/invitation', stands: 'open', load: () => import('./door/InvitationPage.tsx').then((module) => module.InvitationPage) },
    { path: '/password', stands: 'open', load: () => import('./door/PasswordPage.tsx').then((module) => module.PasswordPage) },
    { path: '/forgotten', stands: 'open', load: () => import('./door/ForgottenPage.tsx').then((module) => module.ForgottenPage) },
  ],
  door: {
    signIn: () => import('./door/SignInPage.tsx').then((module) => module.SignInPage),
    setUp: () => import('./door/SetUpPage.tsx').then((module) => module.SetUpPage),
    enrol: () => import('./door/EnrolPage.tsx').then((module) => module.EnrolPage),
    confirm: () => import('./door/ProofDialog.tsx').then((module) => module.ProofDialog),
  },
  panels: {
    'settings.section': [
      {
        id: 'identity.account',
        order: 1,
        label: word('settings.account'),
        path: 'account',
        live,
        load: () => import('./account/ProfileSection.tsx').then((module) => module.ProfileSection),
      },
      {
        id: 'identity.security',
        order: 2,
        label: word('settings.security'),
        path: 'security',
        live,
        load: () => import('./account/FactorsSection.tsx').then((module) => module.FactorsSection),
      },
      {
        id: 'identity.devices',
        order: 3,
        label: word('settings.devices'),
        path: 'devices',
        live,
        load: () => import('./account/DevicesSection.tsx').then((module) => module.DevicesSection),
      },
      {
        id: 'identity.keys',
        order: 4,
        label: word('settings.keys'),
        path: 'keys',
        wide: true,
        live,
        load: () => import('./account/KeysSection.tsx').then((module) => module.KeysSection),
      },
      {
        id: 'identity.apps',
        order: 5,
        label: word('settings.apps'),
        path: 'programs',
        live,
        load: () => import('./account/ProgramsSection.tsx').then((module) => module.ProgramsSection),
      },
      {
        id: 'identity.people',
        order: 100,
        label: word('settings.people'),
        path: 'people',
        group: 'installation',
        needs: 'identity:read',
        wide: true,
        live,
        load: () => import('./team/PeopleSection.tsx').then((module) => module.PeopleSection),
      },
      {
        id: 'identity.roles',
        order: 101,
        label: word('settings.roles'),
        path: 'roles',
        group: 'installation',
        needs: 'identity:read',
        wide: true,
        live,
        load: () => import('./team/RolesSection.tsx').then((module) => module.RolesSection),
      },
      {
        id: 'identity.access',
        order: 102,
        label: word('settings.access'),
        path: 'access',
        group: 'installation',
        live,
        load: () => import('./team/AccessSection.tsx').then((module) => module.AccessSection),
      },
      {
        id: 'audit.trail',
        order: 200,
        label: word('settings.audit'),
        path: 'audit',
        group: 'installation',
        needs: 'audit:read',
        wide: true,
        load: () => import('./audit/AuditSection.tsx').then((module) => module.AuditSection),
      },
    ],
  },
}
