// What entries and lines of the audit are called, from the preset that the workbooks use too.
import names from '../../../presets/act_names.csv?raw'

const byCode = new Map(
  names
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [code = '', zh = '', en = ''] = line.split(',')
      return [code, { zh, en }] as const
    }),
)
/** The name of an act in the screen's language; the code itself where it has none. */
export const actName = (code: string, locale: string): string =>
  byCode.get(code)?.[locale.startsWith('zh') ? 'zh' : 'en'] ?? code
