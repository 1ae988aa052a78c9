// Starts the program on an empty data folder and a free port; gives the one-time link. For the walks in this folder.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'

export const root = path.resolve(import.meta.dirname, '../..')
const binary = process.env.LUODI_BINARY ?? path.join(root, 'build/dev/luodi')

export async function startServer(extra = []) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'luodi-e2e-'))
  const child = spawn(binary, ['serve', '--data', data, '--port', '0', ...extra], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  const link = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server did not start: ' + out)), 20000)
    child.stdout.on('data', (chunk) => {
      out += chunk
      const found = out.match(/http:\/\/\S+setup#\w+/)
      if (found) {
        clearTimeout(timer)
        resolve(found[0])
      }
    })
    child.on('exit', () => reject(new Error('the server ended: ' + out)))
  })
  return {
    link,
    base: link.slice(0, link.indexOf('/setup')),
    data,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit')
        child.on('exit', () => {
          fs.rmSync(data, { recursive: true, force: true })
          resolve()
        })
        child.kill('SIGTERM')
      }),
  }
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=zh-CN'],
  })

/** Screenshots go to the folder that LUODI_SHOTS names; without it none are made. */
export async function shot(page, name) {
  if (process.env.LUODI_SHOTS) await page.screenshot({ path: path.join(process.env.LUODI_SHOTS, name + '.png') })
}
