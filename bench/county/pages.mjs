// Times the pages of candidates and members as the screen asks for them. usage: node pages.mjs LUODI DATA
import { spawn } from 'node:child_process'

const [luodi, data] = process.argv.slice(2)
const child = spawn(luodi, ['serve', '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
let text = ''
const link = await new Promise((resolve) => child.stdout.on('data', (d) => { text += d; const m = text.match(/(http:\S+setup#\S+)/); if (m) resolve(m[1]) }))
const base = link.slice(0, link.indexOf('/setup'))
const made = await fetch(`${base}/api/session/setup`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: base }, body: JSON.stringify({ token: link.split('#')[1], login: 'root', display_name: '', password: 'a long enough one' }) })
const cookie = made.headers.get('set-cookie').split(';')[0]
for (const [name, path] of [['candidates', '/api/candidates?limit=100'], ['candidates of a town', '/api/candidates?limit=100&place=near'], ['members, report', '/api/members/report']]) {
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
