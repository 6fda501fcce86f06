import assert from 'node:assert/strict'

/** Fails with every place that breaks a rule, the reason for the rule, and an example of right. */
export function expectNone(rule: string, why: string, broken: readonly string[]): void {
  assert.equal(broken.length, 0, `${rule}\n  Why: ${why}\n  ${broken.slice(0, 40).join('\n  ')}\n`)
}
