// A server of the official SDK that speaks over its standard streams, as a process of its own.
import { McpServer } from '@modelcontextprotocol/server'
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { z } from 'zod'

const server = new McpServer({ name: 'adder', version: '1.0.0' })
server.registerTool(
  'add',
  { description: 'Add two numbers', inputSchema: z.object({ a: z.number(), b: z.number() }) },
  async ({ a, b }) => ({ content: [{ type: 'text', text: `${a + b} for ${process.env['WHO'] ?? 'nobody'}` }] }),
)
await server.connect(new StdioServerTransport())
