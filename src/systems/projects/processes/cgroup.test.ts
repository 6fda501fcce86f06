import assert from 'node:assert/strict'
import { test } from 'node:test'
import { containerFrom } from './cgroup.ts'

const ID = '0123456789abcdef'.repeat(4)

const CASES: readonly [string, string, string | null][] = [
  ['docker, version 1', `12:pids:/docker/${ID}\n11:cpu,cpuacct:/docker/${ID}\n0::/system.slice/containerd.service`, 'docker'],
  ['docker, version 1 below another group', `9:memory:/outer/group/docker/${ID}`, 'docker'],
  ['docker, version 2 with systemd', `0::/system.slice/docker-${ID}.scope\n`, 'docker'],
  ['docker, version 2 with cgroupfs and a process below', `0::/docker/${ID}/init`, 'docker'],
  ['rootless docker', `0::/user.slice/user-1000.slice/user@1000.service/user.slice/docker-${ID}.scope`, 'docker'],
  ['podman', `0::/machine.slice/libpod-${ID}.scope/container`, 'podman'],
  ['podman with cgroupfs', `4:pids:/libpod_parent/libpod-${ID}`, 'podman'],
  [
    'kubernetes with containerd',
    `0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod12.slice/cri-containerd-${ID}.scope`,
    'containerd',
  ],
  ['kubernetes, version 1', `5:cpu:/kubepods/besteffort/pod1a2b/${ID}`, 'containerd'],
  ['containerd, systemd names on cgroupfs', `0::/kubepods-pod1.slice:cri-containerd:${ID}`, 'containerd'],
  ['nerdctl', `0::/system.slice/nerdctl-${ID}.scope`, 'containerd'],
  ['ctr', `0::/default/${ID}`, 'containerd'],
  ['cri-o', `0::/kubepods.slice/crio-${ID}.scope`, 'cri-o'],
  ['something new', `0::/somewhere/${ID}`, 'unknown'],
  ['the host', '0::/user.slice/user-1000.slice/session-2.scope', null],
  ['the root group', '9:name=systemd:/\n0::/', null],
  ["podman's monitor", `0::/machine.slice/libpod-conmon-${ID}.scope`, null],
  ["cri-o's monitor", `0::/kubepods.slice/crio-conmon-${ID}.scope`, null],
  ['a hash that is too short', `0::/docker/${ID.slice(1)}`, null],
  ['a hash inside a longer name', `0::/system.slice/build${ID}x.scope`, null],
  ['nothing', '', null],
]

test('containers of every usual engine and cgroup layout are recognised, and nothing else', () => {
  for (const [name, text, runtime] of CASES) {
    assert.deepEqual(containerFrom(text), runtime === null ? null : { id: ID, runtime }, name)
  }
})
