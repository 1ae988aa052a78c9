import { describe, expect, it } from 'vitest'
import { en } from './en'
import { zh } from './zh'

const keys = (o: object, at = ''): string[] =>
  Object.entries(o).flatMap(([k, v]) => (typeof v === 'object' ? keys(v, `${at}${k}.`) : [`${at}${k}`]))
const flatten = (o: object, prefix = ''): Record<string, string> =>
  Object.assign(
    {},
    ...Object.entries(o).map(([k, v]) => (typeof v === 'object' ? flatten(v, `${prefix}${k}.`) : { [`${prefix}${k}`]: v })),
  )
const placeholders = (s: string) => (s.match(/\{\w+\}/g) ?? []).sort().join()

describe('the two languages', () => {
  it('have the same keys', () => {
    expect(keys(en).sort()).toEqual(keys(zh).sort())
  })
  it('have the same placeholders in every message', () => {
    const a = flatten(zh),
      b = flatten(en)
    for (const key of Object.keys(a)) expect(placeholders(b[key]), key).toBe(placeholders(a[key]))
  })
  it('leave no message empty', () => {
    const values = (o: object): string[] => Object.values(o).flatMap((v) => (typeof v === 'object' ? values(v) : [v as string]))
    for (const messages of [zh, en]) expect(values(messages).filter((v) => v.trim() === '')).toEqual([])
  })
  it('keep Chinese out of the English screens, but for the switch and what quotes Chinese', () => {
    const quoting = ['app.language', 'how.digit_form']
    const han = Object.entries(flatten(en)).filter(([k, v]) => /\p{Script=Han}/u.test(v) && !quoting.includes(k))
    expect(han).toEqual([])
  })
})
