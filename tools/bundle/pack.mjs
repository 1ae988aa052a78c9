// Packs a folder into one file that is linked into the program (format: src/base/bundle.h).
// usage: node pack.mjs FOLDER OUT
import fs from 'node:fs'
import path from 'node:path'
const [folder, out] = process.argv.slice(2)
const files = []
const walk = (dir) => {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(dir, entry.name)
    if (entry.isDirectory()) walk(full)
    else files.push([path.relative(folder, full).split(path.sep).join('/'), fs.readFileSync(full)])
  }
}
if (fs.existsSync(folder)) walk(folder)
const u32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32LE(n); return b }
const parts = [Buffer.from('LUODIBDL'), u32(files.length)]
for (const [name, data] of files) parts.push(u32(Buffer.byteLength(name)), u32(data.length), Buffer.from(name), data)
fs.writeFileSync(out, Buffer.concat(parts))
