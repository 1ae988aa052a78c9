// 500 accounts that are logged in already, each acting every 1 to 5 seconds, nine of ten acts reading; over loopback, on the
// machine that serves: the demo county, or a data folder of nobody's yet (it is written to).
// usage: node bench/load.mjs PROGRAM [ACCOUNTS] [SECONDS] [DATA]
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'

const [program, accounts = '500', seconds = '300', given] = process.argv.slice(2)
const data = given ?? mkdtempSync(path.join(os.tmpdir(), 'luodi-load-'))
const server = spawn(program, ['serve', ...(given ? [] : ['--demo']), '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
let said = ''
server.stdout.on('data', (d) => (said += d))
while (!/setup#(\S+)/.test(said)) await new Promise((r) => setTimeout(r, 50))
const base = /http:\/\/\S+?:(\d+)\//.exec(said)
const port = Number(base[1])
const agent = new http.Agent({ keepAlive: true, maxSockets: 600 })

/** One request; the answer with its status, body, cookie and milliseconds. */
function ask(method, where, body, cookie) {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const text = body === undefined ? undefined : JSON.stringify(body)
    const r = http.request({ host: '127.0.0.1', port, method, path: where, agent, headers: { ...(cookie ? { Cookie: cookie } : {}), ...(text ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) } : {}) } }, (answer) => {
      const parts = []
      answer.on('data', (d) => parts.push(d))
      answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(parts).toString(), cookie: answer.headers['set-cookie']?.[0]?.split(';')[0], ms: performance.now() - began }))
    })
    r.on('error', reject)
    r.end(text)
  })
}
const password = 'a long enough one'
const token = /setup#(\S+)/.exec(said)[1]
await ask('POST', '/api/session/setup', { token, login: 'root', display_name: '', password })
const root = (await ask('POST', '/api/session/login', { login: 'root', password })).cookie
const units = JSON.parse((await ask('GET', '/api/units', undefined, root)).body).units.map((u) => u.unit_id)
const { meetings } = JSON.parse((await ask('GET', '/api/meetings', undefined, root)).body)
const listed = async (query, cookie = root) => JSON.parse((await ask('GET', `/api/commitments?limit=200&${query}`, undefined, cookie)).body).commitments
if (!given) {
  const meeting = JSON.parse((await ask('GET', `/api/meetings/${meetings[0].meeting_id}`, undefined, root)).body)
  await ask('POST', '/api/directives/confirm', { directive_ids: meeting.items.flatMap((i) => i.directives.map((d) => d.directive_id)) }, root)
  for (const [i, k] of (await listed('state=confirmed')).entries()) await ask('POST', '/api/commitments/act/assign', { commitment_ids: [k.commitment_id], lead_unit_id: units[i % units.length], due_date: '2027-12-31' }, root)
}
// Those that somebody works on can be extended; their units have something to say of them.
const ids = [...(await listed('state=assigned')), ...(await listed('state=under_way'))].map((k) => k.commitment_id)
const busy = new Set([...(await listed('state=assigned')), ...(await listed('state=accepted')), ...(await listed('state=under_way'))].map((k) => k.lead_unit_id))
const leads = units.filter((u) => busy.has(u))

const people = []
const made = performance.now()
for (let i = 0; i < Number(accounts); i++) {
  const role = i % 10 === 0 ? 'supervision' : i % 10 === 1 ? 'leader' : 'clerk'
  const unit_id = role === 'clerk' ? leads[i % leads.length] : null
  const login = `u${i}`
  const a = await ask('POST', '/api/accounts', { login, display_name: '', role, password, unit_id }, root)
  if (a.status !== 200) throw new Error(a.body)
  const session = await ask('POST', '/api/session/login', { login, password })
  people.push({ cookie: session.cookie, role, unit_id })
}
console.log(`${people.length} accounts made and logged in, ${((performance.now() - made) / 1000).toFixed(0)} s`)

let days = 0
const later = () => new Date(Date.UTC(2028, 0, 1 + days++)).toISOString().slice(0, 10)
const reads = [], writes = [], wrong = []
const until = performance.now() + Number(seconds) * 1000
async function live(person) {
  await new Promise((r) => setTimeout(r, Math.random() * 5000))
  while (performance.now() < until) {
    // One act in ten writes; leaders, every tenth account, only read.
    const writing = person.role !== 'leader' && Math.random() < 0.1 / 0.9
    const id = ids[Math.floor(Math.random() * ids.length)]
    let a
    try {
      if (!writing) {
        const where = ['/api/today', '/api/commitments?limit=50', `/api/commitments/${id}`, '/api/commitments?light=red', '/api/meetings'][Math.floor(Math.random() * 5)]
        a = await ask('GET', where, undefined, person.cookie)
        if (a.status !== 200 && a.status !== 404) wrong.push(`${a.status} ${where} ${a.body.slice(0, 120)}`)
        reads.push(a.ms)
      } else {
        const act = person.role === 'supervision' ? ['POST', '/api/commitments/act/extend', { due_date: later(), text: '雨季停工，顺延。', commitment_ids: [id] }] : ['POST', '/api/commitments/act/report', { commitment_id: person.own[Math.floor(Math.random() * person.own.length)], text: '正在推进。', progress: Math.floor(Math.random() * 90), last: false }]
        a = await ask(...act, person.cookie)
        // Refusals by rule (not this unit's, the wrong state) are answers; errors of the store or of ours are not.
        if (a.status >= 500 || /locked|busy/.test(a.body)) wrong.push(`${a.status} ${act[1]} ${a.body.slice(0, 120)}`)
        writes.push({ ms: a.ms, done: a.status === 200 })
      }
    } catch (e) {
      wrong.push(String(e))
    }
    await new Promise((r) => setTimeout(r, 1000 + Math.random() * 4000))
  }
}
// Units accept what they were assigned, so that reports are writes and not refusals.
for (const p of people.filter((x) => x.role === 'clerk')) {
  const fresh = (await listed('state=assigned', p.cookie)).filter((k) => k.lead_unit_id === p.unit_id).map((k) => k.commitment_id)
  if (fresh.length) await ask('POST', '/api/commitments/act/accept', { commitment_ids: fresh }, p.cookie)
  p.own = [...(await listed('state=accepted', p.cookie)), ...(await listed('state=under_way', p.cookie))].filter((k) => k.lead_unit_id === p.unit_id).map((k) => k.commitment_id)
  if (!p.own.length) throw new Error(`${p.unit_id} has nothing to report on`)
}
await Promise.all(people.map(live))
const at = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))]?.toFixed(1)
const told = writes.map((w) => w.ms)
console.log(`${reads.length} reads: p50 ${at(reads, 0.5)} ms, p99 ${at(reads, 0.99)} ms, worst ${at(reads, 1)} ms`)
console.log(`${writes.length} writes, ${((100 * writes.filter((w) => w.done).length) / (reads.length + writes.length)).toFixed(1)} % of all acts written (${writes.filter((w) => !w.done).length} refused by rule): p50 ${at(told, 0.5)} ms, p99 ${at(told, 0.99)} ms, worst ${at(told, 1)} ms`)
console.log(`all: p99 ${at([...reads, ...told], 0.99)} ms; ${((reads.length + writes.length) / Number(seconds)).toFixed(0)} requests/s; ${wrong.length} errors`)
for (const w of wrong.slice(0, 5)) console.log(w)
agent.destroy()
server.kill('SIGTERM')
await new Promise((r) => server.on('exit', r))
if (!given) rmSync(data, { recursive: true, force: true })
process.exit(wrong.length === 0 ? 0 : 1)
