// Candidates walked in both languages: the list against the lines, one candidate's fan and verdict, monthly figures imported, the
// forecast made anew, by the accounts that may.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { demoCounty, noSeriousViolation, shot, until } from './server.mjs'

for (const [language, width, height] of [
  ['zh', 1366, 768],
  ['en', 1366, 768],
  ['zh', 390, 844],
]) {
  describe(`cultivation, ${language}, ${width} wide`, () => {
    let county, server, clerk, leader, ask
    const errors = []
    const name = (s) => `${language}-${width}-${s}`
    before(async () => {
      county = await demoCounty(language, width, height, errors)
      ;({ server, clerk, leader, ask } = county)
    })
    after(() => county?.stop())

    it('lists candidates against their lines, the likeliest first, and filters', async () => {
      await clerk.click('nav a[href="/cultivation"]')
      await clerk.waitForSelector('[data-test=candidate]')
      const all = await ask(clerk, '/api/candidates?limit=500')
      assert.equal(all.candidates[0].place, 'likely')
      assert.ok(all.candidates[0].chance >= 0.5 && all.candidates[0].chance < 1)
      assert.equal(await clerk.locator('[data-test=candidate] a').first().innerText(), all.candidates[0].name)
      await clerk.waitForSelector('[data-test=calibration] circle')
      await shot(clerk, name('c1-list'))
      await noSeriousViolation(clerk, 'candidates')
      const near = all.by_place.find((c) => c.value === 'near').count
      await clerk.click('[data-test=place-near]')
      await clerk.waitForURL('**/cultivation?place=near')
      await clerk.waitForFunction((n) => document.querySelectorAll('[data-test=candidate]').length === n, near)
      await clerk.click('[data-test=place-near]')
      await clerk.fill('[data-test=search]', all.candidates[2].credit_code || all.candidates[2].name)
      await clerk.press('[data-test=search]', 'Enter')
      await clerk.waitForFunction(() => document.querySelectorAll('[data-test=candidate]').length === 1)
      const file = await clerk.request.get(`${server.base}/api/export/candidates?form=xlsx&place=near`)
      assert.equal(file.status(), 200)
      assert.ok((await file.body()).length > 5000)
    })

    it('shows one candidate: the fan, the rules with their sources, the figures as reported', async () => {
      const first = (await ask(clerk, '/api/candidates?limit=1')).candidates[0]
      await clerk.goto(`${server.base}/cultivation`)
      await clerk.click('[data-test=candidate] a')
      await clerk.waitForSelector('[data-test=fan] polygon')
      assert.equal(await clerk.locator('h1').innerText(), first.name)
      assert.ok((await clerk.locator('[data-test=rule]').count()) >= 3)
      assert.equal(await clerk.locator('[data-test=figures]').count(), 1)
      await shot(clerk, name('c2-candidate'))
      await noSeriousViolation(clerk, 'candidate')
    })

    it('takes in the tax office’s next month and forecasts anew', async () => {
      const before = (await ask(clerk, '/api/candidates?place=near&limit=1')).candidates[0]
      await clerk.goto(`${server.base}/cultivation`)
      await clerk.click('[data-test=import-figures]')
      await clerk.waitForSelector('[data-test=measure]')
      const csv = `户名,纳税人识别号,本月数（元）\n${before.name},${before.credit_code},123456.78\n`
      await clerk.fill('[data-test=period]', '2026-09')
      await clerk.press('[data-test=period]', 'Tab')
      await clerk.setInputFiles('[data-test=table-file]', { name: '用电.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
      await clerk.waitForSelector('[data-test=table-preview]')
      assert.equal(await clerk.locator('[data-test=table-import]').isDisabled(), true, 'a source needs its name')
      await clerk.fill('[data-test=source-name]', '开票系统')
      await clerk.press('[data-test=source-name]', 'Tab')
      await clerk.selectOption('[data-test=measure]', 'power')
      await clerk.waitForSelector('[data-test=blocked]') // 元 is no unit of electricity
      assert.equal(await clerk.locator('[data-test=table-import]').isDisabled(), true)
      await clerk.selectOption('[data-test=measure]', 'invoiced')
      await clerk.waitForSelector('[data-test=table-preview]')
      await clerk.fill('[data-test=period]', '2026-10')
      await clerk.press('[data-test=period]', 'Tab')
      await clerk.waitForSelector('[data-test=table-import]:enabled')
      await shot(clerk, name('c3-import'))
      await noSeriousViolation(clerk, 'monthly figures')
      await clerk.click('[data-test=table-import]')
      await clerk.waitForSelector('[data-test=table-result]')
      await clerk.click('[data-test=table-result] a[href="/cultivation"]')
      await clerk.waitForSelector('[data-test=forecast]')
      const at = (await ask(clerk, '/api/candidates?limit=1')).run.at
      await new Promise((r) => setTimeout(r, 1100))
      await clerk.click('[data-test=forecast]')
      await until(async () => (await ask(clerk, '/api/candidates?limit=1')).run.at !== at)
      const page = await ask(clerk, `/api/candidates/${before.enterprise_id}`)
      assert.equal(page.figures.length, 2)
      assert.equal(page.figures.find((f) => f.measure === 'invoiced').figures[0].amount, 12345678)
    })

    it('takes a working sheet of two measures in at once, each of its own columns', async () => {
      const one = (await ask(clerk, '/api/candidates?place=near&limit=1')).candidates[0]
      const csv =
        '单位详细名称,统一社会信用代码,2026年9月零售额（千元）,2026年10月零售额（千元）,2026年10月网络销售额（千元）\n' +
        `${one.name},${one.credit_code},110,120,30\n`
      await clerk.goto(`${server.base}/tables?kind=monthly`)
      await clerk.waitForSelector('[data-test=measure]')
      await clerk.setInputFiles('[data-test=table-file]', {
        name: '限上月报.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(csv),
      })
      await clerk.waitForSelector('[data-test=beside]')
      await clerk.fill('[data-test=source-name]', '限上月报')
      await clerk.press('[data-test=source-name]', 'Tab')
      await clerk.waitForSelector('[data-test=table-import]:enabled')
      await shot(clerk, name('c5-beside'))
      await noSeriousViolation(clerk, 'two measures')
      await clerk.click('[data-test=table-import]')
      await clerk.waitForSelector('[data-test=told-beside]')
      await shot(clerk, name('c5-told'))
      const sources = (await ask(clerk, '/api/candidates?limit=1')).sources.filter((s) => s.name === '限上月报')
      assert.deepEqual(sources.map((s) => s.measure).sort(), ['online_sales', 'retail_sales'])
      assert.equal(sources.find((s) => s.measure === 'online_sales').first_month, '2026-10', 'of its own column alone')
    })

    it('points out what looks like a slip before an import, and lists the units that are no enterprise', async () => {
      const list = await ask(clerk, '/api/candidates?limit=500')
      const tax = list.sources.find((s) => s.measure === 'vat_sales')
      const [one, two] = list.candidates.filter((c) => c.watched === 'vat_sales' && c.to_date > 0)
      const csv =
        '纳税人名称,纳税人识别号,2026年11月销售额（元）,2026年1-11月累计销售额（元）\n' +
        `${one.name},${one.credit_code},1.2,\n${two.name},${two.credit_code},-5,\n13977770001,,10,\n霁川县无此户商行,,1000,9000\n`
      await clerk.goto(`${server.base}/tables?kind=monthly`)
      await clerk.waitForSelector('[data-test=measure]')
      await clerk.selectOption('[data-test=measure]', 'vat_sales')
      await clerk.setInputFiles('[data-test=table-file]', {
        name: '十一月.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(csv),
      })
      await clerk.waitForSelector('[data-test=table-preview]')
      await clerk.fill('[data-test=source-name]', tax.name)
      await clerk.press('[data-test=source-name]', 'Tab')
      await clerk.waitForFunction(() => document.querySelectorAll('[data-test=table-preview] .tag.amber').length >= 2)
      assert.ok(await clerk.locator('[data-test=table-preview] td.tight .tag.red').count(), 'a phone is no name')
      await shot(clerk, name('c5-slips'))
      await noSeriousViolation(clerk, 'slips')
      // A source with a unit that is in no register.
      await clerk.setInputFiles('[data-test=table-file]', {
        name: '外地.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('纳税人名称,2026年10月销售额（元）\n霁川县无此户商行,9000\n'),
      })
      await clerk.fill('[data-test=source-name]', '外地税务')
      await clerk.press('[data-test=source-name]', 'Tab')
      await clerk.waitForSelector('[data-test=table-import]:enabled')
      await clerk.click('[data-test=table-import]')
      await clerk.waitForSelector('[data-test=table-result]')
      await clerk.goto(`${server.base}/cultivation`)
      await clerk.waitForSelector('[data-test=forecast]')
      await new Promise((r) => setTimeout(r, 1100))
      await clerk.click('[data-test=forecast]')
      await clerk.waitForSelector('[data-test=unmatched]')
      await clerk.click('[data-test=unmatched] >> nth=0')
      await clerk.waitForSelector('[data-test=unmatched-list] tbody tr')
      assert.match(await clerk.innerText('[data-test=unmatched-list]'), /霁川县无此户商行/)
      await clerk.locator('[data-test=unmatched-list]').scrollIntoViewIfNeeded()
      await shot(clerk, name('c6-unmatched'))
      await noSeriousViolation(clerk, 'unmatched')
    })

    it('points out whose sources contradict each other, with each sum', async () => {
      const all = (await ask(clerk, '/api/candidates?place=near&limit=5')).candidates
      const one = all[1] ?? all[0]
      const half = (one.to_date / 200).toFixed(2) // fen; half of what the tax office says
      await clerk.goto(`${server.base}/cultivation`)
      await clerk.click('[data-test=import-figures]')
      await clerk.waitForSelector('[data-test=measure]')
      await clerk.selectOption('[data-test=measure]', 'invoiced')
      await clerk.fill('[data-test=period]', one.last_month)
      await clerk.press('[data-test=period]', 'Tab')
      const csv = `户名,纳税人识别号,本年累计（元）\n${one.name},${one.credit_code},${half}\n`
      await clerk.setInputFiles('[data-test=table-file]', { name: '累计.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
      await clerk.waitForSelector('[data-test=table-preview]')
      await clerk.fill('[data-test=source-name]', '发票平台')
      await clerk.press('[data-test=source-name]', 'Tab')
      await clerk.click('[data-test=table-import]:enabled')
      await clerk.waitForSelector('[data-test=table-result]')
      const at = (await ask(clerk, '/api/candidates?limit=1')).run.at
      await new Promise((r) => setTimeout(r, 1100))
      await clerk.goto(`${server.base}/cultivation`)
      await clerk.click('[data-test=forecast]')
      await until(async () => (await ask(clerk, '/api/candidates?limit=1')).run.at !== at)
      await clerk.goto(`${server.base}/cultivation`)
      await clerk.check('[data-test=differs]')
      await clerk.waitForSelector('[data-test=gap]')
      assert.match(await clerk.locator('[data-test=gap]').first().getAttribute('title'), /发票平台/)
      await shot(clerk, name('c4-differs'))
      await noSeriousViolation(clerk, 'sources that differ')
      await clerk.goto(`${server.base}/cultivation/${one.enterprise_id}`)
      await clerk.waitForSelector('[data-test=gap]')
      assert.match(await clerk.locator('[data-test=gap]').innerText(), /发票平台/)
    })

    it('lets a leader look and not forecast', async () => {
      await leader.goto(`${server.base}/cultivation`)
      await leader.waitForSelector('[data-test=candidate]')
      assert.equal(await leader.locator('[data-test=forecast]').count(), 0)
      assert.equal((await leader.request.post(`${server.base}/api/candidates/watch`, { data: {} })).status(), 403)
    })

    it('shows a town its own units alone, and a viewer none: figures of single units are confidential', async () => {
      const all = (await ask(clerk, '/api/candidates?limit=500')).candidates
      const own = all.filter((c) => c.town === '鹭岭镇')
      assert.ok(own.length > 0 && own.length < all.length)
      const town = await county.as('zhen', 'clerk', 'U038')
      await town.goto(`${server.base}/cultivation`)
      await town.waitForSelector('[data-test=own-alone]')
      assert.match(await town.locator('[data-test=own-alone]').innerText(), /鹭岭镇/)
      await town.waitForFunction((n) => document.querySelectorAll('[data-test=candidate]').length === n, own.length)
      await shot(town, name('c7-town'))
      await noSeriousViolation(town, 'a town’s candidates')
      const other = all.find((c) => c.town !== '鹭岭镇')
      await town.goto(`${server.base}/cultivation/${other.enterprise_id}`)
      await town.waitForSelector('.note.bad, .note.warn, [role=alert]')
      await shot(town, name('c8-not-its'))
      const viewer = await county.as('kan', 'viewer', null)
      await viewer.click('nav a[href="/cultivation"]')
      await viewer.waitForURL('**/cultivation/numbers')
      await viewer.waitForSelector('[data-test=number-row]')
      await viewer.waitForSelector('[data-test=withheld]')
      assert.equal(await viewer.locator('[data-test=member]').count(), 0)
      assert.equal((await viewer.request.get(`${server.base}/api/candidates`)).status(), 403)
      await shot(viewer, name('c9-viewer'))
      await viewer.locator('[data-test=withheld]').scrollIntoViewIfNeeded()
      await shot(viewer, name('c10-withheld'))
      await noSeriousViolation(viewer, 'numbers for a viewer')
    })

    it('had no error in the browser', () => assert.deepEqual(errors, []))
  })
}
