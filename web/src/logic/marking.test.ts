import { describe, expect, it } from 'vitest'
import { marked, stopFrom } from './marking'

const points = Array.from('会议要求，县发改局要摸清底数；𠮷安镇要配合。')
const words = ([a, b]: readonly number[]) => points.slice(a, b).join('')

describe('marking a place by keyboard', () => {
  it('moves the ends by characters, not by halves of one', () => {
    const at = points.indexOf('𠮷')
    expect(words(marked(points, [5, at], 'ArrowRight', false)!)).toBe('县发改局要摸清底数；𠮷')
    expect(words(marked(points, [5, at], 'ArrowRight', true)!)).toBe('发改局要摸清底数；')
    expect(words(marked(points, [5, at], 'ArrowLeft', false)!)).toBe('县发改局要摸清底数')
    expect(words(marked(points, [5, at], 'ArrowLeft', true)!)).toBe('，县发改局要摸清底数；')
  })
  it('moves the ends to the next and the last punctuation', () => {
    expect(words(marked(points, [5, 8], ']', false)!)).toBe('县发改局要摸清底数；')
    expect(words(marked(points, [5, 15], '[', false)!)).toBe('，')
    expect(words(marked(points, [5, 15], '}', true)!)).toBe('𠮷')
    expect(words(marked(points, [7, 15], '{', true)!)).toBe('县发改局要摸清底数；')
    expect(stopFrom(points, points.length, 1)).toBe(points.length)
    expect(stopFrom(points, 0, -1)).toBe(0)
  })
  it('never leaves the text and never marks nothing', () => {
    expect(marked(points, [0, 1], 'ArrowLeft', false)).toEqual([0, 1])
    expect(marked(points, [0, 1], 'ArrowLeft', true)).toEqual([0, 1])
    const n = points.length
    expect(marked(points, [n - 1, n], 'ArrowRight', true)).toEqual([n - 1, n])
    expect(marked(points, [n - 1, n], ']', false)).toEqual([n - 1, n])
    expect(marked(points, [3, 5], 'x', false)).toBeUndefined()
  })
})
