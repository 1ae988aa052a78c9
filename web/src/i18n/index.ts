// Language: zh-CN first, the choice remembered; also the words for an error.
import { createI18n } from 'vue-i18n'
import { ApiError } from '../api/client'
import { en } from './en'
import { zh } from './zh'

export type Language = 'zh' | 'en'
const stored = (): Language => (localStorage.getItem('language') === 'en' ? 'en' : 'zh')

/** Chinese fonts set ’ as wide as a Chinese character: English words take the plain one. */
const withPlainApostrophes = (messages: unknown): unknown =>
  typeof messages === 'string'
    ? messages.replaceAll('’', "'")
    : Array.isArray(messages)
      ? messages.map(withPlainApostrophes)
      : Object.fromEntries(Object.entries(messages as object).map(([key, value]) => [key, withPlainApostrophes(value)]))

export const i18n = createI18n({
  legacy: false,
  locale: stored(),
  fallbackLocale: 'zh',
  messages: { zh, en: withPlainApostrophes(en) as typeof en },
})

export function setLanguage(language: Language) {
  i18n.global.locale.value = language
  localStorage.setItem('language', language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
document.documentElement.lang = stored() === 'zh' ? 'zh-CN' : 'en'

/** Words for the reason of an error; reasons hold dots, so they are looked up whole. */
export function wordsOf(reason: string): string | undefined {
  const messages = i18n.global.getLocaleMessage(i18n.global.locale.value) as { errors: Record<string, string> }
  return messages.errors[reason]
}

/** Words for whatever went wrong: by the error's reason, else with its own detail. */
export function wordsFor(error: unknown): string {
  const { t } = i18n.global
  if (error instanceof ApiError) return wordsOf(error.reason) ?? t('errors.unknown', { detail: error.message })
  return t('errors.unknown', { detail: String(error) })
}

/** A reason to leave the library: of the list, by its name or as lists of members write it, or the words that somebody wrote. */
export function exitWords(reason: string): string {
  const known: Record<string, string> = zh.dossiers.exits
  const named = Object.keys(known).find((k) => k === reason || known[k] === reason)
  return named ? i18n.global.t(`dossiers.exits.${named}`) : reason
}
