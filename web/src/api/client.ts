// The API's client: one function a method, types from the OpenAPI document, errors in the one form.
import type { components } from './generated'

export type Schemas = components['schemas']
export type MeetingRow = Schemas['MeetingRow']
export type MeetingView = Schemas['MeetingView']
export type MembersReportView = Schemas['MembersReportView']
export type ItemView = Schemas['ItemView']
export type DirectiveView = Schemas['DirectiveView']
export type PaperView = Schemas['PaperView']
export type ChangeView = Schemas['ChangeView']
export type DoubtView = Schemas['DoubtView']
export type CommitmentView = Schemas['CommitmentView']
export type AccountView = Schemas['AccountView']
export type UnitView = Schemas['UnitView']
export type Person = Schemas['Person']
export type StoryView = Schemas['StoryView']
export type TodayAnswer = Schemas['TodayAnswer']
export type ActAnswer = Schemas['ActAnswer']
export type EvidenceFile = Schemas['EvidenceFile']
export type LimitRule = Schemas['LimitRule']
export type LightRule = Schemas['LightRule']
export type NoticeDraft = Schemas['NoticeDraft']
export type TableFile = Schemas['TableFile']
export type TablePreview = Schemas['TablePreview']
export type TableImported = Schemas['TableImported']
export type CampaignView = Schemas['CampaignView']
export type DocumentView = Schemas['DocumentView']
export type SlipRule = Schemas['SlipRule']
export type SessionView = Schemas['SessionView']
export type ListQuery = Partial<
  Record<
    'meeting_id' | 'state' | 'unit_id' | 'topic' | 'words' | 'light' | 'as_of' | 'order' | 'campaign_id' | 'worklist',
    string
  >
> & { descending?: number; limit?: number; offset?: number }
export type EnterpriseView = Schemas['EnterpriseView']
export type EnterprisePageView = Schemas['EnterprisePageView']
export type FieldView = Schemas['FieldView']
export type MatchView = Schemas['MatchView']
export type EnterpriseQuery = Partial<
  Record<'words' | 'town' | 'kind' | 'state' | 'register_id' | 'chain' | 'conflict' | 'twice' | 'order', string>
> & { descending?: number; limit?: number; offset?: number }
export type CandidateView = Schemas['CandidateView']
export type CandidateQuery = Partial<
  Record<'words' | 'place' | 'class_id' | 'town' | 'chain' | 'big' | 'differs' | 'order', string>
> & { limit?: number; offset?: number }
export type DossierView = Schemas['DossierView']
export type DossierPageView = Schemas['DossierPageView']
export type MaterialView = Schemas['MaterialView']
export type WindowView = Schemas['WindowView']
export type VisitView = Schemas['VisitView']
export type VisitRequestView = Schemas['VisitRequestView']
export type VisitForm = Schemas['RecordVisitRequest']
export type WindowForm = Schemas['WindowRequest']
export type DossierAct = Schemas['DossierActRequest']
export type DossierQuery = Partial<
  Record<'words' | 'state' | 'class_id' | 'town' | 'unit_id' | 'shelved' | 'order', string>
> & { limit?: number; offset?: number }
export type VisitQuery = Partial<
  Record<'words' | 'town' | 'unit_id' | 'officer_id' | 'state' | 'enterprise_id' | 'from' | 'to', string>
> & { limit?: number; offset?: number }
export type Span = [number, number]

/** The query of an address; empty values are left out. */
export const queryOf = (q: Record<string, string | number | undefined>) =>
  new URLSearchParams(
    Object.entries(q)
      .filter(([, v]) => v !== undefined && v !== '')
      .map(([k, v]) => [k, String(v)]),
  ).toString()

/** ApiError: what the server answered, by its code and reason; screens turn `reason` into words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly reason: string,
    readonly where: string,
    detail: string,
  ) {
    super(detail)
  }
}

/** Who hears that the server knows this session no more. */
let signedOut: (reason: string) => void = () => undefined
export const whenSignedOut = (hear: (reason: string) => void) => void (signedOut = hear)

async function answered<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => ({}))
  if (response.ok) return body as T
  const e = body as Partial<Schemas['ErrorAnswer']>
  if (e.reason === 'access.no_session' || e.reason === 'access.idle') signedOut(e.reason)
  throw new ApiError(
    response.status,
    e.code ?? 'internal',
    e.reason ?? 'internal',
    e.where ?? '',
    e.detail ?? response.statusText,
  )
}

