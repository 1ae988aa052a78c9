import { describe, expect, it } from 'vitest'
import type { LightRule, SlipRule } from '../api/client'
import { lightWords, slipWords } from './ruleNames'

const t = (key: string, values?: Record<string, unknown>) => `${key.split('.').pop()} ${Object.values(values ?? {}).join(' ')}`
const light = (o: Partial<LightRule>) =>
  ({ rule_id: 'r', light: 'red', measure: 'progress_gap', from: null, to: null, name: '', source: '', ...o }) as LightRule

describe('rules in words', () => {
  it('says a range of progress with its ends', () => {
    expect(lightWords(light({ from: 0, to: 10 }), t)).toBe('behind_under 10')
    expect(lightWords(light({ from: 10, to: 30, up_to: true }), t)).toBe('behind_to 10 30')
    expect(lightWords(light({ from: 10, to: 30 }), t)).toBe('behind_below 10 30')
    expect(lightWords(light({ from: 30, above: true }), t)).toBe('behind_over 30')
    expect(lightWords(light({ from: 30 }), t)).toBe('behind_from 30')
  })
  it('counts whole days: above two is from three', () => {
    expect(lightWords(light({ measure: 'days_late', from: 1 }), t)).toBe('overdue ')
    expect(lightWords(light({ measure: 'days_late', from: 2, above: true }), t)).toBe('days_late 3')
    expect(lightWords(light({ measure: 'days_left', to: 4 }), t)).toBe('days_left 4')
    expect(lightWords(light({ measure: 'days_left', to: 4, up_to: true }), t)).toBe('days_left 5')
  })
  it('tells a slip before the date from one behind it', () => {
    const slip = (days_late: number) => ({ rule_id: 's', kind: 'blue', days_late, name: '', source: '' }) as SlipRule
    expect(slipWords(slip(-3), t)).toBe('days_before 3')
    expect(slipWords(slip(0), t)).toBe('on_the_day ')
    expect(slipWords(slip(10), t)).toBe('days_late 10')
  })
})
