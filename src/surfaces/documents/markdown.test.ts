import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderMarkdown } from './markdown.ts'

test('headings can be linked to, and the first one names the page', () => {
  const { title, html } = renderMarkdown('# Back up\n\n## As a service, with systemd\n')
  assert.equal(title, 'Back up')
  assert.match(html, /<h2 id="as-a-service-with-systemd">/)
})

test('of raw HTML only anchors remain', () => {
  const { html } = renderMarkdown('| a |\n| --- |\n| <a id="kernel.x"></a>`x` |\n\n<script>alert(1)</script>\n\n<img src=x onerror=y>\n')
  assert.match(html, /<a id="kernel\.x"><\/a>/)
  assert.doesNotMatch(html, /<script|<img/)
})

test('links run no scripts', () => {
  assert.doesNotMatch(renderMarkdown('[a](javascript:alert(1)) [b](data:text/html,x)').html, /href/)
  assert.match(renderMarkdown('[a](/docs/keys)').html, /href="\/docs\/keys"/)
})

test('special characters stay text', () => {
  assert.match(renderMarkdown('`a < b & "c"`').html, /a &lt; b &amp; /)
})
