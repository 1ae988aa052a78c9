// The screens' words in English; complete, in the keys of zh.ts.
import type { Messages } from './zh'

export const en: Messages = {
  app: { name: 'Luodi', tagline: 'What was decided gets done', language: '中文', logout: 'Log out', menu: 'Menu', skip: 'Skip to content' },
  nav: { meetings: 'Meetings', commitments: 'Commitments', data: 'Data' },
  common: {
    loading: 'Loading…', retry: 'Try again', cancel: 'Cancel', save: 'Save', close: 'Close', none: 'none', search: 'Search', all: 'All', unit: 'Lead unit', due: 'Due', topic: 'Topic', state: 'State',
    export: 'Export CSV', print: 'Print', printed: 'Printed {day}', forbidden: 'Your account may not do this; ask an administrator.', readonly: 'Read-only account: you can look, not act.',
  },
  setup: {
    title: 'First use: set up the administrator', hint: 'This link works once, within a day. A password has at least 10 characters; there is no default password.', login: 'Login', name: 'Name (optional)', password: 'Password', again: 'Password again',
    differ: 'The two passwords differ.', done: 'Set up and log in', login_hint: 'letters, digits, dots, dashes, underscores',
  },
  login: { title: 'Log in', login: 'Login', password: 'Password', go: 'Log in', need_setup: 'There is no administrator yet. Start the program on the server and open the one-time link it prints.' },
  meetings: {
    title: 'Meetings', load: 'Import files', paste: 'Paste text', drop: 'Drop meeting articles or minutes here, or', pick: 'choose files', kinds: 'txt, html, docx, pdf, doc, wps; garbled web text is mended',
    empty: 'No meetings yet. Import an article or minutes, and the items and directives are read from it.', date: 'Date', ordinal: 'No.', body: 'Meeting', chair: 'Chair', items: 'Items', directives: 'Directives', open: 'Open', commitments: 'Confirmed', sources: 'Sources',
    loose: 'Papers without a meeting', loose_hint: 'No executive meeting was found in these papers; they are kept all the same.', importing: 'Importing {name}…', imported: 'Imported: {name}', same: '{name}: this text was imported before; nothing changed.', read_none: 'Kept: {name}. No executive meeting was read in it.', put_in: 'Import', clear: 'Clear the messages', paste_title: 'Paste the text of a meeting', paste_name: 'Name', paste_text: 'Text',
    no_year: 'no year in the paper', failed: '{name} was not imported: {why}',
  },
  meeting: {
    back: 'Back to the meetings', text: 'Paper', before: 'Original file ({encoding})', after: 'Mended', record: 'Record', original: 'Show the original beside', marks: 'Marks', participants: 'Present', invited: 'Invited', chair: 'Chair', confirm_all: 'Confirm all ({n})', confirm: 'Confirm', refuse: 'Refuse', settle: 'Principle, no task',
    split: 'Split', merge: 'Merge with next', undo: 'Undo', unit_from: { named: 'as named in the text', reporting: 'from the reporting unit', duty: 'from the duty table' }, no_unit: 'no unit', no_due: 'no date', reporting: 'Reported by {unit}', clauses: 'Clauses (on confirming, ticked ones become sub-commitments)',
    reason: 'Reason for refusing', reason_hint: 'for example: not a duty of this level', why_due: { date: 'from the wording', open: 'no day in the wording' }, correct: 'Use the selected text', split_here: 'Split at the selection', add: 'Add as a requirement', added: 'Added as a requirement', corrected: 'Changed to the selected text', elsewhere: 'The selection is not in this requirement. To add another, use “Add as a requirement”.', selected: '{n} characters selected', help: 'Keys', no_items: 'No directives were read. Check the paper on the left.',
    twin: 'same as in the first source: go there', states: { proposed: 'unconfirmed', confirmed: 'confirmed', refused: 'refused', settled: 'principle', split: 'split', merged: 'merged' }, kinds: { study: 'Study', report: 'Report', review: 'Review', other: 'Matter' },
    sources: 'Sources', differences: 'Differences between the sources', first: 'First source', second: 'Other source', only: 'in one only', changes: '{n} places mended', proof: { proved: 'Proved: damaging the mended text the same way gives the original file, and nothing else does', reproduced: 'Reproduced: damaging the mended text the same way gives the original file', none: 'The mending could not be proved in full' },
    doubts: '{n} doubtful places', clean: 'The paper is sound; nothing was changed', hidden: 'The meeting dealt with matters it does not name', fields: { date: 'Date', body: 'Meeting', ordinal: 'No.', chair: 'Chair', participants: 'Present', invited: 'Invited', directive: 'Directive' },
    confirmed_n: 'Commitments made: {n}', undone_n: 'Taken back: {n}', nothing_to_undo: 'There is nothing to take back', next_doubt: 'Next', confirm_all_ask: '{n} requirements will be confirmed, {without} of them without a unit. All can be taken back together (z).', nothing_open: 'No open directives', part_of: 'The selection must lie inside this directive', sticky: 'Selected directive',
  },
  classes: { frame: 'frame', attendance: 'attendance', item: 'item', directive: 'directive', appraisal: 'appraisal', praise: 'praise', furniture: 'page furniture', other: 'other' },
  how: {
    traditional: 'traditional to Simplified', gloss: 'inserted pinyin taken out', seam: 'pinyin had split a character; bytes put back', mark_seam: 'a mark had split a character; chosen by context', vanished: 'two bytes had vanished; chosen by context', lost_byte: 'a byte was missing; chosen by context', mojibake: 'decoded again in the right encoding', entity: 'HTML entity',
    noise: 'anti-copy noise taken out', spacing: 'spaces between characters taken out', line_break: 'wrapped lines joined', digit_form: '1 back to 一', pinyin_word: 'pinyin back to characters', regional: 'regional wording', newline: 'line end', furniture: 'page furniture', unreadable: 'unreadable, left as it is', none: 'unchanged',
  },
  sure: { certain: 'certain', proved: 'proved', chosen: 'chosen', doubtful: 'doubtful' },
  evidence: { idiom: 'the idiom “{word}”', word: 'the word “{word}”', place: 'the place name “{word}”', language: 'usage' },
  doubt: { candidates: '{n} candidates, chosen by {evidence}', digit: 'a digit is lost; not guessed', date: 'doubtful date, please check', amount: 'doubtful amount, please check', lost: 'characters lost', lost_byte: 'a byte is lost; what follows was put back by the words alone, please check', unmended: 'too much damage; this part was not mended', place_name: 'a place name may have been replaced' },
  topics: { enterprise: 'enterprise', project: 'projects', investment: 'investment', assessment: 'assessment', safety: 'safety', environment: 'environment', agriculture: 'agriculture', livelihood: 'livelihood', finance: 'finance', party: 'party work', other: 'other' },
  commitments: {
    title: 'Commitments', empty: 'No commitments yet. Confirm directives on a meeting’s page.', number: 'No.', text: 'Commitment', meeting: 'Meeting', sentence: 'See the sentence', filter: 'Filter by unit, text or number', count: '{n} in all', any_unit: 'All units', any_topic: 'All topics', overdue: 'past due', edit: 'Change', child: 'part of {parent}', nothing: 'Nothing matches',
  },
  data: {
    title: 'Data', ledger: 'Ledger', verify: 'Verify the ledger', sound: '{n} entries, all sound', bad: 'Entry {n} does not match: {why}', entries: 'Latest entries', audit: 'Audit', accounts: 'Accounts', seq: 'No.', kind: 'Kind', subject: 'Subject', actor: 'Account', at: 'Time', action: 'Action', detail: 'Detail',
    head: 'Hash of the last entry: {hash}', head_hint: 'Write it down outside the ledger with the number of entries: in a ledger rewritten as a whole, the same entry has another hash.', new_account: 'New account', role: 'Role', roles: { administrator: 'administrator', viewer: 'viewer' }, made: 'The account is made',
  },
  entry: {
    paper: { imported: 'paper imported' }, county: { imported: 'units and duties imported' }, calendar: { imported: 'holiday notice imported' }, account: { created: 'account made' }, commitment: { changed: 'commitment changed' },
    directive: { confirmed: 'confirmed', added: 'added', corrected: 'corrected', split: 'split', merged: 'merged', refused: 'refused', settled: 'settled as principle', undone: 'taken back' },
  },
  keys: { title: 'Keys', move: 'previous / next directive', confirm: 'confirm', confirm_all: 'confirm all', refuse: 'refuse', settle: 'principle, no task', merge: 'merge with next', undo: 'undo', split: 'split (at the selection, if any)', correct: 'change to the selected text', add: 'add the selected text as a requirement', original: 'original beside the text', unit: 'change the unit', due: 'change the due date', help: 'show this' },
  errors: {
    network: 'The server does not answer; check the network and try again.', 'paper.empty': 'The file holds no text. Import the article or minutes itself.', 'paper.too_large': 'The file is over the limit. Split it, or ask the administrator.', 'paper.encrypted': 'The file has a password. Take it off and import again.', 'paper.scanned': 'A scan without text. Recognise its text first, or import the Word file.',
    'paper.beyond_repair': 'The characters of this copy are lost. Get the paper again from where it was published.', 'paper.marked': 'The paper bears a mark of secrecy and must not be processed here.', 'paper.zip_bomb': 'The archive is abnormal and was not opened.', 'paper.not_a_paper': 'This is no paper. Import txt, html, docx, pdf, doc or wps.', 'paper.broken': 'The file is damaged. Save it again and import.',
    'paper.old_word': 'doc and wps need LibreOffice on the server. Save the paper as docx.', 'paper.no_article': 'The page holds no article. Save the article’s own page, or paste its text.', 'paper.no_pdf_reader': 'pdftotext is not installed on the server. Import docx, html or txt.', 'paper.bad_name': 'The file name cannot be used.',
    'access.wrong_login': 'Login or password is wrong.', 'access.wait': 'Too many failures; wait a minute.', 'access.bad_link': 'The link is not valid any more. Start the program again for a new one.', 'access.already_set_up': 'The administrator is set up; log in.', 'access.short_password': 'A password has at least 10 characters.', 'access.bad_login': 'A login has letters, digits, dots, dashes, underscores.', 'access.login_taken': 'This login is taken.',
    'access.no_session': 'Log in first.', 'access.not_allowed': 'Your account may not do this.', 'directive.not_proposed': 'This directive was dealt with; undo that first.', 'undo.parts': 'Undo what was done to its parts first.', 'date.bad': 'The date is not valid.', 'merge.one_paper': 'Only directives of one paper can be merged.', 'merge.one_item': 'Only directives of one agenda item can be merged.', 'merge.neighbours': 'Only neighbours can be merged.', 'directive.twin': 'The first source has the same requirement; deal with it there.', 'correct.elsewhere': 'The selection is not in this requirement.', 'add.overlap': 'Part of the selection is a requirement already.', 'add.no_item': 'No agenda item was read in this paper; nothing can be added.', 'refuse.reason': 'Say why it is refused.', 'store.busy': 'Busy; try again. Nothing was changed.', unknown: 'It was not done: {detail}',
  },
}
