// The supervision desk walked in both languages: assign -> accept -> report with a file -> return -> report -> close, by the
// accounts that may; clicks counted; board, calendar, tree, a past day, the story; roles and rules.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { launch, logIn, noSeriousViolation, openPage, password, setUp, shot, startServer } from './server.mjs'

for (const [language, width, height] of [['zh', 1366, 768], ['en', 1366, 768], ['zh', 390, 844]]) {
  describe(`the supervision desk, ${language}, ${width} wide`, () => {
    let server, browser, desk, unit
    const errors = []
    const name = (s) => `${language}-${width}-${s}`
    const open = () => openPage(browser, width, height, errors)
    const post = async (page, path, data) => {
      const answer = await page.request.post(`${server.base}${path}`, { data })
      const body = await answer.json()
      assert.equal(answer.status(), 200, JSON.stringify(body))
      return body
    }
    before(async () => {
      server = await startServer(['--demo'])
      browser = await launch()
      const root = await open()
      await setUp(root, server.link)
      for (const [login, role, unit_id] of [['desk', 'supervision', null], ['li', 'clerk', 'U004'], ['head', 'unit_lead', 'U004'], ['mayor', 'leader', null]]) await post(root, '/api/accounts', { login, display_name: '', role, password, unit_id })
      const { meetings } = await (await root.request.get(`${server.base}/api/meetings`)).json()
      const meeting = await (await root.request.get(`${server.base}/api/meetings/${meetings[0].meeting_id}`)).json()
      await post(root, '/api/directives/confirm', { directive_ids: meeting.items.flatMap((i) => i.directives.map((d) => d.directive_id)) })
      await root.goto(`${server.base}/data`)
      await root.waitForSelector('[data-test=role]')
      await root.click('[data-test=backup-now]')
      await root.waitForSelector('[data-test=receipt] .tag.green')
      await shot(root, name('s0-data'))
      await noSeriousViolation(root, 'data')
      await root.context().close()
      desk = await open()
      unit = await open()
      await logIn(desk, server.base, 'desk', language)
      await logIn(unit, server.base, 'li', language)
    })
    after(async () => {
      await browser?.close()
      await server?.stop()
    })

    it('assigns several at once, previewed', async () => {
      await desk.click('nav a[href="/commitments"]')
      await desk.waitForSelector('[data-test=commitment]')
      const boxes = desk.locator('[data-test=commitment] input[type=checkbox]')
      for (let i = 0; i < 4; i++) await boxes.nth(i).check()
      await desk.click('[data-act=assign]')
      await desk.locator('.actform select').first().selectOption('U004')
      await desk.locator('.actform input[type=date]').fill('2027-12-31')
      await desk.click('[data-test=do]')
      await desk.waitForSelector('.actform .note')
      await shot(desk, name('s1-assign'))
      await noSeriousViolation(desk, 'assign')
      await desk.click('[data-test=do]')
      await desk.waitForSelector('.actform', { state: 'detached' })
      await desk.selectOption('.filters select >> nth=0', 'assigned')
      await desk.waitForFunction(() => document.querySelectorAll('[data-test=commitment]').length === 4)
    })

    it('lets the unit accept from its start page with one click', async () => {
      await unit.reload()
      await unit.waitForSelector('[data-list=to_accept]')
      await shot(unit, name('s2-today-unit'))
      await noSeriousViolation(unit, 'today of a unit')
      assert.equal(await unit.locator('[data-list=to_accept] [data-test=row]').count(), 4)
      await unit.locator('[data-quick=accept]').first().click()
      await unit.waitForFunction(() => document.querySelectorAll('[data-list=to_accept] [data-test=row]').length === 3)
    })

    it('reports with a file in three steps, is returned, reports again and is closed', async () => {
      await unit.goto(`${server.base}/commitments?state=accepted`)
      await unit.locator('[data-test=story]').first().click() // 1
      await unit.waitForSelector('[data-act=report]')
      assert.match(await unit.textContent('[data-test=next-feedback]'), /20\d\d-\d\d-\d\d[\s\S]*5个工作日/, 'until when to report first, and by which rule')
      await unit.click('[data-act=report]') // 2
      await unit.locator('.actform textarea').fill('已完成申报，附入库通知书。')
      await unit.setInputFiles('[data-test=evidence]', { name: '入库通知书.txt', mimeType: 'text/plain', buffer: Buffer.from('已入库') })
      await unit.click('[data-test=do]') // 3
      await unit.waitForSelector('[data-test=report]')
      const id = unit.url().split('/').pop()
      await desk.goto(`${server.base}/commitments/${id}`)
      await desk.waitForSelector('[data-act=return]')
      assert.equal(await desk.locator('[data-test=next-feedback]').count(), 0, 'it was reported')
      await shot(desk, name('s3-story'))
      await noSeriousViolation(desk, 'story')
      await desk.click('[data-act=return]')
      await desk.locator('.actform textarea').fill('缺统计部门意见')
      await desk.click('[data-test=do]')
      await desk.waitForSelector('.report .note.warn')
      await unit.reload()
      await unit.waitForSelector('[data-act=report]')
      assert.match(await unit.textContent('.report .note.warn'), /缺统计部门意见/)
      await unit.click('[data-act=report]')
      await unit.locator('.actform textarea').fill('已补充。')
      await unit.click('[data-test=do]')
      await unit.waitForFunction(() => document.querySelectorAll('[data-test=report]').length === 2)
      const [download] = await Promise.all([unit.waitForEvent('download'), unit.click('.report a[download]')])
      assert.equal(download.suggestedFilename(), '入库通知书.txt')
      await desk.click('nav a[href="/today"]')
      await desk.waitForSelector('[data-list=to_review]')
      await shot(desk, name('s4-today-desk'))
      await desk.click('[data-quick=close]')
      await desk.waitForSelector('[data-list=to_review]', { state: 'detached' })
      await desk.goto(`${server.base}/commitments/${id}`)
      await desk.waitForSelector('.steps li')
      assert.equal(await desk.locator('.steps li').count(), 7)
    })

    it('does every act of the desk from the story with at most three clicks or keys', async () => {
      const { commitments } = await (await desk.request.get(`${server.base}/api/commitments?state=assigned`)).json()
      const id = commitments[0].commitment_id
      const settled = async () => desk.waitForSelector('.actform', { state: 'detached' })
      await desk.goto(`${server.base}/commitments?state=assigned`)
      await desk.locator('[data-test=story]', { hasText: id }).click() // click 1 of each act below
      await desk.waitForSelector('[data-act=extend]')
      await desk.click('[data-act=extend]')
      await desk.locator('.actform input[type=date]').fill('2028-03-31')
      await desk.locator('.actform textarea').fill('雨季停工')
      await desk.click('[data-test=do]')
      await settled()
      await desk.click('[data-act=add_helper]')
      await desk.locator('.actform select').selectOption('U006')
      await desk.click('[data-test=do]')
      await settled()
      await desk.locator('h1').click()
      await desk.keyboard.press('s')
      await desk.locator('.actform select').selectOption('yellow')
      await desk.click('[data-test=do]')
      await desk.waitForSelector('.slip.yellow')
      assert.match(await desk.textContent('.slip.yellow'), /黄单〔20\d\d〕1号/)
      assert.match(await desk.textContent('.facts'), /2028-03-31/)
      await shot(desk, name('s5-slip'))
      await desk.click('[data-test=sentence]')
      await desk.waitForSelector('.directive-card.picked')
    })

    it('issues a notice only when its numbers are those of the rows', async () => {
      await desk.click('nav a[href="/notices"]')
      await desk.waitForSelector('[data-test=notice]')
      assert.match(await desk.textContent('[data-test=notice]'), /共19项，已办结1项，占5%；未办结18项，占95%/)
      await desk.fill('[data-test=demands]', '其余20项要抓紧办理。')
      await desk.waitForSelector('[data-test=contradictions]')
      assert.match(await desk.textContent('[data-test=contradictions]'), /其余20项要抓紧办理。 \[18\]/)
      assert.equal(await desk.isDisabled('[data-test=issue]'), true)
      await shot(desk, name('s8-contradiction'))
      await noSeriousViolation(desk, 'notices')
      await desk.fill('[data-test=demands]', '其余18项要抓紧办理。')
      await desk.waitForSelector('[data-test=contradictions]', { state: 'detached' })
      await desk.click('[data-test=issue]')
      await desk.waitForSelector('[data-test=issued]')
      for (const [link, file] of [['docx', /^政督〔20\d\d〕1号关于.*\.docx$/], ['xlsx', /汇总表\.xlsx$/]]) {
        const [download] = await Promise.all([desk.waitForEvent('download'), desk.click(`[data-test=issued] a[href$="/${link}"]`)])
        assert.match(download.suggestedFilename(), file)
      }
      await shot(desk, name('s9-notice'))
    })

    it('shows board, calendar, tree and a past day', async () => {
      for (const view of ['board', 'calendar', 'tree']) {
        await desk.goto(`${server.base}/commitments?view=${view}`)
        await desk.waitForSelector({ board: '[data-column=done] [data-test=row]', calendar: '.calendar td.today, .calendar td', tree: '.twig' }[view])
        await shot(desk, name(`s6-${view}`))
        await noSeriousViolation(desk, view)
      }
      await desk.goto(`${server.base}/commitments?as_of=2026-01-01`)
      await desk.waitForSelector('.note.warn')
      assert.equal(await desk.locator('[data-test=commitment]').count(), 0, 'nothing stood then')
    })

    it('gives a leader the meetings, and shows a unit nothing of others', async () => {
      const mayor = await open()
      await logIn(mayor, server.base, 'mayor', language)
      await mayor.waitForSelector('.meetingline')
      await shot(mayor, name('s7-today-leader'))
      await noSeriousViolation(mayor, 'today of a leader')
      assert.equal(await mayor.locator('nav a[href="/data"]').count(), 0)
      const seen = await (await unit.request.get(`${server.base}/api/commitments`)).json()
      assert.equal(seen.total, 4)
      assert.equal((await unit.request.post(`${server.base}/api/commitments/act/close`, { data: { commitment_ids: ['2026-00001'] } })).status(), 403)
    })

    it('imports a table of tasks, shows its errors by cell, and takes it back', async () => {
      await desk.goto(`${server.base}/tables`)
      const csv = '霁川县2026年重点任务分解表,,,\n序号,任务,牵头单位,完成时限\n1,推进城北污水处理厂扩建工程,县发改局,2027年6月30日\n2,,县财政局,大概秋天\n3,完成供水管网改造可研,县水务和不存在的局,长期\n'
      await desk.setInputFiles('[data-test=table-file]', { name: '任务分解表.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
      await desk.waitForSelector('[data-test=table-preview]')
      assert.match(await desk.textContent('[data-test=table-preview]'), /B4/)
      assert.equal(await desk.locator('[data-test=table-import]').isDisabled(), true)
      await desk.check('[data-test=leave-out]')
      await desk.check('[data-test=table-assign]')
      await shot(desk, name('s9-table'))
      await noSeriousViolation(desk, 'tables')
      await desk.click('[data-test=table-import]')
      await desk.waitForSelector('[data-test=table-result]')
      assert.match(await desk.textContent('[data-test=table-result]'), /2.*2.*1/s)
      await desk.click('[data-test=table-result] a')
      await desk.waitForFunction(() => document.querySelectorAll('[data-test=commitment]').length === 2)
      const [download] = await Promise.all([desk.waitForEvent('download'), desk.click('a[href*="form=xlsx"]')])
      assert.match(download.suggestedFilename(), /\.xlsx$/)
      await desk.goto(`${server.base}/tables`)
      await desk.locator('[data-test=table-undo]').first().click()
      await desk.locator('.el-message-box__btns button').last().click()
      await desk.waitForSelector('[data-test=table-imported] .tag')
    })

    it('registers a document, has it read, and groups commitments in a campaign', async () => {
      await desk.goto(`${server.base}/library`)
      await desk.click('[data-test=new-document]')
      await desk.fill('[data-test=document-title]', '关于推动县域经济高质量发展的若干措施')
      await desk.selectOption('[data-test=readers]', ['U004', 'U006'])
      await desk.click('section form button[type=submit]')
      await desk.waitForSelector('[data-test=document]')
      await desk.click('[data-test=new-campaign]')
      await desk.fill('[data-test=campaign-name]', '“三个年”活动')
      await desk.fill('form input[type=date] >> nth=0', '2026-01-01')
      await desk.click('section form button[type=submit]')
      await desk.waitForSelector('[data-test=campaign]')
      await unit.goto(`${server.base}/library`)
      await unit.click('[data-test=read-it]')
      await unit.waitForSelector('[data-test=document] .tag.green')
      await desk.goto(`${server.base}/commitments`)
      await desk.locator('[data-test=commitment] input[type=checkbox]').first().check()
      await desk.selectOption('[data-test=join]', { label: '“三个年”活动' })
      await desk.goto(`${server.base}/library`)
      await desk.waitForSelector('.lightbar')
      await shot(desk, name('s10-library'))
      await noSeriousViolation(desk, 'library')
    })

    it('leads what is carried over to the next meeting of its kind', async () => {
      const { commitments } = await (await desk.request.get(`${server.base}/api/commitments?state=assigned`)).json()
      const { commitment_id } = commitments[0]
      await post(desk, '/api/commitments/act/carry', { commitment_ids: [commitment_id], text: '下次会议再议' })
      await desk.goto(`${server.base}/commitments/${commitment_id}`)
      await desk.waitForSelector('[data-test=carried-to] .muted')
      const next = '2091年2月5日，县委副书记、县长顾砚舟主持召开县政府2091年第1次常务会议。\n会议听取了县工信局关于企业培育情况的汇报。会议要求，县工信局要逐户上门服务，7月底前完成申报。\n'
      await post(desk, '/api/papers/paste', { file_name: '下次.txt', text: next })
      await desk.reload()
      await shot(desk, name('s11-carried'))
      await desk.click('[data-test=carried-to] a')
      await desk.waitForSelector(`[data-test=carried-in] a[href="/commitments/${commitment_id}"]`)
      await shot(desk, name('s12-carried-in'))
      await noSeriousViolation(desk, 'meeting with carried-over')
    })

    it('made no mistake on the way', () => assert.deepEqual(errors, []))
  })
}
