import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexProjects } from './project-index.ts'

const projects = indexProjects([
  { id: 'shop', name: 'shop', root: '/home/ada/projects/shop' },
  { id: 'web', name: 'web', root: '/home/ada/projects/shop/web/' },
  { id: 'linked', name: 'linked', root: '/data/linked', aliases: ['/home/ada/projects/linked'] },
])

test('a path belongs to the deepest project it lies in, names that begin alike do not', () => {
  const owners: [string, string | null][] = [
    ['/home/ada/projects/shop', 'shop'],
    ['/home/ada/projects/shop/', 'shop'],
    ['/home/ada/projects/shop/api/x.ts', 'shop'],
    ['/home/ada/projects/shop/web/src', 'web'],
    ['/home/ada/projects/shop/web', 'web'],
    ['/home/ada/projects/shop/website', 'shop'],
    ['/home/ada/projects/shopping', null],
    ['/home/ada/projects', null],
    ['/', null],
    ['', null],
    ['shop', null],
    ['/home/ada/projects/shop/web/../../other', null],
    ['/home/ada/projects/linked/a', 'linked'],
    ['/data/linked/a', 'linked'],
  ]
  for (const [path, owner] of owners) assert.equal(projects.containing(path)?.id ?? null, owner, path)
})

test('projects are found by id', () => {
  assert.equal(projects.byId('web')?.name, 'web')
  assert.equal(projects.byId('nobody'), null)
})
