import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Area, PhoneTab, WebSystem } from '../slots.ts'
import { isWithin, navigationGroups, phoneTabs } from './navigation-groups.ts'

const system = (id: string, area: Area, tab?: PhoneTab): WebSystem => ({ id, label: id, icon: () => null, area, tab, routes: [] })

test('groups follow the areas, keep the order of the list, and are left out when empty', () => {
  const groups = navigationGroups([
    system('money', 'decide'),
    system('projects', 'operate'),
    system('keys', 'none'),
    system('backups', 'operate'),
  ])
  assert.deepEqual(
    groups.map((group) => group.map(({ id }) => id)),
    [['projects', 'backups'], ['money']],
  )
})

test('a page lies within its system, but not within one that starts alike', () => {
  assert.equal(isWithin('/projects/ledgerline', '/projects'), true)
  assert.equal(isWithin('/projects', '/projects'), true)
  assert.equal(isWithin('/projects-old', '/projects'), false)
})

test('calendar and tasks take their places on the phone', () => {
  const tabs = phoneTabs([system('projects', 'operate'), system('tasks', 'plan', 'tasks'), system('calendar', 'plan', 'agenda')])
  assert.deepEqual([tabs.second?.id, tabs.fourth?.id], ['calendar', 'tasks'])
})

test('without them the first entries of the sidebar do', () => {
  assert.deepEqual(phoneTabs([system('projects', 'operate')]).second?.id, 'projects')
  assert.equal(phoneTabs([system('projects', 'operate')]).fourth, undefined)
})
