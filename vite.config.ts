import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { fontPreload } from './src/ui/build/font-preload.ts'
import { operationsTable } from './src/ui/build/operations-table.ts'
import { installable } from './src/ui/build/installable.ts'

/** What every page needs comes in two files: parts that change with a release of theirs, and parts that change with ours. */
const chunkGroups = [
  { name: 'vendor', test: /node_modules\/(react|react-dom|scheduler|@tanstack)\//, priority: 2 },
  { name: 'kit', test: /src\/ui\/|node_modules\/lucide-react\//, minShareCount: 2, priority: 1 },
]

const root = resolve(import.meta.dirname, 'src')

export default defineConfig({
  root,
  publicDir: resolve(root, 'ui/assets'),
  cacheDir: resolve(import.meta.dirname, 'node_modules/.vite'),
  plugins: [react(), tailwind(), operationsTable(root), fontPreload(), installable()],
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    // Anything inlined as a data: address would need a looser content policy.
    assetsInlineLimit: 0,
    // The editor of automations; what may weigh how much is said in src/ui/build/measure-bundle.ts.
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups } } },
  },
})
