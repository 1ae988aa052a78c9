// Vite: the browsers in offices (360, 奇安信) are Chromium 87 and later, so that is the target.
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Prettier breaks lines where there is a blank, so a line break between elements is one, as in HTML.
  plugins: [vue({ template: { compilerOptions: { whitespace: 'preserve' } } })],
  build: {
    target: 'chrome87',
    chunkSizeWarningLimit: 1500,
    // The service worker keeps its name: the browser asks for it by that.
    rollupOptions: {
      input: { index: 'index.html', sw: 'src/sw.ts' },
      output: { entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: { include: ['src/**/*.test.ts'] },
})
