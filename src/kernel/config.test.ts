import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

const home = { OPTIMUS_HOME: '/nowhere' }

test('nothing listens beyond this machine unless a proxy ends TLS, and a sentence says so', () => {
  const refusal = (env: Record<string, string>) => {
    try {
      readConfig({ ...home, ...env })
      return null
    } catch (error) {
      assert.ok(error instanceof ConfigError)
      return error.message
    }
  }
  for (const OPTIMUS_HOST of ['0.0.0.0', '::', '192.168.1.20', 'optimus.lan']) {
    assert.match(refusal({ OPTIMUS_HOST }) ?? '', /^OPTIMUS_HOST is .*OPTIMUS_TRUST_PROXY=1/, OPTIMUS_HOST)
    assert.match(refusal({ OPTIMUS_HOST, OPTIMUS_PUBLIC_URL: 'https://optimus.example.com' }) ?? '', /OPTIMUS_TRUST_PROXY/)
    assert.match(refusal({ OPTIMUS_HOST, OPTIMUS_TRUST_PROXY: '1' }) ?? '', /OPTIMUS_PUBLIC_URL/)
    assert.equal(refusal({ OPTIMUS_HOST, OPTIMUS_TRUST_PROXY: '1', OPTIMUS_PUBLIC_URL: 'https://optimus.example.com' }), null)
  }
  assert.match(refusal({ OPTIMUS_PUBLIC_URL: 'http://optimus.lan:4400' }) ?? '', /not encrypted/)
  assert.match(refusal({ OPTIMUS_PUBLIC_URL: 'http://localhost.evil.test' }) ?? '', /not encrypted/)
  for (const OPTIMUS_HOST of ['127.0.0.1', '127.0.0.2', '::1', 'localhost']) assert.equal(refusal({ OPTIMUS_HOST }), null)
  assert.equal(refusal({ OPTIMUS_PUBLIC_URL: 'http://localhost:9000' }), null)
})

test('how many proxies stand in front is a number', () => {
  const proxies = (OPTIMUS_TRUST_PROXY: string) => readConfig({ ...home, OPTIMUS_TRUST_PROXY }).trustProxy
  assert.deepEqual(['1', 'true', '2', '0', ''].map(proxies), [1, 1, 2, 0, 0])
  for (const text of ['yes', '-1', '1.5', '127.0.0.1']) assert.throws(() => proxies(text), ConfigError)
})
