// The first road, walked in both languages: first run -> load -> confirm -> commitments -> back to the sentence.
// The invented garbled article always; the real one where the folder named by LUODI_SHARED exists.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { launch, noSeriousViolation, openPage, root, shot, startServer } from './server.mjs'

const garbled = path.join(root, 'examples/county/meeting-second.garbled.txt')
const shared = process.env.LUODI_SHARED ?? path.resolve(root, '../shared')
const real = path.join(shared, 'corpus/garbled/seed.txt')

for (const [language, width, height] of [
  ['zh', 1366, 768],
  ['en', 1366, 768],
  ['zh', 390, 844],
]) {
  describe(`the first road, ${language}, ${width} wide`, () => {
    let server, browser, page
    const errors = []
    before(async () => {
      server = await startServer()
      browser = await launch()
      page = await openPage(browser, width, height, errors)
    })
    after(async () => {
      await browser?.close()
      await server?.stop()
    })
    const name = (s) => `${language}-${width}-${s}`
    const confirmAll = async () => {
      await page.click('[data-test=confirm-all]')
      await page.click('.el-message-box .el-button--primary')
    }

    it('sets the first administrator up through the one-time link', async () => {
      await page.goto(server.link)
      if (language === 'en') await page.click('[data-test=language]')
      await page.waitForSelector('input[name=login]')
      await shot(page, name('1-setup'))
      await noSeriousViolation(page, 'setup')
      await page.fill('input[name=login]', 'clerk')
      await page.fill('input[name=password]', 'a long enough one')
      await page.fill('input[name=again]', 'a long enough one')
      await page.click('button[type=submit]')
      await page.waitForURL('**/today')
      await page.waitForSelector('.note')
      await noSeriousViolation(page, 'an empty start page')
      await page.click('nav a[href="/meetings"]')
      await page.waitForSelector('.drop')
      await shot(page, name('2-empty'))
      await noSeriousViolation(page, 'empty meetings')
    })

    it('loads the garbled article and finds its meeting', async () => {
      await page.setInputFiles('[data-test=files]', garbled)
      await page.waitForSelector('[data-test=meeting]')
      assert.match(await page.textContent('[data-test=meeting]'), /2026-03-25[\s\S]*霁川县人民政府[\s\S]*2026年第5次/)
      await page.setInputFiles('[data-test=files]', garbled)
      await page.waitForSelector('.note.warn')
      assert.equal(await page.locator('[data-test=meeting]').count(), 1, 'the same paper twice changes nothing')
      await shot(page, name('3-meetings'))
      await noSeriousViolation(page, 'meetings')
    })

    it('pastes a paper, and keeps the words of one that is refused', async () => {
      await page.click('[data-test=paste]')
      await page.fill('[data-test=paste-text]', '锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷')
      await page.click('[data-test=paste-go]')
      await page.waitForSelector('.note.bad')
      await page.click('[data-test=paste]')
      assert.match(await page.inputValue('[data-test=paste-text]'), /锟斤拷/, 'a refused text is not lost')
      await page.keyboard.press('Escape')
      await page.waitForSelector('[data-test=paste-text]', { state: 'hidden' })
    })

    it('shows paper and record, and the original beside the mended text', async () => {
      await page.click('[data-test=meeting] a')
      await page.waitForSelector('[data-test=directive]')
      assert.equal(await page.locator('[data-test=directive]').count(), 19)
      await shot(page, name('4-meeting'))
      await noSeriousViolation(page, 'meeting')
      await page.click('[data-test=original]')
      await page.waitForSelector('.compare .seg.changed')
      await page.locator('.compare .seg.changed').first().hover()
      assert.notEqual((await page.textContent('.explain')).trim(), '')
      await shot(page, name('5-original'))
      await page.click('[data-test=original]')
    })

    it('confirms by keyboard with the clauses that are ticked', async () => {
      const clause = '.directive-card.picked fieldset input[type=checkbox]'
      for (let i = 0; i < 19 && !(await page.locator(clause).count()); ++i)
        await page.locator('[data-test=directive] .words').nth(i).click()
      await page.locator(clause).first().check()
      const [answer] = await Promise.all([page.waitForResponse('**/api/directives/confirm'), page.keyboard.press('c')])
      assert.equal((await answer.json()).commitments.length, 2, 'the directive and its clause')
      await page.waitForSelector('.directive-card.confirmed')
      await page.click('.directive-card.confirmed .words')
      await page.keyboard.press('z')
      await page.waitForFunction(() => document.querySelectorAll('.directive-card.confirmed').length === 0)
    })

    it('confirms, settles, refuses and undoes by keyboard', async () => {
      const states = () =>
        page.$$eval('[data-test=directive]', (list) =>
          list.map((d) => d.className.match(/proposed|confirmed|refused|settled/)?.[0]),
        )
      await page.click('[data-test=directive] >> nth=0')
      await page.locator('main').press('c')
      await page.waitForFunction(() => document.querySelectorAll('.directive-card.confirmed').length === 1)
      await page.locator('main').press('p')
      await page.waitForFunction(() => document.querySelectorAll('.directive-card.settled').length === 1)
      await page.locator('main').press('r')
      await page.fill('[data-test=reason]', '不属于本级职责')
      await page.click('[data-test=refuse-go]')
      await page.waitForFunction(() => document.querySelectorAll('.directive-card.refused').length === 1)
      await page.click('.directive-card.refused .words')
      await page.locator('main').press('z')
      await page.waitForFunction(() => document.querySelectorAll('.directive-card.refused').length === 0)
      assert.deepEqual(
        (await states()).filter((s) => s !== 'proposed'),
        ['confirmed', 'settled'],
      )
    })

    it('confirms all and finds them again as commitments that lead back to their sentence', async () => {
      const typed = page.locator('[data-test=directive].proposed').last()
      await typed.locator('[data-field=unit]').fill('县测试局')
      await confirmAll()
      await page.waitForFunction(() => document.querySelectorAll('.directive-card.confirmed').length === 18)
      assert.match(
        await page.locator('[data-test=directive].confirmed').last().textContent(),
        /县测试局/,
        'what was typed on a card goes with it',
      )
      await shot(page, name('6-confirmed'))
      await page.click('nav a[href="/commitments"]')
      await page.waitForSelector('[data-test=commitment]')
      assert.equal(await page.locator('[data-test=commitment]').count(), 18)
      await shot(page, name('7-commitments'))
      await noSeriousViolation(page, 'commitments')
      await page.fill('#filter', '招商图谱')
      await page.waitForFunction(() => document.querySelectorAll('[data-test=commitment]').length < 18)
      await page.click('[data-test=sentence]')
      await page.waitForSelector('.directive-card.picked')
      assert.match(await page.textContent('.directive-card.picked'), /招商图谱/)
      assert.match((await page.$$eval('.seg.picked', (l) => l.map((s) => s.textContent))).join(''), /招商图谱/)
      await page.waitForFunction(() => {
        const pane = document.querySelector('.paper').getBoundingClientRect()
        const seg = document.querySelector('.seg.picked').getBoundingClientRect()
        return seg.top >= pane.top - 4 && seg.bottom <= pane.bottom + 4
      }) // the sentence is in sight, not only marked
      await page.goBack()
      await page.waitForSelector('[data-test=commitment]')
      assert.equal(await page.inputValue('#filter'), '招商图谱', 'the list is found as it was left')
    })

    it('takes back everything at once, then adds, corrects, splits and merges by selecting', async () => {
      await page.click('[data-test=sentence]')
      await page.waitForSelector('.directive-card.picked')
      const select = (from, to) =>
        page.evaluate(
          ([a, b]) => {
            const pane = document.querySelector('.paper')
            const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT)
            const nodes = []
            let text = ''
            for (let n = walker.nextNode(); n; n = walker.nextNode()) {
              nodes.push([text.length, n])
              text += n.textContent
            }
            const place = (at) => {
              const [begin, node] = nodes.filter(([begin]) => begin <= at).at(-1)
              return [node, at - begin]
            }
            const begin = text.indexOf(a),
              end = text.indexOf(b, begin) + b.length
            const range = document.createRange()
            range.setStart(...place(begin))
            const [node, offset] = place(end - 1)
            range.setEnd(node, offset + 1)
            getSelection().removeAllRanges()
            getSelection().addRange(range)
            pane.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }))
          },
          [from, to],
        )
      const count = () => page.locator('[data-test=directive]').count()
      const before = await count()
      await select('会议还研究', '其他事项')
      await page.click('[data-test=add]')
      await page.waitForFunction((n) => document.querySelectorAll('[data-test=directive]').length === n, before + 1)
      assert.match(await page.textContent('.directive-card.picked .words'), /会议还研究/)
      await select('研究了其他', '其他事项')
      await page.click('[data-test=correct]')
      await page.waitForFunction(() => document.querySelector('.directive-card.picked .words').textContent.startsWith('研究'))
      await page.locator('.directive-card.picked [data-test=undo]').click() // the correction is taken back, and made again
      await page.waitForFunction(() =>
        document.querySelector('.directive-card.picked .words').textContent.startsWith('会议还研究'),
      )
      await select('研究了其他', '其他事项')
      await page.click('[data-test=correct]')
      await page.waitForSelector('.directive-card.picked [data-test=corrected]')
      await select('研究了其他', '研究')
      await page.locator('main').press('s')
      await page.waitForFunction(() => document.querySelectorAll('.directive-card.split').length === 1)
      await page.waitForFunction(
        () => document.querySelector('.directive-card.picked.proposed .words')?.textContent.trim() === '研究',
      )
      await page.locator('main').press('m')
      await page.waitForFunction(() => document.querySelectorAll('.directive-card.merged').length >= 1)
      await page.waitForFunction(() =>
        document.querySelector('.directive-card.picked.proposed .words')?.textContent.trim().startsWith('研究'),
      )
      await shot(page, name('6b-selecting'))
    })

    it('marks by keyboard, and keeps what was typed until it is confirmed', async () => {
      const words = async () => (await page.textContent('.directive-card.picked .words')).trim()
      const before = await words()
      await page.locator('main').press('x')
      await page.waitForSelector('.seg.marked')
      for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Shift+ArrowRight')
      const marked = async () => (await page.$$eval('.seg.marked', (l) => l.map((s) => s.textContent))).join('')
      const wanted = [...before].slice(1, -2).join('')
      await page.waitForFunction(
        (w) => [...document.querySelectorAll('.seg.marked')].map((s) => s.textContent).join('') === w,
        wanted,
      )
      await shot(page, name('6b-marking'))
      await noSeriousViolation(page, 'marking')
      await page.keyboard.press('Escape')
      assert.equal(await marked(), '')
      await page.keyboard.press('x')
      for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('e')
      await page.waitForFunction(
        (w) => document.querySelector('.directive-card.picked .words').textContent.trim() === w,
        [...before].slice(0, -2).join(''),
      )
      const unit = page.locator('.directive-card.picked [data-field=unit]')
      const proposed = await unit.inputValue()
      await unit.fill('县统计局')
      await page.reload()
      await page.waitForSelector('[data-test=draft]')
      const card = page.locator('.directive-card', { has: page.locator('[data-test=draft]') })
      assert.equal(await card.locator('[data-field=unit]').inputValue(), '县统计局')
      await card.locator('[data-field=unit]').press('Escape')
      assert.equal(await card.count(), 0)
      await page.reload()
      await page.waitForSelector('.directive-card.proposed [data-field=unit]')
      assert.equal(await page.locator('[data-test=draft]').count(), 0, `back to ${proposed}`)
    })

    it('puts the meeting right, and back to what was read', async () => {
      await page.click('[data-test=meeting-facts]')
      await page.waitForSelector('[data-test=fact-date]')
      const date = await page.inputValue('[data-test=fact-date]')
      assert.equal(await page.isDisabled('[data-test=facts-save]'), true, 'nothing is changed yet')
      await page.fill('[data-test=fact-date]', '2026-02-30')
      await page.click('[data-test=facts-save]')
      await page.waitForSelector('.el-message--error')
      await page.fill('[data-test=fact-date]', '2026-01-09')
      await shot(page, name('6c-facts'))
      await noSeriousViolation(page, 'facts')
      await page.click('[data-test=facts-save]')
      await page.waitForSelector('[data-test=meeting-corrected]')
      assert.match(await page.textContent('.meeting-card'), /2026-01-09/)
      await page.click('[data-test=meeting-facts]')
      await page.click('[data-test=facts-as-read]')
      assert.equal(await page.inputValue('[data-test=fact-date]'), date)
      await page.click('[data-test=facts-save]')
      await page.waitForFunction((d) => document.querySelector('.meeting-card').textContent.includes(d), date)
    })

    it('takes a pasted text and a dropped page', async () => {
      await page.click('nav a[href="/meetings"]')
      await page.click('[data-test=paste]')
      await page.fill('[data-test=paste-text]', fs.readFileSync(path.join(root, 'examples/county/meeting-clean.txt'), 'utf8'))
      await page.click('[data-test=paste-go]')
      await page.waitForFunction(() => document.querySelectorAll('[data-test=meeting]').length === 2)
      const transfer = await page.evaluateHandle(() => {
        const html =
          '<html><head><meta charset="utf-8"><title>县政府召开第9次常务会议</title></head><body><p>2026年5月6日，县长顾砚舟主持召开霁川县政府第9次常务会议。会议要求，县住建局要在6月底前完成排查。</p></body></html>'
        const data = new DataTransfer()
        data.items.add(new File([html], '会议.html', { type: 'text/html' }))
        return data
      })
      await page.dispatchEvent('.drop', 'drop', { dataTransfer: transfer })
      await page.waitForFunction(() => document.querySelectorAll('[data-test=meeting]').length === 3)
    })

    it('takes a paper back that was loaded by mistake', async () => {
      await page.locator('[data-test=meeting]', { hasText: '2026-05-06' }).locator('a').click()
      await page.click('[data-test=withdraw]')
      await page.waitForSelector('.el-message-box')
      await page.click('.el-message-box .el-button--primary')
      await page.waitForSelector('.el-message-box__errormsg')
      assert.notEqual(await page.textContent('.el-message-box__errormsg'), '', 'not without a reason')
      await page.fill('.el-message-box input', '导错了')
      await shot(page, name('6d-withdraw'))
      await page.click('.el-message-box .el-button--primary')
      await page.waitForURL('**/meetings')
      await page.waitForFunction(() => document.querySelectorAll('[data-test=meeting]').length === 2)
    })

    it('verifies the ledger on the data screen', async () => {
      await page.click('nav a[href="/data"]')
      await page.click('[data-test=verify]')
      await page.waitForSelector('.head .note:not(.bad)')
      assert.match(await page.textContent('[data-test=head]'), /[0-9a-f]{64}/)
      await page.waitForFunction(() => document.querySelectorAll('table.plain.small tbody tr').length > 10) // entries, accounts, audit without a search
      assert.equal(await page.locator('.note.bad').count(), 0)
      await shot(page, name('8-data'))
      await noSeriousViolation(page, 'data')
      assert.deepEqual(errors, [])
    })

    it('changes the password, and logs in again where a session ended, with nothing lost', async () => {
      await page.click('[data-test=own-account]')
      await page.fill('[data-test=old-password]', 'a long enough one')
      await page.fill('[data-test=new-password]', 'another long one')
      await page.fill('[data-test=new-again]', 'another long one')
      await shot(page, name('8b-password'))
      await page.click('[data-test=password-go]')
      await page.waitForSelector('[data-test=password-form]', { state: 'hidden' })
      await page.fill('[data-test=look]', 'typed before')
      const { sessions } = await (await page.request.get(`${server.base}/api/sessions`)).json()
      for (const s of sessions)
        await page.request.post(`${server.base}/api/sessions/revoke`, {
          data: { session_id: s.session_id },
          headers: { Origin: server.base },
        })
      await page.click('[data-test=verify]')
      await page.waitForSelector('[data-test=login-again]')
      await page.fill('[data-test=again-password]', 'wrong one here')
      await page.click('[data-test=again-go]')
      await page.waitForSelector('[data-test=login-again] .note.bad')
      await page.fill('[data-test=again-password]', 'another long one')
      await shot(page, name('8c-again'))
      await noSeriousViolation(page, 'logging in again')
      await page.click('[data-test=again-go]')
      await page.waitForSelector('[data-test=login-again]', { state: 'hidden' })
      assert.equal(await page.inputValue('[data-test=look]'), 'typed before')
      await page.click('[data-test=verify]')
      await page.waitForSelector('.head .note:not(.bad)')
    })

    it(
      'reads the real article: 8 January 2025, eight directives',
      { skip: fs.existsSync(real) ? false : `no ${real}: set LUODI_SHARED` },
      async () => {
        await page.click('nav a[href="/meetings"]')
        await page.setInputFiles('[data-test=files]', real)
        await page.locator('[data-test=meeting]', { hasText: '2025-01-08' }).waitFor()
        await page.locator('[data-test=meeting]', { hasText: '2025-01-08' }).locator('a').click()
        await page.waitForFunction(() => document.querySelectorAll('[data-test=directive]').length === 8)
        await confirmAll()
        await page.waitForFunction(() => document.querySelectorAll('.directive-card.confirmed').length === 8)
        await page.click('nav a[href="/commitments"]')
        await page.waitForFunction(() => document.querySelectorAll('[data-test=commitment]').length === 26)
        await page.fill('#filter', '五上 2025年第1次')
        await page.waitForFunction(() => document.querySelectorAll('[data-test=commitment]').length < 26)
        assert.match(await page.textContent('[data-test=commitment]'), /县发改局/)
        await shot(page, name('9-real'))
      },
    )
  })
}
