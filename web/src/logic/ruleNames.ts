// What rules are called on the screens: in Chinese the name that the ledger keeps with them, in English words made from the
// rule's own numbers.
import { useI18n } from 'vue-i18n'
import type { LightRule, LimitRule, SlipRule } from '../api/client'

type Words = (key: string, values?: Record<string, unknown>) => string

/** A light rule's range in words; whole days, so that what lies above a number begins with the next one. */
export function lightWords(r: LightRule, t: Words): string {
  const from = r.from ?? 0
  const to = r.to ?? 0
  if (r.measure === 'days_late') {
    const n = from + (r.above ? 1 : 0)
    return n <= 1 ? t('rules.words.overdue') : t('rules.words.days_late', { n })
  }
  if (r.measure === 'days_left')
    return r.to === null
      ? t('rules.words.days_left_from', { n: from + (r.above ? 1 : 0) })
      : t('rules.words.days_left', { n: to + (r.up_to ? 1 : 0) })
  if (r.to === null) return t(r.above ? 'rules.words.behind_over' : 'rules.words.behind_from', { n: from })
  if (from === 0 && !r.up_to) return t('rules.words.behind_under', { n: to })
  return t(r.up_to ? 'rules.words.behind_to' : 'rules.words.behind_below', { from, to })
}

/** When a slip is due, in words. */
export function slipWords(r: SlipRule, t: Words): string {
  if (r.days_late < 0) return t('rules.words.days_before', { n: -r.days_late })
  return r.days_late === 0 ? t('rules.words.on_the_day') : t('rules.words.days_late', { n: r.days_late })
}

export function useRuleNames() {
  const { t, te, locale } = useI18n()
  const chinese = () => locale.value.startsWith('zh')
  return {
    limit: (r: LimitRule) =>
      !chinese() && te(`rules.limit_names.${r.limit_id}`) ? t(`rules.limit_names.${r.limit_id}`) : r.name,
    light: (r: LightRule) => (chinese() ? r.name : lightWords(r, t as Words)),
    slip: (r: SlipRule) => (chinese() ? r.name : slipWords(r, t as Words)),
    /** Why a light shines: by the rule of that name where it still stands, else the words kept of it. */
    because(light: { rule_id: string; because: string }, rules: LightRule[]) {
      const rule = rules.find((r) => r.rule_id === light.rule_id && r.name === light.because)
      return chinese() || !rule ? light.because : lightWords(rule, t as Words)
    },
  }
}
