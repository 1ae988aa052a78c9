// 界面文字，简体中文（默认）。Keys are the same in en.ts; a test compares them.
import { cultivationZh } from './cultivation'
import { dossiersZh } from './dossiers'
import { mattersZh, recordsZh } from './matters'
import { membersZh } from './members'
import { enterprisesZh } from './enterprises'

export const zh = {
  enterprises: enterprisesZh,
  cultivation: cultivationZh,
  dossiers: dossiersZh,
  matters: mattersZh,
  records: recordsZh,
  members: membersZh,
  app: { name: '落地', tagline: '会议决定，落到实处', language: 'English', logout: '退出', menu: '菜单', skip: '跳到正文' },
  nav: { today: '今日', meetings: '会议', commitments: '督办', enterprises: '企业', cultivation: '五上', notices: '通报', library: '文件', tables: '表格', data: '数据' },
  common: {
    why: '请写明原因', void: '作废', void_ask: '“{number}”作废后仍可查看，文号不再使用。', voided: '已作废', is_void: '作废',
    loading: '正在读取…', retry: '重试', cancel: '取消', save: '保存', close: '关闭', none: '无', working: '正在办理…', search: '搜索', all: '全部', unit: '责任单位', due: '时限', topic: '领域', state: '状态',
    export: '导出 Excel', export_csv: '导出 CSV', print: '打印', printed: '打印于 {day}', forbidden: '您的账号没有这项权限，请联系管理员。', readonly: '只读账号：可以查看，不能办理。',
  },
  setup: {
    title: '首次使用：设置管理员', hint: '这个链接只能用一次，一天内有效。密码至少 10 个字符，程序不设默认密码。', login: '登录名', name: '姓名（可不填）', password: '密码', again: '再输一次密码',
    differ: '两次输入的密码不一样。', done: '设置并登录', login_hint: '字母、数字、点、横线、下划线',
  },
  login: { title: '登录', login: '登录名', password: '密码', go: '登录', again: '登录已失效', ended: '会话已结束。请在这里重新登录，页面上填写的内容都还在。', idle: '两小时没有操作，会话已结束。请在这里重新登录，页面上填写的内容都还在。', other: '换一个账号', change: '修改密码', old: '原密码', new: '新密码（至少 10 个字符）', set: '设置密码', changed: '密码已修改，其他地方的登录已结束', need_setup: '还没有管理员。请在服务器上启动程序，打开它打印的一次性链接。' },
  meetings: {
    title: '会议', load: '导入文件', paste: '粘贴文字', drop: '把会议报道或纪要拖到这里，或者', pick: '选择文件', kinds: '支持 txt、html、docx、pdf、doc、wps；乱码的网页文字会自动修复',
    empty: '还没有会议。导入一篇会议报道或纪要，程序会读出议题和要求。', date: '日期', ordinal: '届次', body: '会议', chair: '主持人', items: '议题', directives: '要求', open: '待确认', commitments: '已立项', sources: '来源',
    loose: '没有读出会议的文件', loose_hint: '这些文件里没有政府常务会议；原文照样留存。', importing: '正在导入 {name}…', imported: '已导入：{name}', same: '{name}：内容已经导入过，没有改动。', read_none: '已留存：{name}。没有读出政府常务会议。', put_in: '导入', clear: '清除提示', paste_title: '粘贴会议文字', paste_name: '名称', paste_text: '文字',
    no_year: '原文没有年份', failed: '{name} 没有导入：{why}',
  },
  meeting: {
    original_file: '原件', unit_not_listed: '单位名册里没有这个单位',
    withdraw: '撤回', withdraw_ask: '“{name}”将撤下：其中的议题和要求不再显示，原件和记录留在台账，同一文件可以再导入。', withdrawn: '已撤回“{name}”', measures_of: '贯彻的文件',
    back: '返回会议列表', text: '文稿', before: '原始文件（{encoding}）', after: '修复后', record: '读出的记录', original: '对照原始文件', marks: '标记', participants: '参加', invited: '应邀（列席）', chair: '主持', confirm_all: '全部确认（{n}）', confirm: '确认立项', refuse: '不立项', settle: '原则要求，不立项',
    split: '拆分', merge: '与下一条合并', undo: '撤销', undo_correction: '撤销改正', unit_from: { named: '依据：原文点名', reporting: '依据：汇报单位', duty: '依据：职责分工' }, no_unit: '未定', no_due: '无时限', reporting: '汇报单位：{unit}', clauses: '分项（确认时，勾选的另立为子项）',
    reason: '不立项的理由', reason_hint: '例如：不属于本级职责', why_due: { date: '按原文折算', open: '原文未定日期' }, correct: '改为选中的文字', split_here: '在选区处拆开', add: '加为一条要求', added: '已加为一条要求', corrected: '已改为选中的文字', elsewhere: '选中的文字不在这条要求里。要新增，请用“加为一条要求”。', selected: '已选 {n} 字', help: '键盘', no_items: '没有读出要求。可以在左边选中文字后处理，或检查原文。',
    twin: '与首个来源相同，去那里办理', states: { proposed: '待确认', confirmed: '已立项', refused: '不立项', settled: '原则要求', split: '已拆分', merged: '已合并' }, kinds: { study: '学习传达', report: '听取汇报', review: '审议', other: '研究部署' },
    sources: '来源文件', differences: '两个来源的不同', first: '首个来源', second: '另一来源', only: '只有一方有', changes: '修复了 {n} 处', proof: { proved: '修复可证：按同样的方式损坏修复后的文字，正好得到原始文件，且没有别的解', reproduced: '修复可还原：按同样的方式损坏修复后的文字，正好得到原始文件', none: '修复未能完全证实，请对照原始文件' }, next_doubt: '下一处',
    doubts: '{n} 处存疑', clean: '原文完好，未作修改', hidden: '会议还研究了其他事项（原文未列明）', fields: { date: '日期', body: '会议', ordinal: '届次', chair: '主持人', participants: '参加人员', invited: '应邀人员', directive: '要求' },
    facts: {  change: '改正', title: '改正会议信息', hint: '程序读错时在这里改正。待确认要求的时限按新的会议日期重算；手工定过的时限和已立项事项的时限不动。', body: '政府', kind: '会议名称', chair_title: '主持人职务', read: '原文读作：{text}', save: '保存', as_read: '恢复为原文读出的', by_hand: '人工改正', saved: '已改正', moved: '{n} 条要求的时限随之改动', kept: '{n} 个已立项事项保持原时限', and: '；' },
    confirmed_n: '已立项 {n} 条', undone_n: '已撤销 {n} 条', nothing_to_undo: '没有可以撤销的操作', confirm_all_ask: '将确认 {n} 条要求立项，其中 {without} 条没有责任单位。可以整体撤销（z）。', nothing_open: '没有待确认的要求', part_of: '选区必须在这条要求之内', sticky: '选中的要求',
  },
  classes: { frame: '会议框架', attendance: '出席', item: '议题', directive: '要求', appraisal: '分析评价', praise: '肯定', furniture: '网页附文', other: '其他' },
  how: {
    traditional: '繁体转简体', gloss: '去掉了插入的注音', seam: '注音插进了汉字中间，字节已归位', mark_seam: '标点替换打断了汉字，按上下文选定', vanished: '两个字节消失，按上下文选定', lost_byte: '缺一个字节，按上下文选定', mojibake: '按正确编码重新解读', entity: '网页转义符',
    noise: '去掉了防复制的杂码', spacing: '去掉了字间空格', line_break: '合并了断行', digit_form: '“1”还原为“一”', pinyin_word: '拼音还原为汉字', regional: '地区用语', newline: '换行符', furniture: '网页附文', unreadable: '无法读出，保留原样', none: '未改动',
  },
  sure: { certain: '确定', proved: '可证', chosen: '选定', doubtful: '存疑' },
  evidence: { idiom: '成语“{word}”', word: '词语“{word}”', place: '地名“{word}”', language: '语言习惯' },
  doubt: { candidates: '有 {n} 种可能，依据：{evidence}', digit: '数字丢失，未作猜测', date: '日期可疑，请核对', amount: '数额可疑，请核对', lost: '文字丢失', lost_byte: '此处丢失字节，以下文字按语言推断，请核对', unmended: '损坏过多，这一段未修复', place_name: '地名疑似被替换' },
  topics: { enterprise: '企业产业', project: '项目建设', investment: '招商引资', assessment: '考核统计', safety: '安全稳定', environment: '生态环境', agriculture: '农业农村', livelihood: '民生', finance: '财政金融', party: '党建作风', other: '其他' },
  commitments: {
    title: '督办事项', empty: '还没有立项的事项。到会议页面确认要求。', number: '编号', text: '事项', meeting: '会议', sentence: '看原句', filter: '按文字、单位、编号、届次筛选', count: '共 {n} 项', any_unit: '全部牵头单位', any_topic: '全部领域', any_state: '全部状态', any_light: '全部亮灯', edit: '修改', child: '子项，上级 {parent}', nothing: '没有符合条件的事项', clear: '清除筛选',
    as_of: '截至', past: '这是 {day} 日终时的情形，由台账重算，不能办理。', chosen: '已选 {n} 项', choose: '选择 {id}', choose_all: '全选本页', only_first: '只显示前 {n} 项（共 {all} 项），请缩小筛选范围。', undated: '另有 {n} 项没有日期', month_before: '上个月', month_after: '下个月',
    views: { label: '视图', table: '表格', board: '看板', calendar: '日历', tree: '按会议' },
  },
  states: { proposed: '待确认', confirmed: '待交办', assigned: '待签收', objected: '有异议', accepted: '已签收', under_way: '办理中', reported: '已反馈待审', returned: '已退回', closed: '已办结', archived: '已归档', suspended: '已暂缓', merged: '已并入', decomposed: '已分解', carried_over: '结转下次会议', withdrawn: '已撤回' },
  acts: {press_again: '再按一次 {key} 就{act}', 
    assign: '交办', accept: '签收', object: '提出异议', feedback: '反馈进展', report: '办结反馈', return: '退回', recall: '收回交办', close: '办结', archive: '归档', reopen: '重新办理', suspend: '暂缓', resume: '恢复办理', carry: '结转', merge: '并入', unmerge: '撤销并入', decompose: '分解', recompose: '撤销分解', extend: '延期', add_helper: '增加配合单位', slip: '发督办单', changed: '修改事项',
    done: '已完成：{act}', several: '（{n} 项）', look: '先看影响', preview: '可以办理 {n} 项。', preview_rest: '其余 {n} 项不变：',
  },
  lights: { red: '红灯', yellow: '黄灯', green: '绿灯', none: '未亮灯' },
  slips: { blue: '蓝单（提醒）', yellow: '黄单（警示）', orange: '橙单（警示）', red: '红单（督办）' },
  weekdays: { 1: '一', 2: '二', 3: '三', 4: '四', 5: '五', 6: '六', 7: '日' },
  today: {
    late: '{n} 项已过时限',
    title: '今日', nothing: '还没有督办事项。到会议页面导入会议报道或纪要，确认要求。', clear: '没有等您办理的事项。', to_assign: '待交办', to_accept: '待签收', working: '办理中', to_review: '待审核', done: '已办结', objected: '有异议，待重新交办', returned: '被退回', overdue: '已超期', due_soon: '七日内到期', meetings: '会议落实情况', changed: '昨日以来的变化', no_change: '没有变化', closed_of: '已办结 {n} / {all}',
  },
  story: {
    documents: '来源文件',
    back: '返回列表', whole: '上级事项', light: '亮灯依据', light_short: '亮灯', light_default: '没有规则成立：按绿灯处理', parts: '分解事项', reports: '反馈与佐证', no_report: '还没有反馈', lights: '亮灯变化', slips: '督办单', steps: '办理经过', kinds: { feedback: '进展', final: '办结反馈' }, verdicts: { accepted: '审核通过', returned: '已退回' },
  },
  supervision: {
    by_limit: '时限依据', limit_default: '按原文；没有的按纪要事项', lead: '牵头单位', helping: '配合单位', leader: '责任领导', choose_unit: '选择单位', feedback_every: '每几天反馈一次（可不填）', due_hint: '不填时限时，按原文期限；原文没有的，按“会议纪要事项办结”预设。', new_due: '延至', into: '并入事项', carried_to: '结转至', raised_at: '诉求来源', visit_of: '{day} 走访', carried_none: '下一次同类会议（尚未召开）', carried_in: '上次会议结转（{n}）', carried_on: '{day} 结转', slip_kind: '单别', slip_words: '督办内容（不填用通用文字）', parts: '分解为（每行一项）', reason: '理由', words: '办理情况', progress: '进度（%）', files: '佐证材料', proposed: '（建议）', next_feedback: '下次反馈', every: '每 {n} 天', feedback_by: '{day} 前反馈', assign_by: '{day} 前交办', to_assign_until: '交办时限', objection_until: '异议截止',
  },
  notices: {
    title: '督查通报', cutoff: '截至', office: '署名单位', code: '机关代字', addressee: '主送', demands: '下一步要求（每行一段；不填用通用要求）', no_meeting: '还没有立项的会议。', contradicts: '下列句子的数字与台账不符，改正后才能印发（方括号内为应有的数）：', issue: '印发', issued: '已印发：{number}', preview: '预览', list: '已印发的通报', empty: '还没有印发通报。', number: '文号', name: '标题', counts: '情况', of: '共 {total} 项，办结 {closed}，未办结 {open}', annex: '汇总表',
    more: '合并通报其他会议', more_chosen: '已另选 {n} 次', all_of_year: '选本年全部', none: '不选',
  },
  library: {
    title: '文件与专项', campaigns: '专项', new_campaign: '新建专项', name: '名称', from: '自', to: '至', saved: '已保存', no_campaign: '还没有专项。新建后，在督办事项里勾选事项加入。', stands: '跨 {meetings} 次会议，共 {total} 项，办结 {closed}', any: '全部专项', join: '加入专项', joined: '已加入专项',
    documents: '上级文件', new_document: '登记文件', documents_hint: '确认“研究提出我县贯彻意见”一类的要求时，学习议题的文件自动登记，并与责任事项相连。', document_title: '标题', number: '文号', issuer: '来文单位', received: '收文日期', file: '附件', readers: '须阅知单位（按住 Ctrl 多选）', no_document: '还没有登记文件。', edit: '修改', read_it: '已阅知', noted: '已记录', read_by: '阅知 {n} / {all}：', unread: '尚未阅知', duty: '贯彻意见：', measures: '本县措施：', link_measures: '关联本县措施（会议或任务表）',
  },
  slips_due: { title: '按规则应发的督办单', send: '发单', ask: '将发出 {n} 张{kind}，按通用文字编号。' },
  tables: {
    title: '表格', hint: '任务分解表、登记册、单位表、职责分工表，从 Excel 进来，也能导出再导入。', kind: '表格种类', kinds: { tasks: '任务分解表', members: '五上在库名单', units: '单位', duties: '职责分工', register: '登记册', monthly: '月度数据' }, source_name: '来源', source_name_hint: '如 税务局；同一来源逐月续导', measure: '指标', period: '所属期', period_hint: '表头没有写年月时用：2026 或 2026-10', figure_unit: '单位', unit_hint: '表头没有写计量单位时用', unit_in_heading: '见表头', see_members: '看数量体量质量', forecast_now: '去测算', month_columns: '认作月份的列：', undo_ask_monthly: '撤回后，这次导入的数据不再计入，以前导入的同期数据恢复。要撤回吗？', register_name: '登记册名称', register_name_hint: '同名再次导入，即为新一期', register_kind: '种类', register_kinds: { market: '市场监管登记', statistics: '统计基本单位名录', tax: '税务登记', social: '社保参保单位', power: '电力用户', ledger: '部门或镇办台账' }, as_of: '截至', proposal: '可能是：{list}', link_now: '去比对', undo_ask_register: '撤回后，这个登记册恢复到上一期；还没有上一期的，这个登记册撤下。归户在下次比对时更新。', pick: '选择表格', or_drop: '或者拖到这里', formats: '支持 xlsx、xls、csv（任何中文编码）；自动找表头、合并单元格、单位。实施方案、分工方案等文稿（docx、pdf、txt）按“（责任单位：…）”逐条读成任务', reading: '正在读取表格…', importing: '正在导入…', sheet: '工作表', heading: '表头在第几行', remembered: '列对应已记住', no_column: '（不导入）',
    found: '标题：{title}；{rows} 行数据，{sections} 个分节行，{totals} 个合计行，{notes} 个附注行', unit: '单位：{unit}', section_differs: '第 {row} 行“{text}”：实际 {n} 行，与括号内的数不符。', meeting: '归入会议', no_meeting: '不归入会议，单独成表', confirm: '同时确认立项', assign: '同时交办（牵头单位已知的）', fresh: '新增 {n}', leaving: '现有 {all} 行中有 {n} 行不在这张表里。这张表是：', rest_keep: '补充：现有的行保留', rest_leave: '整册：不在表里的行退出', twins: '会议原有要求 {n}', known: '已在台账 {n}', errors: '{n} 行不能导入', warnings: '{n} 处提示', problems: '问题', cell: '单元格', seen: '看到的内容', what: '问题', empty_cell: '（空）', rows: '数据', row: '行', rows_n: '行数', first: '只显示前 {n} 行（共 {all} 行）。',
    leave_out: '略过不能导入的 {n} 行', need: '请指定“{field}”在哪一列', import: '导入 {n} 行', result: '已导入 {rows} 行：立项 {confirmed}，交办 {assigned}；略过 {left}，已在台账 {known}。', see: '查看事项', undo: '撤回导入', undo_ask: '撤回后，由这张表立项的事项全部撤回；已签收办理的不能撤回。', taken_back: '已撤回', list: '导入记录', none: '还没有导入过表格。', file: '文件', out: '导出：',
    becomes: { twin: '会议原有', known: '已在台账', error: '不能导入' }, reasons: { class: '看不出属于五上哪一类：填行业代码，或写明批发、零售、住宿、餐饮等', month: '不是年月（如 2024-11）', order: '退库早于入库', year: '只有年份而且今年还没过完：入库月份按不明处理', self_employed: '批零住餐个体是大个体，不计入各表', no_number: '不是数字，或单位不对', short_industry: '三位代码：可能是丢了开头的 0，请核对到小类', no_day: '读不出日期，开业日期按不明处理', no_industry: 'GB/T 4754-2017 没有这个行业代码，按原文保留', bad_code: '代码校验不通过，按原文保留', no_code: '不是统一社会信用代码，按原文保留', empty_cell: '这一格不能空', unit_unknown: '单位表里没有这个单位，按原文保留，交办时再选', date_unread: '读不出日期，按原文保留', twice: '与前面的行重复', no_parent: '上级单位不在表内', parent_round: '互为上级', long: '文字过长' },
  },
  backups: {
    title: '备份与演练', hint: '每天定时备份，并在临时目录试恢复：逐表核对行数和校验值，重建并验证台账，留下带日期的回执。写入不受影响。', hour: '每天', off: '不自动备份', keep: '保留份数', saved: '备份计划已保存', now: '现在备份并演练', started: '已开始', running: '正在备份 {done} / {all}', stopping: '正在停止', failed: '上次备份没有成功：{why}', folder: '存放在服务器：{folder}', none: '还没有备份。', file: '文件', entries: '记录数', size: '大小', verdict: '核对结果', restored: '已试恢复，全部一致', equal: '已核对，全部一致', seconds: '用时 {n} 秒',
  },
  rules: {
    slips: '升级督办单', days_late: '超期天数（负数为到期前）',
    title: '时限与亮灯规则', limits: '时限', lights: '亮灯', name: '名称', amount: '数量', unit: '单位', source: '依据', from: '自', to: '至（不含）', measure: '量度', light: '灯', units: { working_days: '工作日', days: '日' }, measures: { days_late: '超期天数', days_left: '剩余天数', progress_gap: '进度落后（百分点）' }, saved: '规则已保存，从现在起生效；过去的日子仍按当时的规则。', hint: '改动是一条记录；过去任何一天的亮灯按当时的规则重算，答案不变。',
  },
  data: {
    title: '数据', ledger: '台账', verify: '验证台账', sound: '{n} 条记录，全部完好', bad: '第 {n} 条记录不符：{why}', entries: '最近的记录', audit: '审计', words: '搜索', from: '自', to: '至', accounts: '账号', seq: '序号', kind: '类别', subject: '对象', actor: '账号', at: '时间', action: '动作', detail: '说明',
    head: '末条校验值：{hash}', head_hint: '请连同条数抄存在台账之外：台账若被整体改写，同一条的校验值会不同。', new_account: '新建账号', role: '角色', roles: { administrator: '管理员', supervision: '督查', leader: '县领导', unit_lead: '单位负责人', clerk: '经办', viewer: '查看' }, made: '账号已建', account_unit: '所属单位', division: '区划代码', division_hint: '不填：全部', no_unit: '无', change_role: '改角色', changed_role: '角色已改，立即生效', sessions: '登录中的会话', revoke: '结束会话', made_at: '登录时间', seen_at: '最近使用', unlock: '解除锁定', unlocked: '已解除锁定', revoked: '会话已结束', reset: '重设密码', set_password: '重设 {login} 的密码', password_hint: '请当面告知本人，并请其登录后点右上角的姓名自行修改。该账号现有的登录会全部结束。', password_set: '{login} 的密码已重设', close: '停用', open_again: '启用', closed: '已停用', closed_now: '{login} 已停用，登录已结束；其办理记录不变', opened: '{login} 已启用',
  },
  keys: { title: '键盘操作', move: '上一条 / 下一条要求', confirm: '确认立项', confirm_all: '全部确认', refuse: '不立项', settle: '原则要求，不立项', merge: '与下一条合并', undo: '撤销', split: '拆分（有选区时在选区处）', correct: '改为选中的文字', add: '把选中的文字加为一条要求', original: '对照原始文件', unit: '改责任单位', due: '改时限', help: '显示本说明' },
  errors: {
    'dossier.checks': '有核对项没有通过，见台账里的“申报前核对”。', 'setting.bad': '数值不在允许的范围内。', 'setting.unknown': '没有这项设置。', 'reason.needed': '请写明理由或依据。', 'dossier.law': '请先阅读统计法提示。', 'dossier.reason': '请写明原因（至少几个字）。', 'dossier.not_from': '这一状态下不能这样办理。', 'dossier.not_back': '只能退回到前面的状态。', 'dossier.state': '没有这个状态。', 'dossier.exit_reason': '请选择退库原因。', 'dossier.exit_window': '“规上转规下”只能在年度窗口里退库；本县日历里没有进行中的年度窗口。', 'dossier.there': '已经有台账了。', 'dossier.no_class': '行业代码不属于五上任何一类，请先核对代码。', 'dossier.closed': '登记册显示已注销或吊销。', 'dossier.many': '一次 1 到 500 户，不能重复。', 'dossier.unknown': '这家企业还没有台账。', 'dossier.shelved': '已暂缓，请先恢复。', 'dossier.act': '没有这种办理。', 'material.unknown': '这一类没有这项材料。', 'material.why': '请写明为什么不需要。', 'material.state': '材料只有：已有、缺、不需要。', 'statement.kind': '只登记利润表和增值税申报表。', 'statement.amount': '金额要写数字，并选单位。', 'statement.measure': '这一类不看这个指标。', 'statement.month': '年月不对。', 'statement.no_line': '这一类没有收入标准，不用登记报表数。', 'fact.bad': '这一项的内容不对。', 'window.bad': '窗口填写不完整：看级别、渠道、日期（截止不早于开始）和依据。', 'window.unknown': '日历里没有这个窗口。', 'month.bad': '月份写作 2026-11。', 'statistics.other_unit': '按职责分工表，这项由统计部门办理。', 'dossier.month': '月份不能在将来，退库不能早于入库。', 'visit.unit': '请选走访的单位或走访人。', 'visit.day': '走访日期不能晚于今天。', 'visit.unknown': '没有这次走访。', 'visit.not_planned': '这次走访已经记录过或已取消。', 'visit.other': '这次走访是另一家企业的。', 'visit.client': '表单编号不对，请重新打开表单。', 'visit.requests': '一次走访最多 20 条诉求。', 'request.unknown': '没有这条诉求。', 'request.not_open': '这条诉求已经办结或转办。', 'request.not_closed': '这条诉求没有办结。', 'request.known': '同样的诉求已经转办过。', 'account.unknown': '没有这个账号。',
    'figures.source': '没有这个数据来源。', 'figures.measure': '请选择指标。', 'figures.period': '所属期写作 2026 或 2026-10。', 'figures.no_months': '没有哪一列写明月份：请填所属期，并指定哪一列是本月数或累计数。', 'figures.no_year': '表头没有写年份，请在所属期填年份，如 2026。', 'figures.no_unit': '表头没有写明这一指标的计量单位，请在上面选择；程序从不猜单位。', 'figures.column_twice': '有两列是同一期间。', 'figures.other_measure': '表头写的是另一个指标，请在上面改选那个指标。', 'candidates.running': '正在测算，请稍候。', 'candidates.changed': '测算期间有人导入了数据或改动了企业，请重新测算。', 'candidates.none': '还没有测算过。', 'candidate.unknown': '最近一次测算没有这户企业。', 'forecast.stopped': '已停止，没有改动。',
    network: '服务器没有应答，请检查网络后重试。', 'table.no_measures': '这份文稿没有写明“责任单位：…”，读不出任务。请导入分解表，或在各条后注明责任单位。', 'registers.none': '还没有登记册，请先导入。', 'registers.changed': '比对期间有人导入了登记册或判定了待核对的行，请再比对一次。', 'link.running': '正在比对，请稍候。', 'link.stopped': '已停止，没有改动。', 'link.not_running': '现在没有比对在进行。', 'register.name': '请写登记册名称，例如“市场监管登记”。', 'register.kind': '请选登记册的种类。', 'register.other_unit': '这是别的单位建立的，请由该单位或督查室办理；导入登记册的，请另起名称。', 'match.answered': '这一对已经判定过，请先撤回。', 'match.two_codes': '两个有效代码是两户，不能合为一户。代码有误的，请到登记册改正后再导入。', 'match.waiting': '其中一行还没有比对，请先比对登记册。', 'match.row_gone': '其中一行已不在登记册里。', 'match.unknown': '没有这一对。', 'match.kept_apart': '这两户之间有“不是”的判定，请先撤回那一条。', 'match.bound': '两行有同一个有效代码，或有“是同一户”的判定，不能判为不是。请先改正代码或撤回那一条。', 'enterprise.no_pin': '代码请到登记册改正，不在这里指定。', 'filter.long': '查找的文字太长。', 'match.open': '这一对还没有判定。', 'match.moved_on': '后来的比对或判定又移动了这些行，请重新判定。', 'enterprise.unknown': '没有这户企业，可能已并入另一户。', 'enterprise.value': '请写 1 到 100 个字。', 'enterprise.chain': '产业链名称 1 到 20 个字。', 'paper.empty': '文件里没有文字。请导入会议报道或纪要本身。', 'paper.too_large': '文件超过大小限制。请拆开或联系管理员调整。', 'paper.encrypted': '文件有密码。请去掉密码后再导入。', 'paper.scanned': '这是扫描件，没有文字。请先做文字识别，或导入 Word 原件。',
    'paper.beyond_repair': '这份副本的文字已经丢失（锟斤拷或替换符），无法修复。请到发布处重新获取。', 'paper.marked': '文件标有密级，不得在本系统处理。', 'paper.zip_bomb': '压缩包异常，未打开。', 'paper.not_a_paper': '这不是文稿。请导入 txt、html、docx、pdf、doc 或 wps。', 'paper.broken': '文件已损坏。请另存后再导入。',
    'paper.old_word': 'doc、wps 需要服务器上的 LibreOffice。请另存为 docx 再导入。', 'paper.no_article': '网页里没有正文。请打开文章本身的页面保存，或粘贴文字。', 'paper.no_pdf_reader': '服务器没有装 pdftotext。请导入 docx、html 或 txt。', 'paper.bad_name': '文件名不合规。',
    'access.wrong_login': '登录名或密码不对。', 'access.wait': '连续输错，请一分钟后再试。', 'access.bad_link': '链接已失效。请在服务器上重新启动程序，使用新链接。', 'access.already_set_up': '管理员已设置，请直接登录。', 'access.short_password': '密码至少 10 个字符。', 'access.bad_login': '登录名只能用字母、数字、点、横线、下划线。', 'access.login_taken': '登录名已有人用。',
    'access.no_session': '请先登录。', 'access.not_allowed': '您的账号没有这项权限。', 'directive.not_proposed': '这条要求已经处理过，请先撤销。', 'undo.parts': '请先撤销对它各部分的处理。', 'date.bad': '日期格式不对。', 'merge.one_paper': '只能合并同一份文件里的要求。', 'merge.one_item': '只能合并同一议题下的要求。', 'merge.neighbours': '只能合并相邻的要求。', 'directive.twin': '首个来源里有同样的要求，请在那里办理。', 'correct.elsewhere': '选中的文字不在这条要求里。', 'add.overlap': '选中的文字已有一部分是要求。', 'meeting.too_long': '最多 60 字。', 'meeting.no_kind': '请填写会议名称，例如：县政府常务会议。', 'add.no_item': '这份文件没有读出议题，不能加要求。', 'refuse.reason': '请写明不立项的理由。', 'commitment.unknown': '没有这个编号的事项，或者不归您查看。', 'commitment.wrong_state': '事项现在的状态不能这样办理，请刷新。', 'commitment.not_yours': '这一步由牵头单位（或督查室）办理。', 'commitment.invariant': '这样办理不合规则：须有一个牵头单位，且不与配合单位重复；须有时限或定期反馈；不能并入自身。', 'commitment.objection_over': '提出异议的期限已过。', 'commitment.reopen_part': '请重新办理它的分解事项。', 'commitment.moved_on': '事项已经交办，请用延期等操作。', 'undo.moved_on': '由它立项的事项已经交办，不能撤销。', 'text.needed': '请写明理由或情况。', 'text.long': '文字过长。', 'unit.unknown': '没有这个单位。', 'assign.no_limit': '没有预设时限，请填写日期。', 'assign.feedback': '反馈周期为 1 至 366 天。', 'report.evidence': '办结反馈须附佐证材料或关联记录，或者进度为 100。', 'report.progress': '进度为 0 至 100。', 'report.files': '最多 20 个文件。', 'report.no_file': '文件没有上传成功，请重选。', 'extend.earlier': '新的时限须晚于原时限。', 'merge.not_open': '要并入的事项已不在办理中。', 'decompose.parts': '至少分解为两项，每行一项。', 'slip.kind': '单别不对。', 'as_of.future': '不能查看将来的日子。', 'evidence.unknown': '没有这个文件，或者不归您查看。', 'access.closed': '这个账号已停用。', 'access.wrong_password': '原密码不对。', 'access.no_password': '这个账号没有密码。', 'access.idle': '两小时没有操作，请重新登录。', 'access.needs_unit': '经办和单位负责人须选所属单位。', 'access.no_unit': '没有这个单位。', 'access.bad_division': '区划代码为 2 至 12 位数字。', 'access.bad_role': '没有这个角色。', 'access.last_administrator': '最后一个管理员不能改角色。', 'notice.contradiction': '通报里有数字与台账不符：请按提示改正。', 'notice.nothing': '到这一天，这次会议还没有立项的事项。', 'record.unknown': '没有这条记录，或者不归您查看。',
    'record.kind': '只能关联事项、会议、文件或企业。',
    'record.many': '最多关联 20 条记录。',
    'merge.whole': '它已经分解，请并入它的某一项分解事项。',
    'merge.part': '分解事项只能并入同一事项的另一项分解事项。',
    'undo.merged_into': '已有事项并入它，请先撤销并入。',
    'matter.kind': '没有这种事项。',
    'matter.texts': '请写 1 至 20 项要求，每行一项。',
    'matter.known': '同一天的同样事项已经登记过。',
    'notice.meetings': '一份通报最多合并 60 次会议。',
    'notice.meeting_twice': '同一次会议选了两次。',
    'notice.many': '事项过多，不能印成一份通报。', 'notice.demands': '要求最多 20 段。', 'rules.amount': '数量为 1 至 3650。', 'rules.range': '“自”须小于“至”。', 'table.rows_leave': '现有的行有许多不在这张表里：请选“补充”或“整册”。', 'register.older': '登记册已有更新一期的数据，这一期更早。', 'table.rest': '请选“补充”或“整册”。', 'due.past': '这个日子已经过去。', 'due.far': '日期太远（超过 20 年）。', 'rules.missing': '这项时限有用处，不能删去。', 'rules.overlap': '两条规则说的是同一范围。', 'notice.code': '文号代字只能是汉字，最多 10 个。', 'table.empty': '表格里没有内容。', 'table.not_a_table': '这不是表格。请导入 xlsx、xls 或 csv。', 'table.broken': '表格文件已损坏。请在 Excel 或 WPS 里另存后再导入。', 'table.too_old': 'Excel 95 及更早的格式。请另存为 xlsx。', 'table.too_many_cells': '表格过大，请拆开。', 'table.no_heading': '找不到表头。请填写表头在第几行。', 'table.no_sheet': '没有这张工作表。', 'table.no_file': '表格没有上传成功，请重选。', 'table.column_needed': '必填的列还没有指定。', 'table.column_twice': '一列只能对应一项。', 'table.no_column': '没有这一列。', 'table.errors': '有的行不能导入。请改正表格，或勾选略过。', 'table.nothing': '没有能导入的行。', 'table.all_known': '这些行都已在台账，没有改动。', 'table.known': '这张表已经导入过。要重新导入，请先撤回。', 'table.running': '这张表正在导入。', 'table.cancelled': '已停止，没有导入任何内容。', 'table.undone': '这次导入已经撤回。', 'table.not_running': '导入已经结束。', 'undo.later_import': '其后又导入过，请先撤回后一次。', 'export.many': '最多导出 20000 行，请先筛选。', 'backup.running': '正在备份。', 'backup.no_folder': '请用 --backups 指定备份目录后再启动程序。', 'backup.hour': '时间为 0 至 23 点。', 'backup.keep': '保留 1 至 366 份。', 'helper.known': '该单位已是配合单位。', 'name.needed': '请填写名称。', 'campaign.ends_before': '结束日期早于开始日期。', 'campaign.unknown': '没有这个专项。', 'document.known': '同名文件已经登记。', 'document.unknown': '没有这份文件，或者不归您查看。', 'void.already': '已经作废。', 'paper.in_use': '这份文件里有要求已经立项，请先撤销。', 'paper.of_table': '这是一张任务表，请在“表格”里撤回。', 'paper.unknown': '没有这份文件，或者已经撤回。', 'meeting.unknown': '没有这次会议，或者不归您查看。', 'commitment.no_way_back': '不知道它原来的状态，不能撤销；请重新交办。', 'recompose.parts': '已有分解事项交办，请先收回。', 'store.busy': '正忙，请稍后再试，没有改动。', unknown: '没有办成：{detail}',
  },
}
export type Messages = typeof zh