async function send(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch {
    throw new ApiError(0, 'busy', 'network', path, 'the server does not answer')
  }
}

const get = async <T>(path: string) => answered<T>(await send(path))
const post = async <T>(path: string, body: unknown, signal?: AbortSignal) =>
  answered<T>(
    await send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal }),
  )

export const api = {
  state: () => get<Schemas['StateAnswer']>('/api/state'),
  setup: (body: Schemas['SetupRequest']) => post<AccountView>('/api/session/setup', body),
  login: (body: Schemas['LoginRequest']) => post<AccountView>('/api/session/login', body),
  logout: () => post<Schemas['Done']>('/api/session/logout', {}),
  meetings: () => get<Schemas['MeetingsAnswer']>('/api/meetings'),
  meeting: (id: string) => get<MeetingView>(`/api/meetings/${encodeURIComponent(id)}`),
  units: () => get<Schemas['UnitsAnswer']>('/api/units'),
  commitments: (q: ListQuery) => get<Schemas['CommitmentsAnswer']>(`/api/commitments?${queryOf(q)}`),
  story: (id: string) => get<StoryView>(`/api/commitments/${encodeURIComponent(id)}`),
  today: (meetings?: number) => get<TodayAnswer>(`/api/today?${queryOf({ meetings })}`),
  act: (name: string, body: object) => post<ActAnswer>(`/api/commitments/act/${name}`, body),
  keepEvidence: async (file: File, signal?: AbortSignal) =>
    answered<EvidenceFile>(
      await send(`/api/evidence?file_name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: file,
        signal,
      }),
    ),
  registerMatter: (body: Schemas['MatterRequest']) => post<Schemas['ConfirmedAnswer']>('/api/matters', body),
  notices: () => get<Schemas['NoticesAnswer']>('/api/notices'),
  draftNotice: (body: Schemas['NoticeRequest']) => post<NoticeDraft>('/api/notices/draft', body),
  issueNotice: (body: Schemas['NoticeRequest']) => post<Schemas['NoticeView']>('/api/notices', body),
  rules: () => get<Schemas['RulesAnswer']>('/api/rules'),
  setLimits: (rules: LimitRule[]) => post<Schemas['Done']>('/api/rules/limits', { rules }),
  setLights: (rules: LightRule[]) => post<Schemas['Done']>('/api/rules/lights', { rules }),
  changeAccount: (body: Schemas['ChangeAccountRequest']) => post<AccountView>('/api/accounts/change', body),
  changePassword: (body: Schemas['PasswordRequest']) => post<Schemas['Done']>('/api/accounts/password', body),
  resetPassword: (body: Schemas['ResetPasswordRequest']) => post<Schemas['Done']>('/api/accounts/reset-password', body),
  closeAccount: (account_id: string, closed: boolean) => post<Schemas['Done']>('/api/accounts/close', { account_id, closed }),
  unlock: (login: string) => post<Schemas['Done']>('/api/accounts/unlock', { login }),
  sessions: () => get<Schemas['SessionsAnswer']>('/api/sessions'),
  revoke: (session_id: string) => post<Schemas['Done']>('/api/sessions/revoke', { session_id }),
  changeCommitment: (body: Schemas['ChangeRequest']) => post<CommitmentView>('/api/commitments/change', body),
  importFile: async (file: File, signal?: AbortSignal) =>
    answered<Schemas['ImportAnswer']>(
      await send(`/api/papers?file_name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: file,
        signal,
      }),
    ),
  paste: (body: Schemas['PasteRequest'], signal?: AbortSignal) =>
    post<Schemas['ImportAnswer']>('/api/papers/paste', body, signal),
  confirm: (body: Schemas['ConfirmRequest']) => post<Schemas['ConfirmedAnswer']>('/api/directives/confirm', body),
  correctMeeting: (body: Schemas['CorrectMeetingRequest']) =>
    post<Schemas['MeetingCorrectedAnswer']>('/api/meetings/correct', body),
  add: (body: Schemas['AddRequest']) => post<DirectiveView>('/api/directives/add', body),
  correct: (body: Schemas['CorrectRequest']) => post<Schemas['Done']>('/api/directives/correct', body),
  split: (body: Schemas['SplitRequest']) => post<Schemas['Done']>('/api/directives/split', body),
  merge: (body: Schemas['DirectivesRequest']) => post<Schemas['Done']>('/api/directives/merge', body),
  voidSlip: (body: Schemas['VoidSlipRequest']) => post<Schemas['Done']>('/api/slips/void', body),
  voidNotice: (body: Schemas['VoidNoticeRequest']) => post<Schemas['Done']>('/api/notices/void', body),
  withdrawPaper: (body: Schemas['WithdrawPaperRequest']) => post<Schemas['Done']>('/api/papers/withdraw', body),
  refuse: (body: Schemas['RefuseRequest']) => post<Schemas['Done']>('/api/directives/refuse', body),
  settle: (body: Schemas['DirectivesRequest']) => post<Schemas['Done']>('/api/directives/settle', body),
  undo: (body: Schemas['DirectivesRequest']) => post<Schemas['Done']>('/api/directives/undo', body),
  audit: (q: Record<string, string>) => get<Schemas['AuditAnswer']>(`/api/audit?${queryOf(q)}`),
  entries: (q: Record<string, string>) => get<Schemas['EntriesAnswer']>(`/api/ledger/entries?${queryOf(q)}`),
  verify: () => post<Schemas['VerifyReport']>('/api/ledger/verify', {}),
  campaigns: () => get<Schemas['CampaignsAnswer']>('/api/campaigns'),
  setCampaign: (body: Schemas['CampaignRequest']) => post<Schemas['CampaignView']>('/api/campaigns', body),
  joinCampaign: (body: Schemas['CampaignMembers']) => post<Schemas['Done']>('/api/campaigns/join', body),
  leaveCampaign: (body: Schemas['CampaignMembers']) => post<Schemas['Done']>('/api/campaigns/leave', body),
  documents: () => get<Schemas['DocumentsAnswer']>('/api/documents'),
  addDocument: (body: Schemas['DocumentRequest']) => post<Schemas['DocumentId']>('/api/documents', body),
  readDocument: (document_id: string) => post<Schemas['Done']>('/api/documents/read', { document_id }),
  linkDocument: (body: Schemas['DocumentLink']) => post<Schemas['Done']>('/api/documents/link', body),
  slipsDue: () => get<Schemas['SlipsDueAnswer']>('/api/slips-due'),
  setSlips: (rules: SlipRule[]) => post<Schemas['Done']>('/api/rules/slips', { rules }),
  sendTable: async (file: File) =>
    answered<TableFile>(
      await send(`/api/tables?file_name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: file,
      }),
    ),
  previewTable: (body: Schemas['TableRequest']) => post<TablePreview>('/api/tables/preview', body),
  importTable: (body: Schemas['TableRequest']) => post<TableImported>('/api/tables/import', body),
  undoTable: (import_id: string) => post<Schemas['Done']>('/api/tables/undo', { import_id }),
  tables: () => get<Schemas['TableImportsAnswer']>('/api/tables'),
  tableProgress: (hash: string) => get<Schemas['TableProgress']>(`/api/tables/${hash}/progress`),
  cancelTable: (file_hash: string) => post<Schemas['Done']>('/api/tables/cancel', { file_hash }),
  registers: () => get<Schemas['RegistersAnswer']>('/api/registers'),
  linkRegisters: (changes: boolean) => post<Schemas['LinkedAnswer']>('/api/registers/link', { changes }),
  stopLinking: () => post<Schemas['Done']>('/api/registers/stop', {}),
  enterprises: (q: EnterpriseQuery) => get<Schemas['EnterprisesAnswer']>(`/api/enterprises?${queryOf(q)}`),
  enterprise: (id: string) => get<EnterprisePageView>(`/api/enterprises/${encodeURIComponent(id)}`),
  pinField: (body: Schemas['PinRequest']) => post<Schemas['Done']>('/api/enterprises/pin', body),
  tagEnterprises: (body: Schemas['TagRequest']) => post<Schemas['Done']>('/api/enterprises/tag', body),
  candidates: (q: CandidateQuery) => get<Schemas['CandidatesAnswer']>(`/api/candidates?${queryOf(q)}`),
  candidate: (id: string) => get<Schemas['CandidatePageView']>(`/api/candidates/${encodeURIComponent(id)}`),
  watchCandidates: () => post<Schemas['WatchedAnswer']>('/api/candidates/watch', {}),
  stopWatch: () => post<Schemas['Done']>('/api/candidates/stop', {}),
  dossiers: (q: DossierQuery) => get<Schemas['DossiersAnswer']>(`/api/dossiers?${queryOf(q)}`),
  dossier: (id: string) => get<DossierPageView>(`/api/dossiers/${encodeURIComponent(id)}`),
  openDossiers: (body: Schemas['OpenDossiersRequest']) => post<Schemas['DossierActAnswer']>('/api/dossiers', body),
  actOnDossiers: (body: DossierAct) => post<Schemas['DossierActAnswer']>('/api/dossiers/act', body),
  noteMaterial: (body: Schemas['MaterialRequest']) => post<DossierPageView>('/api/dossiers/material', body),
  noteStatement: (body: Schemas['StatementRequest']) => post<DossierPageView>('/api/dossiers/statement', body),
  noteFact: (body: Schemas['FactRequest']) => post<DossierPageView>('/api/dossiers/fact', body),
  undoDossier: (enterprise_id: string, seen_seq: number | null) =>
    post<Schemas['Done']>('/api/dossiers/undo', { enterprise_id, seen_seq }),
  cultivationRules: (year?: number) =>
    get<Schemas['CultivationRulesAnswer']>(`/api/cultivation/rules${year ? `?year=${year}` : ''}`),
  setCultivation: (body: Schemas['SettingRequest']) =>
    post<Schemas['CultivationRulesAnswer']>('/api/cultivation/settings', body),
  setClassLine: (body: Schemas['ClassLineRequest']) => post<Schemas['CultivationRulesAnswer']>('/api/cultivation/lines', body),
  windows: () => get<Schemas['WindowsAnswer']>('/api/windows'),
  setWindow: (body: WindowForm) => post<Schemas['WindowsAnswer']>('/api/windows', body),
  removeWindow: (window_id: string) => post<Schemas['WindowsAnswer']>('/api/windows/remove', { window_id }),
  visits: (q: VisitQuery) => get<Schemas['VisitsAnswer']>(`/api/visits?${queryOf(q)}`),
  officers: () => get<Schemas['OfficersAnswer']>('/api/visits/officers'),
  unmatched: (source_id: string) => get<Schemas['UnmatchedAnswer']>(`/api/figures/unmatched?${queryOf({ source_id })}`),
  planVisits: (body: Schemas['PlanVisitsRequest']) => post<Schemas['VisitsAnswer']>('/api/visits/plan', body),
  recordVisit: (body: VisitForm) => post<VisitView>('/api/visits', body),
  cancelVisit: (visit_id: string, reason: string) => post<VisitView>('/api/visits/cancel', { visit_id, reason }),
  correctVisit: (body: Schemas['CorrectVisitRequest']) => post<VisitView>('/api/visits/correct', body),
  withdrawVisit: (visit_id: string, reason: string) => post<VisitView>('/api/visits/withdraw', { visit_id, reason }),
  closeRequest: (request_id: string, result: string) => post<VisitRequestView>('/api/requests/close', { request_id, result }),
  reopenRequest: (request_id: string, result: string) => post<VisitRequestView>('/api/requests/reopen', { request_id, result }),
  passRequest: (body: Schemas['PassRequestRequest']) => post<VisitRequestView>('/api/requests/pass', body),
  membersReport: (q: Partial<Record<'month' | 'by' | 'source_id' | 'projects', string>>) =>
    get<Schemas['MembersReportView']>(`/api/members/report?${queryOf(q)}`),
  members: (
    q: Partial<Record<'words' | 'class_id' | 'town' | 'show' | 'month' | 'projects', string>> & {
      limit?: number
      offset?: number
    },
  ) => get<Schemas['MembersAnswer']>(`/api/members?${queryOf(q)}`),
  matches: (q: Partial<Record<'kind' | 'show', string>> & { limit?: number; offset?: number }) =>
    get<Schemas['MatchesAnswer']>(`/api/matches?${queryOf(q)}`),
  answerMatch: (body: Schemas['MatchAnswerRequest']) => post<Schemas['Done']>('/api/matches/answer', body),
  undoMatch: (body: Schemas['MatchPairRequest']) => post<Schemas['Done']>('/api/matches/undo', body),
  backups: () => get<Schemas['BackupsAnswer']>('/api/backups'),
  planBackups: (body: Schemas['BackupPlan']) => post<Schemas['Done']>('/api/backups/plan', body),
  startBackup: () => post<Schemas['Done']>('/api/backups/start', {}),
  stopBackup: () => post<Schemas['Done']>('/api/backups/stop', {}),
  accounts: () => get<Schemas['AccountsAnswer']>('/api/accounts'),
  createAccount: (body: Schemas['AccountRequest']) => post<AccountView>('/api/accounts', body),
}
