// Times the pages of candidates, dossiers and members as the screen asks for them. 500 candidates near the line have a dossier; the
// page timed is one where a VAT return was copied, which is held against what the tax bureau reports. usage: node pages.mjs LUODI DATA
import { spawn } from 'node:child_process'

const [luodi, data] = process.argv.slice(2)
const child = spawn(luodi, ['serve', '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
let text = ''
const link = await new Promise((resolve) => child.stdout.on('data', (d) => { text += d; const m = text.match(/(http:\S+setup#\S+)/); if (m) resolve(m[1]) }))
const base = link.slice(0, link.indexOf('/setup'))
const made = await fetch(`${base}/api/session/setup`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: base }, body: JSON.stringify({ token: link.split('#')[1], login: 'root', display_name: '', password: 'a long enough one' }) })
const cookie = made.headers.get('set-cookie').split(';')[0]
const send = (path, body) => fetch(base + path, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: base, Cookie: cookie }, body: JSON.stringify(body) }).then((r) => r.json())
const near = (await (await fetch(`${base}/api/candidates?limit=500&place=near`, { headers: { Cookie: cookie } })).json()).candidates.map((c) => c.enterprise_id)
await send('/api/dossiers', { enterprise_ids: near })
await send('/api/dossiers/statement', { enterprise_id: near[0], kind: 'vat', amount: '1900', unit: '万元', year: 2026, month: 10 })
const page = await (await fetch(`${base}/api/dossiers/${near[0]}`, { headers: { Cookie: cookie } })).json()
if (!JSON.stringify(page.checks).includes('tax_bureau')) throw new Error('the return is held against nothing')
for (const [name, path] of [['dossiers', '/api/dossiers?limit=100'], ['a dossier', `/api/dossiers/${near[0]}`], ['enterprises, a search', `/api/enterprises?limit=100&words=${encodeURIComponent('商贸')}`], ['candidates', '/api/candidates?limit=100'], ['candidates of a town', '/api/candidates?limit=100&place=near'], ['members, report', '/api/members/report']]) {
  const times = []
  for (let i = 0; i < 10; i++) {
    const since = performance.now()
    const answer = await fetch(base + path, { headers: { Cookie: cookie } })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    times.push(performance.now() - since)
  }
  times.sort((a, b) => a - b)
  console.log(`${name}: median ${times[5].toFixed(0)} ms, slowest ${times[9].toFixed(0)} ms`)
}
child.kill('SIGTERM')
