// The cultivation desk walked in both languages: candidates into dossiers, figures and papers, checks let pass with the law read, sent
// back and undone, the calendar, visits recorded without a network and sent once, a request passed on as a commitment.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { demoCounty, noSeriousViolation, shot, until } from './server.mjs'

/** How many pages a page prints to. */
async function pagesOf(page, name) {
  const shots = process.env.LUODI_SHOTS
  const sheet = await page.pdf({ format: 'A4', ...(shots ? { path: `${shots}/${name}.pdf` } : {}) })
  return sheet.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length
}

for (const [language, width, height] of [
  ['zh', 1366, 768],
  ['en', 1366, 768],
  ['zh', 390, 844],
]) {
  describe(`dossiers, ${language}, ${width} wide`, () => {
    let county, server, clerk, leader, ask, first
    const errors = []
    const name = (s) => `${language}-${width}-${s}`
    const today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10)
    before(async () => {
      county = await demoCounty(language, width, height, errors)
      ;({ server, clerk, leader, ask } = county)
    })
    after(() => county?.stop())

    it('takes candidates into dossiers', async () => {
      const candidates = (await ask(clerk, '/api/candidates?limit=3')).candidates
      first = candidates[0]
      await clerk.goto(`${server.base}/cultivation`)
      await clerk.waitForSelector('[data-test=choose]')
      for (let i = 0; i < 3; i++) await clerk.locator('[data-test=choose]').nth(i).check()
      await clerk.click('[data-test=open-dossiers]')
      await until(async () => (await ask(clerk, '/api/dossiers')).total === 3)
      await clerk.goto(`${server.base}/cultivation/dossiers`)
      await clerk.waitForSelector('[data-test=dossier]')
      assert.equal(await clerk.locator('[data-test=dossier]').count(), 3)
      await clerk.click('[data-test=state-lead]')
      await clerk.waitForURL('**/cultivation/dossiers?state=lead')
      await shot(clerk, name('d1-list'))
      await noSeriousViolation(clerk, 'dossiers')
    })

    it('holds a dossier against its papers, lets a check pass with the law read, goes back and undoes', async () => {
      await clerk.goto(`${server.base}/cultivation/dossiers/${first.enterprise_id}`)
      const state = async () => (await ask(clerk, `/api/dossiers/${first.enterprise_id}`)).dossier.state
      await clerk.click('[data-test=advance]')
      await until(async () => (await state()) === 'survey')
      await clerk.waitForFunction(() => document.querySelectorAll('[data-test=step]').length === 2)
      await clerk.click('[data-test=advance]')
      await until(async () => (await state()) === 'cultivation')
      await clerk.waitForFunction(() => document.querySelectorAll('[data-test=step]').length === 3)
      await clerk.click('[data-test=advance]')
      await clerk.waitForSelector('[data-test=failed]')
      assert.equal(await clerk.locator('[data-test=let-pass]').isDisabled(), true, 'the law and a reason first')
      await shot(clerk, name('d2-law'))
      await noSeriousViolation(clerk, 'law')
      await clerk.fill('[data-test=pass-reason]', '纸质报表已核，随后补录')
      await clerk.check('[data-test=law-read]')
      await clerk.click('[data-test=let-pass]')
      await until(async () => (await state()) === 'reached')
      await clerk.waitForFunction(() => document.querySelectorAll('[data-test=step]').length === 4)
      await clerk.click('[data-test=return]')
      await clerk.fill('[data-test=return-reason]', '补录后再报')
      await clerk.click('[data-test=do-return]')
      await until(async () => (await state()) === 'cultivation')
      await clerk.fill('[data-test=statement-amount]', String(first.threshold / 1e6 + 100))
      await clerk.click('[data-test=statement-add]')
      await clerk.waitForSelector('[data-test=statement]')
      await clerk.click('[data-test=there-licence]')
      await until(async () => (await ask(clerk, `/api/dossiers/${first.enterprise_id}`)).dossier.there === 1)
      await shot(clerk, name('d3-dossier'))
      await noSeriousViolation(clerk, 'dossier')
      assert.equal(await pagesOf(clerk, name('d3-sheet')), 1, 'one page goes along on a visit')
      await clerk.click('[data-test=undo]')
      await until(async () => (await ask(clerk, `/api/dossiers/${first.enterprise_id}`)).dossier.there === 0)
    })

    it('holds a copied VAT return against what the tax bureau reports', async () => {
      const [year, month] = (await ask(clerk, '/api/candidates?limit=1')).run.last_month.split('-').map(Number)
      const copy = async (amount) => {
        const answer = await clerk.request.post(`${server.base}/api/dossiers/statement`, {
          data: { enterprise_id: first.enterprise_id, kind: 'vat', amount, unit: '万元', year, month },
          headers: { Origin: server.base },
        })
        assert.equal(answer.status(), 200, await answer.text())
        return (await answer.json()).checks.find((c) => c.check === 'check.tax_bureau')
      }
      const check = await copy('1')
      assert.equal(check.result, 'failed', 'the demo county has figures of the tax bureau')
      await clerk.goto(`${server.base}/cultivation/dossiers/${first.enterprise_id}`)
      await clerk.waitForSelector('[data-test=check].failed')
      const words = language === 'en' ? /what the tax bureau reports of the same months/ : /税务部门同期数据一致/
      assert.match((await clerk.locator('[data-test=check]').allTextContents()).join(), words)
      await shot(clerk, name('d3b-tax'))
      await noSeriousViolation(clerk, 'tax')
      const reported = check.detail.match(/：([\d.]+)万元，相差/)[1]
      assert.equal((await copy(reported)).result, 'ok')
    })

    it('keeps the calendar of entry windows', async () => {
      await clerk.goto(`${server.base}/cultivation/calendar`)
      await clerk.click('[data-test=add-window]')
      await clerk.fill('[data-test=window-place]', '霁川县')
      await clerk.fill('[data-test=window-opens]', today)
      await clerk.fill('[data-test=window-closes]', new Date(Date.now() + 20 * 86400000).toISOString().slice(0, 10))
      await clerk.fill('[data-test=window-source]', '县统计局通知（演示）')
      await clerk.click('[data-test=save-window]')
      await clerk.waitForSelector('[data-test=window]')
      await shot(clerk, name('d4-calendar'))
      await noSeriousViolation(clerk, 'calendar')
      const page = await ask(clerk, `/api/dossiers/${first.enterprise_id}`)
      assert.equal(page.windows.length, 1)
      assert.equal(page.checks.find((c) => c.check === 'check.window').result, 'ok')
    })

    it('records a visit without a network, sends it once, and passes a request on', async () => {
      await clerk.goto(`${server.base}/cultivation/dossiers/${first.enterprise_id}`)
      await clerk.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
      await until(() =>
        clerk.evaluate(async () =>
          (await caches.open('luodi-shell')).keys().then((k) => k.some((r) => r.url.includes('VisitForm'))),
        ),
      )
      await clerk.context().setOffline(true)
      await clerk.goto(
        `${server.base}/cultivation/visits/new?enterprise=${first.enterprise_id}&name=${encodeURIComponent(first.name)}`,
      )
      await clerk.waitForSelector('[data-test=visit-of]')
      await clerk.fill('[data-test=record]', '生产正常，订单增加，缺流动资金。')
      await clerk.fill('[data-test=raised]', '希望修复厂门口道路')
      await shot(clerk, name('d5-form'))
      await noSeriousViolation(clerk, 'visit form')
      await clerk.click('[data-test=save-visit]')
      await clerk.waitForSelector('[data-test=waiting]')
      await shot(clerk, name('d6-waiting'))
      assert.equal((await ask(leader, '/api/visits')).total, 0)
      await clerk.context().setOffline(false)
      await until(async () => (await ask(leader, '/api/visits')).total === 1)
      await clerk.goto(`${server.base}/cultivation/visits`)
      await clerk.waitForSelector('[data-test=visit]')
      assert.equal(await clerk.locator('[data-test=waiting]').count(), 0)
      assert.equal((await ask(leader, '/api/visits')).total, 1, 'sent once')
      await clerk.click('[data-test=pass-request]')
      await clerk.selectOption('[data-test=pass-unit]', 'U022')
      await clerk.click('[data-test=do-pass]')
      await until(async () => (await ask(leader, '/api/visits')).visits[0].requests[0].state === 'passed')
      await clerk.waitForSelector('[data-test=request] a')
      await shot(clerk, name('d7-visits'))
      await noSeriousViolation(clerk, 'visits')
      const k = (await ask(leader, '/api/visits')).visits[0].requests[0].commitment_id
      assert.match((await ask(leader, `/api/commitments/${k}`)).commitment.text, /希望修复厂门口道路/)
      await leader.goto(`${server.base}/commitments/${k}`)
      await leader.click('[data-test=raised-at] a')
      await leader.waitForSelector('[data-test=visit]')
      assert.equal(await leader.locator('[data-test=visit]').count(), 1, 'the story leads back to the visit')
    })

    it('puts a record of a visit right, with what it said kept', async () => {
      await clerk.goto(`${server.base}/cultivation/visits`)
      await clerk.click('[data-test=correct-visit]')
      await clerk.fill('[data-test=correction] textarea', '生产正常，订单增加，缺流动资金200万元。')
      await clerk.fill('[data-test=correction] [data-test=why]', '漏记金额')
      await clerk.click('[data-test=save-correction]')
      await clerk.waitForSelector('[data-test=corrections]')
      await clerk.click('[data-test=corrections] summary')
      await shot(clerk, name('d7b-corrected'))
      await clerk.goto(`${server.base}/cultivation/dossiers/${first.enterprise_id}`)
      await clerk.waitForSelector('[data-test=statement]')
      await clerk.waitForSelector('.visit')
      assert.equal(await pagesOf(clerk, name('d7-sheet')), 1, 'with statements, a window and a visit too')
      await noSeriousViolation(clerk, 'a corrected visit')
      const visit = (await ask(leader, '/api/visits')).visits[0]
      assert.match(visit.record, /200万元/)
      assert.equal(visit.corrections[0].reason, '漏记金额')
    })

    it('shows the rules, sets a number for the county and gives the preset back', async () => {
      await clerk.goto(`${server.base}/cultivation/rules`)
      await clerk.waitForSelector('[data-test=class-line]')
      await clerk.locator('[data-test=setting]').nth(1).locator('[data-test=change-setting]').click()
      await clerk.fill('[data-test=setting-value]', '1.7')
      await clerk.fill('[data-test=setting-reason]', '县统计局通知')
      await clerk.click('[data-test=save-setting]')
      await clerk.waitForSelector('.el-message--error')
      await clerk.fill('[data-test=setting-value]', '0.7')
      await clerk.click('[data-test=save-setting]')
      await until(async () => (await ask(leader, '/api/cultivation/rules')).settings[1].value === '0.7')
      await clerk.waitForSelector('[data-test=setting] .tag.blue')
      await shot(clerk, name('d10-rules'))
      await noSeriousViolation(clerk, 'rules')
      const targets = clerk.locator('[data-test=targets]')
      const year = Number(/\d{4}/.exec(await targets.locator('h2').innerText())[0])
      const town = clerk.locator('[data-test=town-target]').first()
      const aimedAt = (await town.innerText()).replace(/[—\s]/g, '')
      await town.click()
      await clerk.fill('[data-test=setting-value]', '6')
      await clerk.fill('[data-test=setting-reason]', '县政府任务')
      await clerk.click('[data-test=save-setting]')
      await clerk.waitForFunction(() => /6/.test(document.querySelector('[data-test=town-target]').textContent))
      await shot(clerk, name('d10-towns'))
      const target = async (y) =>
        (await ask(leader, `/api/members/report?month=${y}-10`)).number.find((r) => r.name === aimedAt)?.target ?? 0
      assert.equal(await target(year), 6, 'the town stands in the table with its target')
      assert.equal(await target(year - 1), 0, 'of that year alone')
      await clerk.click('[data-test=year-before]')
      await clerk.waitForFunction(
        (y) => document.querySelector('[data-test=targets] h2').textContent.includes(y),
        `${year - 1}`,
      )
      assert.doesNotMatch(await town.innerText(), /6/)
      const lines = async () => (await ask(leader, '/api/cultivation/rules')).classes.filter((c) => c.class_id === 'lodging')
      const row = clerk.locator('[data-test=class-line]', { hasText: language === 'zh' ? '住宿业' : 'Lodging' })
      await row.locator('[data-test=change-line]').click()
      await clerk.fill('[data-test=line-value]', '300')
      await clerk.fill('[data-test=line-from]', '2027-01-01')
      await clerk.fill('[data-test=line-reason]', '国统字〔2026〕1号（试）')
      await shot(clerk, name('d10-line'))
      await clerk.locator('[data-test=drop-paper]').first().click()
      await clerk.fill('[data-test=paper-reason]', '县统计局 2026 年通知：不再收取')
      await clerk.click('[data-test=save-paper]')
      await clerk.waitForSelector('[data-test=not-asked]')
      await clerk.locator('[data-test=not-asked]').first().scrollIntoViewIfNeeded()
      await shot(clerk, name('d11-papers'))
      await noSeriousViolation(clerk, 'papers')
      await clerk.locator('[data-test=not-asked] button').first().click()
      await clerk.fill('.el-message-box__input input', '当年又要求报送')
      await clerk.click('.el-message-box__btns .el-button--primary')
      await clerk.waitForFunction(() => document.querySelectorAll('[data-test=not-asked]').length === 0)
      await clerk.click('[data-test=save-line]')
      await until(async () => (await lines()).length === 2)
      assert.equal((await lines())[0].valid_until, '2026-12-31', 'the line of before ends the day before')
      await clerk.waitForFunction(() => document.querySelectorAll('[data-test=class-line] .tag.blue').length === 1)
      await row.nth(1).locator('[data-test=change-line]').click()
      await clerk.fill('[data-test=line-reason]', '登记有误')
      await clerk.click('[data-test=drop-line]')
      await until(async () => (await lines()).length === 1)
      await leader.goto(`${server.base}/cultivation/rules`)
      await leader.waitForSelector('[data-test=setting]')
      assert.equal(await leader.locator('[data-test=change-setting]').count(), 0, 'a leader looks')
    })

    it('shows number, volume and quality, and takes the next list of members in', async () => {
      await clerk.goto(`${server.base}/cultivation/numbers?month=2026-10`)
      await clerk.waitForSelector('[data-test=number-row]')
      const report = await ask(clerk, '/api/members/report?month=2026-10')
      const words = report.sentences.map((x) => (language === 'zh' ? x.text : x.text_en)).join(language === 'zh' ? '' : ' ')
      assert.equal(await clerk.locator('[data-test=sentence]').innerText(), words)
      assert.equal(await clerk.locator('[data-test=number-row]').count(), report.number.length)
      assert.ok(report.quality.length >= 3)
      await shot(clerk, name('d8-numbers'))
      const pulls = (await clerk.locator('[data-test=row-pull]').allInnerTexts())
        .map((x) => (x === '—' ? '0' : x))
        .map((x) => Number(x.replace('−', '-')))
      const whole = pulls.pop()
      assert.ok(
        Math.abs(pulls.reduce((a, b) => a + b, 0) - whole) <= 0.05 * (pulls.length + 1),
        'the towns add up to the whole',
      )
      await noSeriousViolation(clerk, 'numbers')
      assert.equal(await clerk.locator('[data-test=pull]').count(), 4, 'what entered lately, the others, the whole')
      await clerk.selectOption('[data-test=by]', 'class')
      await clerk.waitForURL('**/numbers?month=2026-10&by=class')
      await clerk.waitForFunction(
        (n) => document.querySelectorAll('[data-test=number-row]').length === n,
        (await ask(clerk, '/api/members/report?month=2026-10&by=class')).number.length,
      )
      await clerk.check('[data-test=projects]')
      await clerk.waitForURL('**projects=yes')
      await clerk.click('[data-test=import-members]')
      const csv = '单位详细名称,专业类别,入库时间\n霁川县某面粉有限公司,工业,2024年11月\n霁川县某商店,批零,2024-11\n'
      await clerk.setInputFiles('[data-test=table-file]', {
        name: '在库名单.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(csv),
      })
      await clerk.waitForSelector('[data-test=leave-out]')
      await shot(clerk, name('d9-import'))
      await clerk.check('[data-test=leave-out]')
      await clerk.check('[data-test=rest-leave]')
      await clerk.click('[data-test=table-import]')
      await clerk.waitForSelector('[data-test=table-result]')
      assert.equal(
        (await ask(clerk, '/api/members/report?month=2026-10')).number.at(-1).total,
        1,
        'the next list takes the place of the one before',
      )
      const file = await clerk.request.get(`${server.base}/api/export/members?month=2026-10`)
      assert.equal(file.status(), 200)
    })

    it('names the leader in charge of a candidate', async () => {
      const desk = await county.desk()
      const [first] = (await ask(desk, '/api/dossiers')).dossiers
      await desk.goto(`${server.base}/cultivation/dossiers/${first.enterprise_id}`)
      await desk.click('[data-test=assign]')
      await desk.fill('[data-test=leader]', '某副县长')
      await shot(desk, name('d12-leader'))
      await noSeriousViolation(desk, 'assign')
      await desk.click('[data-test=do-assign]')
      await until(async () => (await ask(desk, '/api/dossiers')).dossiers.some((d) => d.leader === '某副县长'))
      await desk.waitForFunction(() => document.body.innerText.includes('某副县长'))
      await desk.context().close()
    })

    it('plans visits for several at once', async () => {
      await clerk.goto(`${server.base}/cultivation/dossiers`)
      await clerk.waitForSelector('[data-test=dossier]')
      await clerk.locator('[data-test=dossier] input[type=checkbox]').first().check()
      await clerk.click('[data-test=plan-visits]')
      await until(async () => (await ask(clerk, '/api/visits?state=planned')).total === 1)
      const plan = (await ask(clerk, '/api/visits?state=planned')).visits[0]
      assert.equal(plan.planned_on, today)
      // Without a network what is planned can be chosen; a record that is not taken is mended, not lost.
      await clerk.goto(`${server.base}/cultivation/visits`)
      await clerk.waitForSelector('[data-test=record]')
      await until(() =>
        clerk.evaluate(() =>
          Object.keys(localStorage).some((k) => k.startsWith('luodi.planned.') && localStorage.getItem(k).length > 10),
        ),
      )
      await clerk.context().setOffline(true)
      await clerk.goto(`${server.base}/cultivation/visits/new`)
      await clerk.click('[data-test=planned-here]')
      await clerk.fill('[data-test=record]', '第二次走访，已恢复生产。')
      await clerk.click('[data-test=save-visit]')
      await clerk.waitForSelector('[data-test=waiting]')
      const desk = await county.desk()
      assert.equal(
        (
          await desk.request.post(`${server.base}/api/visits/cancel`, { data: { visit_id: plan.visit_id, reason: '企业外出' } })
        ).status(),
        200,
      )
      await clerk.context().setOffline(false)
      await clerk.waitForSelector('[data-test=mend]')
      await clerk.click('[data-test=mend]')
      await clerk.waitForSelector('.note.bad')
      assert.equal(await clerk.inputValue('[data-test=record]'), '第二次走访，已恢复生产。')
      await clerk.check('.visitform input[type=checkbox]')
      await clerk.click('[data-test=save-visit]')
      await until(async () => (await ask(clerk, '/api/visits?state=held')).total === 2)
      await desk.context().close()
    })

    it('lets a leader look and not act', async () => {
      await leader.goto(`${server.base}/cultivation/dossiers/${first.enterprise_id}`)
      await leader.waitForSelector('[data-test=check]')
      assert.equal(await leader.locator('[data-test=advance]').count(), 0)
      assert.equal(
        (
          await leader.request.post(`${server.base}/api/dossiers`, { data: { enterprise_ids: [first.enterprise_id] } })
        ).status(),
        403,
      )
    })

    it('had no error in the browser', () =>
      assert.deepEqual(
        errors.filter((e) => !/ERR_INTERNET_DISCONNECTED/.test(e)),
        [],
      ))
  })
}
