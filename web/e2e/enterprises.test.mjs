// Enterprises walked in both languages: the list and its filters, one enterprise's page, a value settled by hand, pairs answered
// by key and taken back, a register imported as its next issue, the run of what changed, by the accounts that may.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { demoCounty, noSeriousViolation, shot, until } from './server.mjs'

for (const [language, width, height] of [
  ['zh', 1366, 768],
  ['en', 1366, 768],
  ['zh', 390, 844],
]) {
  describe(`enterprises, ${language}, ${width} wide`, () => {
    let county, server, clerk, leader, ask
    const errors = []
    const name = (s) => `${language}-${width}-${s}`
    before(async () => {
      county = await demoCounty(language, width, height, errors)
      ;({ server, clerk, leader, ask } = county)
    })
    after(() => county?.stop())

    it('lists them, filters by town tile and words, and keeps the filter in the address', async () => {
      await clerk.click('nav a[href="/enterprises"]')
      await clerk.waitForSelector('[data-test=enterprise]')
      const all = (await ask(clerk, '/api/enterprises')).total
      assert.ok(all > 320)
      await shot(clerk, name('e1-list'))
      await noSeriousViolation(clerk, 'enterprises')
      const tile = clerk.locator('.tile:enabled').first()
      const town = await tile.locator('span').innerText()
      await tile.click()
      await clerk.waitForURL(`**/enterprises?town=${encodeURIComponent(town)}`)
      await clerk.waitForFunction((n) => !document.querySelector('[data-test=total]').textContent.includes(String(n)), all)
      await clerk.fill('[data-test=search]', '没有这样的企业')
      await clerk.press('[data-test=search]', 'Enter')
      await clerk.waitForSelector('.note')
      assert.equal(await clerk.locator('[data-test=enterprise]').count(), 0)
      await clerk.goto(`${server.base}/enterprises?conflict=address`)
      await clerk.waitForSelector('[data-test=enterprise]')
      const file = await clerk.request.get(`${server.base}/api/export/enterprises?form=xlsx&conflict=address`)
      assert.equal(file.status(), 200)
      assert.ok((await file.body()).subarray(0, 2).toString() === 'PK')
    })

    it("shows every register's value, settles one by hand, and gives it back to the rule", async () => {
      await clerk.locator('[data-test=enterprise] a').first().click()
      await clerk.waitForSelector('[data-field=address]')
      assert.ok((await clerk.locator('.sources thead th').count()) >= 4)
      await shot(clerk, name('e2-page'))
      await noSeriousViolation(clerk, 'enterprise page')
      await clerk.locator('[data-field=address] [data-test=pin]').first().click()
      await clerk.locator('.el-message-box .el-button--primary').click()
      await clerk.waitForSelector('[data-field=address] [data-test=unpin]')
      await clerk.click('[data-field=address] [data-test=unpin]')
      await clerk.waitForSelector('[data-field=address] [data-test=unpin]', { state: 'detached' })
      assert.ok((await clerk.locator('[data-test=events] li').count()) >= 4)
      assert.doesNotMatch(await clerk.locator('main').innerText(), /enterprises\.\w/)
      const why = clerk.locator('[data-test=why]').first()
      await why.click()
      await clerk.waitForSelector('.wfbar')
      await shot(clerk, name('e3-why'))
    })

    it('puts several on a chain', async () => {
      await clerk.goto(`${server.base}/enterprises?q=${encodeURIComponent('茶业')}`)
      await clerk.waitForSelector('[data-test=enterprise]')
      await clerk.locator('[data-test=enterprise] input[type=checkbox]').first().check()
      await clerk.fill('[data-test=chain]', '茶产业链')
      await clerk.click('[data-test=tag]')
      await clerk.waitForSelector('[data-test=enterprise] .tag.violet')
      assert.equal((await ask(clerk, `/api/enterprises?chain=${encodeURIComponent('茶产业链')}`)).total, 1)
    })

    it('answers pairs by key, the most useful first, and takes one back', async () => {
      await clerk.goto(`${server.base}/enterprises`)
      await clerk.click('[data-test=to-review]')
      await clerk.waitForSelector('[data-test=pair]')
      await shot(clerk, name('e4-review'))
      await noSeriousViolation(clerk, 'review')
      const open = () => ask(clerk, '/api/matches?limit=1').then((a) => a.open.reduce((n, c) => n + c.count, 0))
      const before = await open()
      const first = await clerk.locator('[data-test=pair] tbody').innerText()
      await clerk.keyboard.press('n')
      await clerk.waitForFunction((t) => document.querySelector('[data-test=pair] tbody')?.innerText !== t, first)
      const second = await clerk.locator('[data-test=pair] tbody').innerText()
      await clerk.keyboard.press('l')
      await clerk.waitForFunction((t) => document.querySelector('[data-test=pair] tbody')?.innerText !== t, second)
      assert.equal(await open(), before - 2)
      await clerk.keyboard.press('u')
      await clerk.waitForFunction((t) => document.querySelector('[data-test=pair] tbody')?.innerText === t, second)
      assert.equal(await open(), before - 1)
      await clerk.selectOption('[data-test=kind]', 'review')
      await clerk.waitForSelector('[data-test=pair]')
      const total = (await ask(clerk, '/api/enterprises')).total
      await clerk.click('[data-test=yes]')
      await until(async () => (await ask(clerk, '/api/enterprises')).total === total - 1)
      await clerk.click('[data-show=answered]')
      await clerk.waitForSelector('[data-test=answered]')
      assert.equal(await clerk.locator('[data-test=answered]').count(), 2)
      await shot(clerk, name('e5-answered'))
      await noSeriousViolation(clerk, 'answered')
    })

    it('imports the next issue of a register with a proposal for a wrong code, and links what changed', async () => {
      await clerk.goto(`${server.base}/enterprises/registers`)
      await clerk.waitForSelector('[data-test=register]')
      await shot(clerk, name('e6-registers'))
      await noSeriousViolation(clerk, 'registers')
      await clerk.click('[data-test=import-register]')
      await clerk.waitForSelector('[data-test=table-file]', { state: 'attached' })
      const csv =
        '参保单位名称,统一社会信用代码,参保人数\n霁川县岚茂茶业有限公司,91610723MA00000O77,12\n霁川县新来木业有限公司,,8\n'
      await clerk.setInputFiles('[data-test=table-file]', {
        name: '社保参保.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(csv),
      })
      await clerk.waitForSelector('[data-test=register-name]')
      assert.ok(await clerk.locator('[data-test=table-import]').isDisabled())
      await clerk.fill('[data-test=register-name]', '社保参保单位')
      await clerk.press('[data-test=register-name]', 'Tab')
      await clerk.selectOption('[data-test=register-kind]', 'social')
      await clerk.waitForSelector('text=91610723MA00000077')
      await shot(clerk, name('e7-import'))
      await clerk.locator('[data-test=table-import]:enabled').click()
      await clerk.waitForSelector('[data-test=table-result]')
      await clerk.click('[data-test=table-result] a')
      await clerk.waitForSelector('[data-test=link-changes]:enabled')
      await clerk.click('[data-test=link-changes]')
      await until(async () => (await ask(clerk, '/api/registers')).waiting === 0)
      await clerk.waitForSelector('[data-test=last-run] .tag.blue')
      assert.equal(await clerk.locator('[data-test=register]').count(), 5)
      await shot(clerk, name('e8-linked'))
      assert.equal((await ask(clerk, `/api/enterprises?words=${encodeURIComponent('新来木业')}`)).total, 1)
    })

    it('lets a leader look and not decide; whoever has no login sees nothing', async () => {
      await leader.goto(`${server.base}/enterprises/review`)
      await leader.waitForSelector('[data-test=pair]')
      assert.equal(await leader.locator('[data-test=yes]').count(), 0)
      const refused = await leader.request.post(`${server.base}/api/registers/link`, { data: {} })
      assert.equal(refused.status(), 403)
      assert.equal((await (await county.browser.newContext()).request.get(`${server.base}/api/enterprises`)).status(), 401)
      await leader.goto(`${server.base}/enterprises/E9999999`)
      await leader.waitForSelector('.note.bad')
      assert.deepEqual(errors, [])
    })
  })
}
