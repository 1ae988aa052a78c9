// Starts the program on an empty data folder and a free port; gives the one-time link. For the walks in this folder.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import assert from 'node:assert/strict'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
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
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=zh-CN',
    ],
  })

/** Screenshots go to the folder that LUODI_SHOTS names; without it none are made. */
export async function shot(page, name) {
  if (process.env.LUODI_SHOTS) await page.screenshot({ path: path.join(process.env.LUODI_SHOTS, name + '.png') })
}

/** Counts clicks and keys from now on; words that are typed into a field, and the file chosen in the system's window, are none. */
export async function countActs(page) {
  await page.addInitScript(() => {
    const add = () => sessionStorage.setItem('acts', String(Number(sessionStorage.getItem('acts') ?? 0) + 1))
    addEventListener('pointerdown', (e) => e.isTrusted && add(), true)
    addEventListener(
      'keydown',
      (e) => e.isTrusted && (e.key === 'Enter' || !/^(INPUT|TEXTAREA)$/.test(e.target.tagName)) && add(),
      true,
    )
    window.print = () => sessionStorage.setItem('printed', '1')
  })
}
export const actsFromNow = (page) => page.evaluate(() => sessionStorage.setItem('acts', '0'))
export const actsSoFar = (page) => page.evaluate(() => Number(sessionStorage.getItem('acts')))

export const password = 'a long enough one'

/** No serious violation of accessibility on a screen; what fades in or out has no contrast to measure. */
export async function noSeriousViolation(page, where) {
  await page.waitForFunction(
    () =>
      ![...document.querySelectorAll('[class*="-leave-active"], [class*="-enter-active"]')].some(
        (e) => !e.closest('.el-message'),
      ),
  )
  const found = await new AxeBuilder({ page }).exclude('.el-message').analyze()
  const serious = found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
  assert.deepEqual(
    serious.map((v) => `${where}: ${v.id} ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`),
    [],
  )
}

/** A page of its own session; what goes wrong in it is put into `errors`. */
export async function openPage(browser, width, height, errors) {
  const page = await (await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' })).newPage()
  page.setDefaultTimeout(15000)
  page.on('pageerror', (e) => errors.push(String(e)))
  page.on('console', (m) => m.type() === 'error' && !/status of 4\d\d/.test(m.text()) && errors.push(m.text()))
  return page
}

/** Sets the first administrator up through the one-time link. */
export async function setUp(page, link) {
  await page.goto(link)
  await page.fill('input[name=login]', 'root')
  await page.fill('input[name=password]', password)
  await page.fill('input[name=again]', password)
  await page.click('button[type=submit]')
  await page.waitForURL('**/today')
}

export async function logIn(page, base, login, language) {
  await page.goto(`${base}/login`)
  await page.evaluate((l) => localStorage.setItem('language', l), language)
  await page.reload()
  await page.fill('input[name=login]', login)
  await page.fill('input[name=password]', password)
  await page.click('button[type=submit]')
  await page.waitForURL('**/today')
}

/** The demo county with a statistics clerk and a leader logged in; `ask` is the API as a page's account sees it. */
export async function demoCounty(language, width, height, errors) {
  const server = await startServer(['--demo'])
  const browser = await launch()
  const open = () => openPage(browser, width, height, errors)
  const root = await open()
  await setUp(root, server.link)
  for (const [login, role, unit_id] of [
    ['tong', 'clerk', 'U006'],
    ['mayor', 'leader', null],
  ]) {
    const answer = await root.request.post(`${server.base}/api/accounts`, {
      data: { login, display_name: '', role, password, unit_id },
    })
    assert.equal(answer.status(), 200, await answer.text())
  }
  await root.context().close()
  const clerk = await open()
  const leader = await open()
  await logIn(clerk, server.base, 'tong', language)
  await logIn(leader, server.base, 'mayor', language)
  return {
    server,
    browser,
    clerk,
    leader,
    /** A page of the administrator. */
    desk: async () => {
      const page = await open()
      await logIn(page, server.base, 'root', language)
      return page
    },
    /** A page of a new account. */
    as: async (login, role, unit_id) => {
      const root = await open()
      await logIn(root, server.base, 'root', language)
      const made = await root.request.post(`${server.base}/api/accounts`, {
        data: { login, display_name: '', role, password, unit_id },
      })
      assert.equal(made.status(), 200, await made.text())
      await root.context().close()
      const page = await open()
      await logIn(page, server.base, login, language)
      return page
    },
    ask: async (page, path) => (await page.request.get(`${server.base}${path}`)).json(),
    stop: async () => {
      await browser.close()
      await server.stop()
    },
  }
}

/** Waits until `what` holds, at most ten seconds. */
export async function until(what) {
  for (let i = 0; i < 100; i++) {
    if (await what()) return
    await new Promise((r) => setTimeout(r, 100))
  }
  assert.fail('it never came')
}
