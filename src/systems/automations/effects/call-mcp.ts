import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { failure } from '../interpreter/failure.ts'
import type { EffectResult } from '../interpreter/world.ts'
import { durationMilliseconds } from '../language/durations.ts'
import { isolationOf } from './isolation.ts'
import type { EffectTools } from './effect-tools.ts'
import { processEnvironment, withStepFolder } from './step-folder.ts'
import { requestAddress } from './request-address.ts'
import { signIn } from './sign-in.ts'

interface McpCall {
  readonly method: string
  readonly parameters?: JsonObject
  readonly timeout?: Json
  readonly transport: {
    readonly http?: {
      readonly endpoint: string | { readonly uri: string; readonly authentication?: JsonObject }
      readonly headers?: JsonObject
    }
    readonly stdio?: { readonly command: string; readonly arguments?: string[]; readonly environment?: JsonObject }
  }
  readonly client?: { readonly name: string; readonly version: string }
}

/** Asks an MCP server, at an address or as a process of its own that ends with the call. */
export async function callMcp(tools: EffectTools): Promise<EffectResult> {
  const call = (await tools.withSecrets()) as unknown as McpCall
  const { stdio } = call.transport
  if (!stdio) return { output: await ask(tools, call, await httpTransport(tools, call)) }
  return withStepFolder(async (folder) => {
    const { StdioClientTransport } = await import('@modelcontextprotocol/client/stdio')
    const [command, ...args] = (await isolationOf()).wrap([stdio.command, ...(stdio.arguments ?? [])], folder)
    const transport = new StdioClientTransport({
      command: command!,
      args,
      env: processEnvironment(folder, stdio.environment),
      cwd: folder.path,
      stderr: 'ignore',
    })
    return { output: await ask(tools, call, transport) }
  })
}

async function httpTransport(tools: EffectTools, { transport }: McpCall) {
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client')
  const { endpoint, headers: given = {} } = transport.http!
  const address = typeof endpoint === 'string' ? { uri: endpoint } : endpoint
  const url = requestAddress(address.uri, tools.data, undefined)
  const headers = new Headers(Object.entries(given).map(([name, value]): [string, string] => [name, String(value)]))
  await signIn(tools, address.authentication, { headers, url, method: 'POST' })
  return new StreamableHTTPClientTransport(url, { requestInit: { headers: Object.fromEntries(headers) } })
}

type Transport = Parameters<InstanceType<typeof import('@modelcontextprotocol/client').Client>['connect']>[0]

async function ask(tools: EffectTools, call: McpCall, transport: Transport): Promise<Json> {
  const { Client } = await import('@modelcontextprotocol/client')
  const client = new Client(call.client ?? { name: 'optimus', version: '1.0.0' })
  const timeout = call.timeout === undefined ? undefined : (durationMilliseconds(call.timeout) ?? undefined)
  const options = { signal: tools.signal, ...(timeout === undefined ? {} : { timeout }) }
  try {
    await client.connect(transport, options)
    return (await answered(client, call, options)) as Json
  } catch (error) {
    throw failure('communication', `The MCP server did not answer ${call.method}: ${(error as Error).message}`)
  } finally {
    await client.close().catch(() => {})
  }
}

type Connected = InstanceType<typeof import('@modelcontextprotocol/client').Client>

async function answered(
  client: Connected,
  { method, parameters }: McpCall,
  options: { signal: AbortSignal; timeout?: number },
): Promise<unknown> {
  const params = isObject(parameters) ? parameters : {}
  switch (method) {
    case 'tools/list':
      return client.listTools(params, options)
    case 'tools/call':
      return client.callTool(params as { name: string; arguments?: Record<string, unknown> }, options)
    case 'resources/list':
      return client.listResources(params, options)
    case 'resources/read':
      return client.readResource(params as { uri: string }, options)
    case 'prompts/list':
      return client.listPrompts(params, options)
    case 'prompts/get':
      return client.getPrompt(params as { name: string; arguments?: Record<string, string> }, options)
    default:
      throw new Error(`${method} is not one of tools/list, tools/call, resources/list, resources/read, prompts/list and prompts/get.`)
  }
}
