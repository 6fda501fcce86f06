import type { Operation } from '#kernel/contract.ts'
import { inputSchema, outputSchema } from '#kernel/json-schema.ts'
import { addressOf } from '#kernel/operations/describe.ts'
import { escapeHtml } from './markdown.ts'
import { schemaRows, type SchemaRow } from './schema-rows.ts'

/** The reference of every operation: address, command, tool, right, fields and an example, made from the registry. */
export function referenceHtml(operations: readonly Operation[], publicUrl: string): string {
  const systems = Map.groupBy(operations, ({ system }) => system)
  const sections = [...systems].map(
    ([system, own]) => `<h2 id="${system}">${system}</h2>\n${own.map((one) => operationHtml(one, publicUrl)).join('\n')}`,
  )
  return `<h1>API reference</h1>
<p>Every operation is an address, a command, a tool of the MCP server and an entry of the ⌘K palette, under the same permissions.
Programs send <code>Authorization: Bearer</code> with a key from <code>optimus identity create-key</code>. The same as
<a href="/api/openapi.json">OpenAPI 3.1</a>; what goes wrong is one of <a href="/docs/errors">these errors</a>.</p>
<p><input id="filter" type="search" aria-label="Filter operations" placeholder="Filter operations" hidden> <span id="count" role="status">${operations.length} operations</span></p>
${sections.join('\n')}`
}

function operationHtml(operation: Operation, publicUrl: string): string {
  const { id, summary, description = '', effect, permission } = operation
  const address = `${operation.http[0]} ${addressOf(operation)}`
  const words = escapeHtml(`${id} ${summary} ${address} ${commandOf(operation)} ${permission} ${effect}`.toLowerCase())
  const marks = [
    `<code>${escapeHtml(address)}</code>`,
    `<code>optimus ${escapeHtml(commandOf(operation))}</code>`,
    `MCP <code>${id.replace('.', '_')}</code>`,
    `right <code>${escapeHtml(permission)}</code>`,
    `<span${effect === 'danger' ? ' class="danger"' : ''}>${effect}</span>`,
  ]
  return `<section class="operation" id="${id}" data-text="${words}">
<h3><a href="#${id}"><code>${id}</code></a></h3>
<p>${escapeHtml(summary)}. ${escapeHtml(description)}</p>
${operation.deprecated ? `<p class="danger">Deprecated since ${operation.deprecated.since}; use <a href="#${operation.deprecated.use}">${operation.deprecated.use}</a>.</p>` : ''}
<div class="marks">${marks.map((mark) => `<span>${mark}</span>`).join('')}</div>
<details><summary>Fields and example</summary>
${fieldsHtml('Input', schemaRows(inputSchema(operation.input)))}
${fieldsHtml('Output', schemaRows(outputSchema(operation.output)))}
<pre tabindex="0"><code>${escapeHtml(curlOf(operation, publicUrl))}</code></pre>
</details>
</section>`
}

function fieldsHtml(title: string, rows: readonly SchemaRow[]): string {
  if (rows.length === 0) return `<p>${title}: no fields.</p>`
  const lines = rows.map(
    ({ path, type, required, fallback, description }) =>
      `<tr><td><code>${escapeHtml(path)}</code></td><td>${escapeHtml(type)}</td><td>${required ? 'always' : fallback === null ? 'optional' : `default <code>${escapeHtml(fallback)}</code>`}</td><td>${escapeHtml(description)}</td></tr>`,
  )
  return `<div class="scroll" tabindex="0"><table><thead><tr><th>${title}</th><th>type</th><th></th><th></th></tr></thead><tbody>${lines.join('')}</tbody></table></div>`
}

/** `projects start-command <project> <command>`: what must be given, in angle brackets. */
function commandOf({ system, name, input, http }: Operation): string {
  const inPath = [...http[1].matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const required = new Set([...inPath, ...((inputSchema(input)['required'] ?? []) as string[])])
  return [system, kebab(name), ...[...required].map((field) => `<${kebab(field)}>`)].join(' ')
}

function curlOf(operation: Operation, publicUrl: string): string {
  const [method] = operation.http
  const address = addressOf(operation)
  const required = ((inputSchema(operation.input)['required'] ?? []) as string[]).filter((field) => !address.includes(`:${field}`))
  const bodied = method !== 'GET' && method !== 'DELETE'
  const path = address.replace(/:(\w+)/g, (_, field: string) => `<${field}>`)
  const query = !bodied && required.length > 0 ? `?${required.map((field) => `${field}=…`).join('&')}` : ''
  const body = `'{${required.map((field) => `"${field}": …`).join(', ')}}'`
  const lines = [
    `curl -X ${method} '${publicUrl}${path}${query}'`,
    "  -H 'Authorization: Bearer <key>'",
    ...(operation.effect === 'danger' ? ["  -H 'Optimus-Confirm: yes'"] : []),
    ...(bodied ? ["  -H 'Content-Type: application/json'", `  -d ${body}`] : []),
  ]
  return lines.join(' \\\n')
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
