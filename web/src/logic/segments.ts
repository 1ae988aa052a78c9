// Segments: a paper's text cut where classes, directives and doubts begin or end. Spans count code points, as the API does.
import type { Span } from '../api/client'

export interface Mark {
  span: Span
  kind: string
  id?: string
}
export interface Segment {
  begin: number
  end: number
  text: string
  kinds: string[]
  ids: string[]
}
export interface Paragraph {
  begin: number
  segments: Segment[]
}

/** Code points of a text. */
export const codePoints = (text: string): string[] => Array.from(text)

/** Cuts [0, n) at every border of the marks; each segment knows the kinds and ids of the marks over it. */
export function segmentsOf(points: string[], marks: Mark[], begin = 0, end = points.length): Segment[] {
  const borders = new Set<number>([begin, end])
  const inside = marks.filter((m) => m.span[0] < end && m.span[1] > begin)
  for (const m of inside) for (const at of m.span) if (at > begin && at < end) borders.add(at)
  const cuts = [...borders].sort((a, b) => a - b)
  const out: Segment[] = []
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i], cuts[i + 1]]
    const over = inside.filter((m) => m.span[0] <= from && m.span[1] >= to)
    out.push({
      begin: from,
      end: to,
      text: points.slice(from, to).join(''),
      kinds: over.map((m) => m.kind),
      ids: over.flatMap((m) => (m.id === undefined ? [] : [m.id])),
    })
  }
  return out
}

/** Paragraphs of a text with their segments; empty lines are left out. */
export function paragraphsOf(text: string, marks: Mark[]): Paragraph[] {
  const points = codePoints(text)
  const out: Paragraph[] = []
  let begin = 0
  for (let i = 0; i <= points.length; i++) {
    if (i < points.length && points[i] !== '\n') continue
    if (points.slice(begin, i).some((c) => c.trim() !== '')) out.push({ begin, segments: segmentsOf(points, marks, begin, i) })
    begin = i + 1
  }
  return out
}

/** The span of a selection: `begin` of the segment it starts in plus the code points before it. */
export function offsetIn(segmentBegin: number, text: string, utf16Offset: number): number {
  return segmentBegin + codePoints(text.slice(0, utf16Offset)).length
}

/** Parts of a directive around a selection inside it; undefined if the selection does not cut it. */
export function partsAround(directive: Span, selection: Span): Span[] | undefined {
  const [a, b] = [Math.max(directive[0], selection[0]), Math.min(directive[1], selection[1])]
  if (a >= b || selection[0] < directive[0] || selection[1] > directive[1]) return undefined
  const parts: Span[] = (
    [
      [directive[0], a],
      [a, b],
      [b, directive[1]],
    ] as Span[]
  ).filter((p) => p[1] - p[0] > 1)
  return parts.length >= 2 ? parts : undefined
}
