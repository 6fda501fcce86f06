import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Addresses that the server answers itself; the offline shell never stands in for them. */
const serverAddresses = [/^\/api\//, /^\/mcp/, /^\/docs/, /^\/healthz/, /^\/readyz/, /^\/metrics/]

/** Makes the app installable and its shell available offline. Answers of the API are never cached. */
export function installable(): Plugin[] {
  return VitePWA({
    registerType: 'prompt',
    injectRegister: null,
    manifestFilename: 'manifest.webmanifest',
    manifest: {
      id: '/',
      name: 'Optimus',
      short_name: 'Optimus',
      description: 'A command center for a whole portfolio of software projects',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      background_color: '#17181c',
      theme_color: '#17181c',
      icons: [
        { src: '/mark.svg', sizes: 'any', type: 'image/svg+xml' },
        { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    workbox: {
      globPatterns: ['**/*.{js,css,html,svg}', 'assets/*-latin-wght-normal-*.woff2'],
      navigateFallback: '/index.html',
      navigateFallbackDenylist: serverAddresses,
      cleanupOutdatedCaches: true,
    },
  })
}
