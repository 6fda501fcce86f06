import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graphText } from '../graph-text.ts'
import { parsePdmLock } from './pdm-lock.ts'

const text = `[metadata]
groups = ["default", "test"]
lock_version = "4.5.0"
[[package]]
name = "anyio"
version = "4.3.0"
groups = ["default"]
dependencies = ["idna>=2.8", "exceptiongroup>=1.0; python_version < \\"3.11\\""]
[[package]]
name = "httpx"
version = "0.27.0"
groups = ["default"]
dependencies = ["anyio"]
[[package]]
name = "httpx"
version = "0.27.0"
extras = ["http2"]
groups = ["default"]
dependencies = ["h2<5", "httpx==0.27.0"]
[[package]]
name = "h2"
version = "4.1.0"
groups = ["default"]
[[package]]
name = "idna"
version = "3.6"
groups = ["default"]
[[package]]
name = "pytest"
version = "8.0.0"
groups = ["test"]
git = "https://github.com/pytest-dev/pytest.git"
revision = "0123abc"
`

test('a package listed again with extras is one package with what both need', () => {
  const manifest = { path: 'pyproject.toml', text: '[project]\ndependencies = ["httpx[http2]"]\n[dependency-groups]\ntest = ["pytest"]\n' }
  const graph = parsePdmLock({ path: 'pdm.lock', text }, [manifest])
  assert.deepEqual(graphText(graph), [
    'anyio@4.3.0 runtime > idna@3.6',
    'httpx@0.27.0 runtime direct > anyio@4.3.0, h2@4.1.0',
    'h2@4.1.0 runtime',
    'idna@3.6 runtime',
    'pytest@8.0.0 dev direct git',
  ])
  assert.equal(graph.complete, true)
})
