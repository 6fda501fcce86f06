import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { Client, StreamableHTTPClientTransport, type OAuthClientProvider } from '@modelcontextprotocol/client'
import { until } from '#tests/support/until.ts'

export interface McpProgram {
  /** Asks to be let in; answers the address that it would open in the person's browser. */
  ask(): Promise<URL>
  /** What the browser brought back to its own address. */
  answered(): Promise<URLSearchParams>
  /** Fetches its tokens with what came back, and speaks to the server with them. */
  enter(answer: URLSearchParams): Promise<Client>
  /** Host and port of the address where the browser comes back. */
  readonly host: string
}

/** A real MCP client that registers itself, asks with PKCE, and waits for the browser on a port of its own. */
export async function startMcpProgram(server: string, name: string): Promise<McpProgram> {
  const answers: URLSearchParams[] = []
  const listener = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://127.0.0.1')
    if (pathname === '/callback') answers.push(searchParams)
    response.end('Back in the program.')
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', () => resolve()))
  const host = `127.0.0.1:${(listener.address() as AddressInfo).port}`
  const { provider, asked } = memory(name, `http://${host}/callback`)
  const transport = () => new StreamableHTTPClientTransport(new URL('/mcp', server), { authProvider: provider })
  const clients: Client[] = []
  const connect = async (over: StreamableHTTPClientTransport) => {
    const client = new Client({ name, version: '1.0.0' })
    clients.push(client)
    await client.connect(over)
    return client
  }
  after(async () => {
    for (const client of clients) await client.close().catch(() => {})
    listener.closeAllConnections()
    listener.close()
  })
  return {
    host,
    async ask() {
      await connect(transport()).catch(() => {})
      return asked.pop()!
    },
    answered: () => until('the browser is back at the program', async () => answers.pop(), 30),
    async enter(answer) {
      await transport().finishAuth(answer)
      return connect(transport())
    },
  }
}

/** What a program keeps between asking and being let in. */
function memory(name: string, redirect: string): { provider: OAuthClientProvider; asked: URL[] } {
  const asked: URL[] = []
  let [client, tokens, verifier]: [unknown, unknown, string] = [undefined, undefined, '']
  const provider = {
    redirectUrl: redirect,
    clientMetadata: { client_name: name, redirect_uris: [redirect], token_endpoint_auth_method: 'none', scope: 'runs:read projects:read' },
    state: () => 'the state of the program',
    clientInformation: () => client,
    saveClientInformation: (given: unknown) => void (client = given),
    tokens: () => tokens,
    saveTokens: (given: unknown) => void (tokens = given),
    redirectToAuthorization: (url: URL) => void asked.push(url),
    saveCodeVerifier: (given: string) => void (verifier = given),
    codeVerifier: () => verifier,
  }
  return { provider: provider as OAuthClientProvider, asked }
}
