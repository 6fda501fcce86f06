import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseContainerList } from './container-list.ts'

const id = 'f'.repeat(64)

test("an engine's list is read: names, labels, published ports and mounted folders of this host", () => {
  const answer = [
    {
      Id: id,
      Names: ['/shop-db-1'],
      Image: 'postgres:18',
      ImageID: 'sha256:1',
      Command: 'postgres',
      Created: 1,
      State: 'running',
      Status: 'Up',
      Ports: [
        { IP: '127.0.0.1', PrivatePort: 5432, PublicPort: 15432, Type: 'tcp' },
        { PrivatePort: 80, Type: 'tcp' },
        { PrivatePort: 53, PublicPort: 53, Type: 'udp' },
        { PrivatePort: 9, PublicPort: 9, Type: 'sctp' },
      ],
      Labels: { a: 'b' },
      HostConfig: { NetworkMode: 'default' },
      NetworkSettings: { Networks: {} },
      Mounts: [
        { Type: 'bind', Source: '/p/shop', Destination: '/app' },
        { Type: 'volume', Name: 'data', Source: '/var/lib/docker/volumes/data', Destination: '/data' },
      ],
    },
  ]
  assert.deepEqual(parseContainerList(JSON.stringify(answer)), [
    {
      id,
      name: 'shop-db-1',
      image: 'postgres:18',
      labels: { a: 'b' },
      mounts: ['/p/shop'],
      published: [
        { protocol: 'tcp', address: '127.0.0.1', hostPort: 15432, containerPort: 5432 },
        { protocol: 'udp', address: '0.0.0.0', hostPort: 53, containerPort: 53 },
      ],
    },
  ])
})

test('what an engine leaves out or sends as null is empty', () => {
  const empty = { id, name: '', image: '', labels: {}, published: [], mounts: [] }
  assert.deepEqual(parseContainerList(JSON.stringify([{ Id: id }])), [empty])
  assert.deepEqual(parseContainerList(JSON.stringify([{ Id: id, Names: null, Labels: null, Ports: null, Mounts: null }])), [empty])
})

test('anything but a list of containers is refused', () => {
  for (const text of ['{}', 'null', '[null]', '[{}]', '"x"', 'not json']) assert.throws(() => parseContainerList(text), text)
})
