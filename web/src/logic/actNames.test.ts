import { describe, expect, it } from 'vitest'
import { actName } from './actNames'

describe('names of acts', () => {
  it('speak the language of the screen, and leave what has no name as it is', () => {
    expect(actName('commitment.assign', 'zh-CN')).toBe('交办')
    expect(actName('commitment.assign', 'en')).toBe('assigned')
    expect(actName('call.refused', 'zh-CN')).toBe('越权被拒')
    expect(actName('no.such', 'en')).toBe('no.such')
  })
})
