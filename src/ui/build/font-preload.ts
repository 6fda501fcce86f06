import type { HtmlTagDescriptor, Plugin } from 'vite'

/** The two faces that every page shows at once; other alphabets load when a page has their letters. */
const firstFaces = [/inter-latin-wght-normal/, /jetbrains-mono-latin-wght-normal/]

/** Lets the browser fetch the fonts beside the style sheet instead of after it. */
export function fontPreload(): Plugin {
  return {
    name: 'optimus:font-preload',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => firstFaces.some((face) => face.test(file)))
          .map(preload),
    },
  }
}

function preload(file: string): HtmlTagDescriptor {
  return {
    tag: 'link',
    attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
    injectTo: 'head-prepend',
  }
}
