// The supervision desk walked in both languages: assign -> accept -> report with a file -> return -> report -> close, by the
// accounts that may; clicks counted; board, calendar, tree, a past day, the story; roles and rules.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  actsFromNow,
  actsSoFar,
  countActs,
  launch,
  logIn,
  noSeriousViolation,
  openPage,
  password,
  setUp,
  shot,
  startServer,
  until,
} from './server.mjs'

for (const [language, width, height] of [
  ['zh', 1366, 768],
  ['en', 1366, 768],
  ['zh', 390, 844],
]) {
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
      for (const [login, role, unit_id] of [
        ['desk', 'supervision', null],
        ['li', 'clerk', 'U004'],
        ['head', 'unit_lead', 'U004'],
        ['mayor', 'leader', null],
      ])
        await post(root, '/api/accounts', { login, display_name: '', role, password, unit_id })
      const { meetings } = await (await root.request.get(`${server.base}/api/meetings`)).json()
      const meeting = await (await root.request.get(`${server.base}/api/meetings/${meetings[0].meeting_id}`)).json()
      await post(root, '/api/directives/confirm', {
        directive_ids: meeting.items.flatMap((i) => i.directives.map((d) => d.directive_id)),
      })
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
      await desk.selectOption('[data-test=state-filter]', 'assigned')
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
      assert.match(
        await unit.textContent('[data-test=next-feedback]'),
        /20\d\d-\d\d-\d\d[\s\S]*5个工作日/,
        'until when to report first, and by which rule',
      )
      await unit.click('[data-act=report]') // 2
      await unit.locator('.actform textarea').fill('已完成申报，附入库通知书。')
      await unit.setInputFiles('[data-test=evidence]', {
        name: '入库通知书.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('已入库'),
      })
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
      await unit.selectOption('[data-test=record-kind]', 'meeting')
      await unit.fill('[data-test=record-words]', '常务')
      await unit.click('[data-test=record-found]')
      await unit.waitForSelector('[data-test=record-picked]')
      await shot(unit, name('s3-links'))
      await noSeriousViolation(unit, 'links of a report')
      await unit.click('[data-test=do]')
      await unit.waitForFunction(() => document.querySelectorAll('[data-test=report]').length === 2)
      const [download] = await Promise.all([unit.waitForEvent('download'), unit.click('.report a[download]')])
      assert.equal(download.suggestedFilename(), '入库通知书.txt')
      await unit.waitForSelector('[data-test=report-link] a[href^="/meetings/"]')
      await desk.click('nav a[href="/today"]')
      await desk.waitForSelector('[data-list=to_review]')
      await shot(desk, name('s4-today-desk'))
      const waiting = Number(await desk.innerText('[data-list=to_review] header .tag'))
      await desk.click('[data-list=to_review] header a')
      await desk.waitForSelector('[data-test=commitment]')
      assert.equal(await desk.inputValue('[data-test=worklist]'), 'to_review')
      assert.equal(await desk.locator('[data-test=commitment]').count(), waiting, 'the list counts as the start page')
      await desk.goBack()
      await desk.waitForSelector('[data-list=to_review]')
      await desk.click('[data-quick=close]')
      await desk.waitForSelector('[data-list=to_review]', { state: 'detached' })
      await desk.goto(`${server.base}/commitments/${id}`)
      await desk.waitForSelector('.steps li')
      assert.equal(await desk.locator('.steps li').count(), 7)
    })

    it('extends, asks a unit to help, sends and voids a slip from the story', async () => {
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
      await desk.click('[data-helper=U006]')
      await settled()
      await desk.locator('h1').click()
      await desk.keyboard.press('s')
      await desk.locator('.actform select').selectOption('yellow')
      await desk.click('[data-test=do]')
      await desk.waitForSelector('.slip.yellow')
      assert.match(await desk.textContent('.slip.yellow'), /黄单〔20\d\d〕1号/)
      assert.match(await desk.textContent('.facts'), /2028-03-31/)
      await shot(desk, name('s5-slip'))
      await desk.click('[data-test=void-slip]')
      await desk.fill('.el-message-box input', '发错了')
      await desk.click('.el-message-box .el-button--primary')
      await desk.waitForSelector('.slip.void [data-test=void]')
      await desk.waitForSelector('.el-message-box', { state: 'hidden' })
      assert.match(await desk.textContent('.slip.void'), /发错了/)
      await noSeriousViolation(desk, 'a void slip')
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
      for (const [link, file] of [
        ['docx', /^政督〔20\d\d〕1号关于.*\.docx$/],
        ['xlsx', /汇总表\.xlsx$/],
      ]) {
        const [download] = await Promise.all([
          desk.waitForEvent('download'),
          desk.click(`[data-test=issued] a[href$="/${link}"]`),
        ])
        assert.match(download.suggestedFilename(), file)
      }
      await shot(desk, name('s9-notice'))
    })

    it('shows board, calendar, tree and a past day', async () => {
      for (const view of ['board', 'calendar', 'tree']) {
        await desk.goto(`${server.base}/commitments?view=${view}`)
        await desk.waitForSelector(
          { board: '[data-column=done] [data-test=row]', calendar: '.calendar td.today, .calendar td', tree: '.twig' }[view],
        )
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
      await unit.goto(server.base)
      const sentences = unit.locator('.meetingline [data-test=row]')
      await unit.waitForSelector('[data-test=all-sentences]')
      assert.equal(await sentences.count(), 0)
      await unit.click('[data-test=all-sentences]')
      await until(async () => (await sentences.count()) === 4)
      await shot(unit, name('s7-today-sentences'))
      await noSeriousViolation(unit, 'sentences unfolded')
      await unit.click('[data-test=all-sentences]')
      await until(async () => (await sentences.count()) === 0)
      assert.equal(
        (
          await unit.request.post(`${server.base}/api/commitments/act/close`, { data: { commitment_ids: ['2026-00001'] } })
        ).status(),
        403,
      )
    })

    it('imports a table of tasks, shows its errors by cell, and takes it back', async () => {
      await desk.goto(`${server.base}/tables`)
      const csv =
        '霁川县2026年重点任务分解表,,,\n序号,任务,牵头单位,完成时限\n1,推进城北污水处理厂扩建工程,县发改局,2027年6月30日\n2,,县财政局,大概秋天\n3,完成供水管网改造可研,县水务和不存在的局,长期\n'
      await desk.setInputFiles('[data-test=table-file]', {
        name: '任务分解表.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(csv),
      })
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
      await desk.click('[data-test=edit-campaign]')
      await desk.fill('[data-test=campaign-name]', '“三个年”活动（2026）')
      await desk.click('[data-test=save-campaign]')
      await desk.waitForSelector('[data-test=campaign] h3:has-text("（2026）")')
      assert.equal(await desk.locator('[data-test=campaign]').count(), 1, 'changed, not made again')
      await unit.goto(`${server.base}/library`)
      await unit.click('[data-test=read-it]')
      await unit.waitForSelector('[data-test=document] .tag.green')
      await desk.goto(`${server.base}/commitments`)
      await desk.locator('[data-test=commitment] input[type=checkbox]').first().check()
      await desk.selectOption('[data-test=join]', { label: '“三个年”活动（2026）' })
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
      const next =
        '2091年2月5日，县委副书记、县长顾砚舟主持召开县政府2091年第1次常务会议。\n会议听取了县工信局关于企业培育情况的汇报。会议要求，县工信局要逐户上门服务，7月底前完成申报。\n'
      await post(desk, '/api/papers/paste', { file_name: '下次.txt', text: next })
      await desk.reload()
      await shot(desk, name('s11-carried'))
      await desk.click('[data-test=carried-to] a')
      await desk.waitForSelector(`[data-test=carried-in] a[href="/commitments/${commitment_id}"]`)
      await shot(desk, name('s12-carried-in'))
      await noSeriousViolation(desk, 'meeting with carried-over')
    })

    it('registers a leader’s note with its original, and counts it in a notice of several meetings', async () => {
      await desk.goto(`${server.base}/commitments`)
      await desk.click('[data-test=register-matter]')
      await desk.waitForSelector('[data-test=matter-form] .muted >> nth=1')
      await desk.fill('[data-test=matter-from]', '县长批示')
      await desk.fill('[data-test=matter-texts]', '核实园区企业反映的用电问题。\n一周内提出处理意见。')
      await desk.selectOption('[data-test=matter-unit]', 'U004')
      await desk.setInputFiles('[data-test=matter-file]', {
        name: '批示件.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.4 a scan'),
      })
      await shot(desk, name('s13-matter'))
      await noSeriousViolation(desk, 'matter')
      await desk.click('[data-test=matter-do]')
      await desk.waitForSelector('[data-test=matter-form]', { state: 'detached' })
      await desk.fill('#filter', '核实园区企业')
      await desk.waitForFunction(() => document.querySelectorAll('[data-test=commitment]').length === 1)
      await desk.click('[data-test=sentence]')
      await desk.waitForSelector('.directive-card.picked')
      await shot(desk, name('s14-matter-page'))
      const [original] = await Promise.all([desk.waitForEvent('download'), desk.click('[data-test=original-file]')])
      assert.equal(original.suggestedFilename(), '批示件.pdf')
      // Another unit has no page of it; its own unit takes the original from the story.
      const { commitments } = await (
        await desk.request.get(`${server.base}/api/commitments?words=${encodeURIComponent('核实园区企业')}`)
      ).json()
      assert.equal((await unit.request.get(`${server.base}/api/meetings/${commitments[0].meeting_id}`)).status(), 404)
      await post(desk, '/api/commitments/act/assign', { commitment_ids: [commitments[0].commitment_id], lead_unit_id: 'U004' })
      await unit.goto(`${server.base}/commitments/${commitments[0].commitment_id}`)
      await unit.waitForSelector('[data-test=original-file]')
      await desk.goto(`${server.base}/notices`)
      await desk.waitForSelector('[data-test=notice]')
      await desk.click('[data-test=more-meetings] summary')
      await desk.locator('[data-test=more-meetings] label', { hasText: '领导批示' }).locator('input').check()
      await desk.waitForFunction(() => document.querySelector('[data-test=notice]')?.textContent?.includes('和领导批示'))
      await shot(desk, name('s15-notice-of-several'))
      await noSeriousViolation(desk, 'notice of several')
    })

    it('takes at most three clicks or keys from the inbox for every act', async () => {
      const head = await open()
      await logIn(head, server.base, 'head', language)
      for (const page of [desk, unit, head]) await countActs(page)
      const tomorrow = new Date(Date.now() + 32 * 3600e3).toISOString().slice(0, 10)
      const { commitments } = await (await desk.request.get(`${server.base}/api/commitments?state=confirmed`)).json()
      const next = async () => {
        const id = commitments.pop().commitment_id
        await post(desk, '/api/commitments/act/assign', { commitment_ids: [id], lead_unit_id: 'U004', due_date: tomorrow })
        return id
      }
      const counts = {}
      const act = async (page, what, id, work, settled) => {
        await page.goto(`${server.base}/today`)
        const row = page.locator(`a[href="/commitments/${id}"]`).first()
        await row.waitFor()
        await actsFromNow(page)
        await work(row, page.locator('.todayrow', { has: page.locator(`a[href="/commitments/${id}"]`) }))
        await settled()
        counts[what] = await actsSoFar(page)
      }
      const isNow = (id, state) => async () => {
        for (let i = 0; i < 50; i++) {
          const { commitment } = await (await desk.request.get(`${server.base}/api/commitments/${id}`)).json()
          if (commitment.state === state) return
          await new Promise((r) => setTimeout(r, 100))
        }
        assert.fail(`${id} is not ${state}`)
      }
      const withWords = (page, key) => async (row) => {
        await row.click()
        await page.waitForSelector('.actpanel')
        await page.keyboard.press(key)
        await page.waitForSelector('.actform textarea:focus')
        await page.keyboard.type('缺验收表，请补')
        await page.click('[data-test=do]')
      }
      const reportWithFile = async (_, line) => {
        await line.locator('[data-quick=report]').click()
        await unit.waitForSelector('.actform textarea:focus')
        await unit.keyboard.type('已办结')
        const [chooser] = await Promise.all([unit.waitForEvent('filechooser'), unit.click('[data-test=evidence]')])
        await chooser.setFiles({ name: '验收表.txt', mimeType: 'text/plain', buffer: Buffer.from('合格') })
        await unit.click('[data-test=do]')
      }
      const quick = (name) => async (_, line) => line.locator(`[data-quick=${name}]`).click()
      const id = await next()
      await act(unit, 'accept', id, quick('accept'), isNow(id, 'accepted'))
      await act(unit, 'report with a file', id, reportWithFile, isNow(id, 'reported'))
      await act(desk, 'return', id, withWords(desk, 'b'), isNow(id, 'returned'))
      await act(unit, 'report again', id, reportWithFile, isNow(id, 'reported'))
      await act(desk, 'close', id, quick('close'), isNow(id, 'closed'))
      const other = await next()
      await act(head, 'object', other, withWords(head, 'o'), isNow(other, 'objected'))
      const third = await next()
      const formGone = () => desk.waitForSelector('.actform', { state: 'detached' })
      await act(
        desk,
        'extend',
        third,
        async (row) => {
          await row.click()
          await desk.click('[data-act=extend]')
          await desk.locator('.actform input[type=date]').fill('2028-03-31')
          await desk.locator('.actform textarea').fill('雨季停工')
          await desk.click('[data-test=do]')
        },
        () => desk.waitForFunction(() => /2028-03-31/.test(document.querySelector('.facts')?.textContent ?? '')),
      )
      await act(
        desk,
        'add a helping unit',
        third,
        async (row) => {
          await row.click()
          await desk.waitForSelector('.actpanel')
          await desk.keyboard.press('h')
          await desk.waitForSelector('[data-helper]')
          await shot(desk, name('s5-helper'))
          await noSeriousViolation(desk, 'helping units')
          await desk.click('[data-helper=U006]')
        },
        formGone,
      )
      await act(
        desk,
        'send a slip',
        third,
        async (row) => {
          await row.click()
          await desk.click('[data-act=slip]')
          await desk.click('[data-test=do]')
        },
        () => desk.waitForSelector('.slip.blue'),
      )
      await act(
        desk,
        'open the sentence',
        third,
        async (row) => {
          await row.click()
          await desk.click('[data-test=sentence]')
        },
        () => desk.waitForSelector('.directive-card.picked'),
      )
      await act(
        desk,
        'print the story',
        third,
        async (row) => {
          await row.click()
          await desk.click('[data-test=print]')
        },
        () => desk.waitForFunction(() => sessionStorage.getItem('printed') === '1'),
      )
      for (const [what, n] of Object.entries(counts)) assert.ok(n >= 1 && n <= 3, `${what} takes ${n} clicks or keys`)
      console.log(`clicks or keys from the inbox: ${JSON.stringify(counts)}`)
      await head.context().close()
    })

    it('made no mistake on the way', () => assert.deepEqual(errors, []))
  })
}
