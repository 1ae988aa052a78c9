// The screens' words in English; complete, in the keys of zh.ts.
import type { Messages } from './zh'

import { cultivationEn } from './cultivation'
import { dossiersEn } from './dossiers'
import { mattersEn, recordsEn } from './matters'
import { membersEn } from './members'
import { enterprisesEn } from './enterprises'
import { meetingsEn } from './meetings'
import { supervisionEn } from './supervision'
import { tablesEn } from './tables'
import { dataEn } from './data'
import { errorsEn } from './errors'

export const en: Messages = {
  ...meetingsEn,
  ...supervisionEn,
  ...tablesEn,
  ...dataEn,
  ...errorsEn,
  enterprises: enterprisesEn,
  cultivation: cultivationEn,
  dossiers: dossiersEn,
  matters: mattersEn,
  records: recordsEn,
  members: membersEn,
  app: {
    name: 'Luodi',
    tagline: 'What was decided gets done',
    language: '中文',
    logout: 'Log out',
    menu: 'Menu',
    skip: 'Skip to content',
  },
  nav: {
    today: 'Today',
    meetings: 'Meetings',
    commitments: 'Commitments',
    enterprises: 'Enterprises',
    cultivation: 'Five-above',
    notices: 'Notices',
    library: 'Documents',
    tables: 'Tables',
    data: 'Data',
  },
  common: {
    why: 'Say why',
    void: 'Void',
    void_ask: '“{number}” stays to be seen; its number is not given again.',
    voided: 'voided',
    is_void: 'void',
    loading: 'Loading…',
    retry: 'Try again',
    cancel: 'Cancel',
    save: 'Save',
    close: 'Close',
    none: 'none',
    working: 'Working…',
    search: 'Search',
    all: 'All',
    unit: 'Lead unit',
    due: 'Due',
    topic: 'Topic',
    state: 'State',
    export: 'Export Excel',
    export_csv: 'Export CSV',
    print: 'Print',
    printed: 'Printed {day}',
    printed_part: 'Rows {from} to {to} of {total} are printed; take the sheet for all of them.',
    forbidden: 'Your account may not do this; ask an administrator.',
    colon: ': ',
    readonly: 'Read-only account: you can look, not act.',
  },
  setup: {
    title: 'First use: set up the administrator',
    hint: 'This link works once, within a day. A password has at least 10 characters; there is no default password.',
    login: 'Login',
    name: 'Name (optional)',
    password: 'Password',
    again: 'Password again',
    differ: 'The two passwords differ.',
    done: 'Set up and log in',
    login_hint: 'letters, digits, dots, dashes, underscores',
  },
  login: {
    title: 'Log in',
    login: 'Login',
    password: 'Password',
    go: 'Log in',
    again: 'Your session ended',
    ended: 'Log in again here; what you typed stays on the page.',
    idle: 'Two hours without use. Log in again here; what you typed stays on the page.',
    other: 'Another account',
    change: 'Change the password',
    old: 'Old password',
    new: 'New password (at least 10 characters)',
    set: 'Set the password',
    changed: 'Changed; logins elsewhere have ended',
    need_setup: 'There is no administrator yet. Start the program on the server and open the one-time link it prints.',
  },
}
