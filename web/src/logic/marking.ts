// A place in the text marked by keyboard: which span a key makes of the one that is marked. Spans count code points.
import type { Span } from '../api/client'

const ends = /[，。；：、！？,;:!?\n]/

/** Behind the next mark of punctuation from `at`, or before the one that lies behind it; the text's own ends at last. */
export function stopFrom(points: string[], at: number, by: 1 | -1): number {
  if (by > 0) {
    for (let i = at; i < points.length; i++) if (ends.test(points[i])) return i + 1
    return points.length
  }
  for (let i = at - 2; i >= 0; i--) if (ends.test(points[i])) return i + 1
  return 0
}

/**
 * Arrows move the end of the marked place by a character, with Shift its beginning; ] and [ move the end to the next and
 * the last punctuation, } and { the beginning. An end that meets the other pushes it along. Undefined: no key of marking.
 */
export function marked(points: string[], [begin, end]: Span, key: string, shift: boolean): Span | undefined {
  const within = (at: number) => Math.min(points.length, Math.max(0, at))
  const moveEnd = (at: number): Span => {
    const to = Math.max(1, within(at))
    return [Math.min(begin, to - 1), to]
  }
  const moveBegin = (at: number): Span => {
    const from = Math.min(points.length - 1, within(at))
    return [from, Math.max(end, from + 1)]
  }
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const by = key === 'ArrowRight' ? 1 : -1
    return shift ? moveBegin(begin + by) : moveEnd(end + by)
  }
  if (key === ']' || key === '[') return moveEnd(stopFrom(points, end, key === ']' ? 1 : -1))
  if (key === '}' || key === '{') return moveBegin(stopFrom(points, begin, key === '}' ? 1 : -1))
  return undefined
}
