// Words of the enterprise screens: 企业名录、登记册、待核对. Both languages side by side; zh.ts and en.ts take them in.
export const enterprisesZh = {
  title: '企业名录', count: '共 {n} 户', tabs: { list: '名录', review: '待核对', registers: '登记册' }, search: '按名称、曾用名、代码、地址查找', none: '还没有企业。到“登记册”导入市场监管、税务等登记册，再比对成户。', nothing: '没有符合条件的企业。', clear: '清除条件',
  any_town: '全部乡镇', any_kind: '全部类别', any_state: '全部状态', any_register: '全部登记册', any_chain: '全部产业链', any_conflict: '不限分歧', conflict_any: '有分歧的', twice: '同册重复', no_town: '未明乡镇',
  kinds: { enterprise: '企业', self_employed: '个体工商户', cooperative: '合作社', branch: '分支机构', other: '其他' }, states: { active: '存续', stopped: '停业', closed: '注销吊销', none: '未明' },
  name: '企业名称', code: '统一社会信用代码', kind: '类别', state: '状态', town: '乡镇', address: '地址', in_registers: '登记册', chains: '产业链', conflicts: '分歧', industry: '行业代码', towns_title: '各乡镇户数（户）', towns_source: '来源：各部门登记册比对成户，截至最近一次比对',
  chosen: '已选 {n} 户', tag: '归入产业链', untag: '移出', chain_name: '产业链名称', choose: '选择 {name}', choose_all: '全选本页', tagged: '已归入产业链', branch_of: '分支机构',
  page: {
    back: '返回名录', fields: '各登记册的说法', chosen: '采用', by_rule: '取值规则', conflict: '有分歧', pin: '以此为准', unpin: '恢复按规则取值', pin_reason: '理由（可不填）', pinned: '已按人工指定', unpinned: '已恢复按规则取值', field: '字段', value: '采用值', members: '登记行', basis: '归户依据', score: '证据权重', probability: '概率', why: '依据',
    twice: '同册两行', related: '相关企业', no_related: '没有相关企业。', events: '沿革', repairs: '代码校验不通过。可能是：{list}。请核对登记原件，程序不自动改。', none: '没有哪个登记册填写',
  },
  rules: { registration_first: '登记优先', valid_code_first: '有效代码优先', statistics_first: '统计优先', operating_place_first: '经营地优先（在地统计）', latest_first: '最新优先', pinned: '人工指定' },
  basis: { founder: '首次出现', code: '代码相同', linked: '比对归户', decided: '人工判定', held: '沿用上次' },
  relations: { head: '总机构', branch: '分支机构', licences: '疑似一企多照', duplicate: '疑似重复', review: '待核对', link: '归户存疑' },
  events: { row_came: '{register}：新出现', row_changed: '{register}：变更', match_decided: '人工判定：{value}', enterprise_pinned: '人工指定 {field}：{value}', unpinned: '{field} 恢复按规则取值' },
  fields: { number: '编号', name: '企业名称', former_name: '曾用名', credit_code: '统一社会信用代码', registration_number: '注册号', organization_code: '组织机构代码', legal_form: '企业类型', status: '登记状态', founded: '成立日期', capital: '注册资本', industry_code: '行业代码', industry: '行业名称', address: '地址', town: '乡镇', authority: '登记机关', phone: '联系电话', employees: '从业人数', products: '主要产品', chain: '产业链', remark: '备注' },
  review: {
    hint: '两行是不是同一户？最值得看的在前。键盘：y 是，n 不是，l 以后再看，u 撤回上一个。', yes: '是同一户', no: '不是', later: '以后再看', undo: '撤回', show: { open: '待核对', later: '以后再看', answered: '已判定' }, kinds: { all: '全部', review: '归户待定', link: '归户存疑', duplicate: '疑似重复', licences: '疑似一企多照' },
    kind_hint: { review: '程序没有归户：概率在归户与排除之间。', link: '程序已归户，但把握不大。', duplicate: '两户可能是同一户。', licences: '同一地址、同一字号或电话，代码不同：一户多照？两个有效代码仍是两户，这里只作标记。' },
    same: '相同', probability: '是同一户的概率 {p}%', rest: '还有 {n} 对', empty: '没有待核对的。', empty_later: '没有留待以后的。', empty_answered: '还没有判定过。', parts: '证据（比特，正为支持，负为反对）', sum: '合计 {n} 比特', rule_only: '按规则列出：{list}', frequency: '含常见程度调整',
    effect: '判定的作用', links: '比对归户 {n} 行', expected: '估计正确率 {p}%', with_answers: '计入判定后 {p}%', answered: '已判定 {n} 对，其中是同一户 {yes} 对；程序事先估计 {foreseen} 对', answer: { yes: '是同一户', no: '不是', later: '以后再看' }, waiting: '这一行还没有比对，先到“登记册”比对。', side: '{register} · 截至 {day}', reason: '理由（可不填）',
  },
  comparisons: { prior: '起点', name: '名称', code: '信用代码', registration_number: '注册号', organization_code: '组织机构代码', phone: '电话', address: '地址', capital: '注册资本', founded: '成立日期', industry: '行业', seat: '所在县', town: '乡镇', trade_name: '字号' },
  levels: { equal: '相同', else: '不同', missing: '缺', near: '相近' },
  registers: {
    title: '登记册', hint: '同名登记册再次导入即为新一期：只比对变化的行。', name: '登记册', kind: '种类', as_of: '截至', rows: '行数', waiting: '待比对', file: '文件', empty: '还没有登记册。先导入市场监管登记，它是底册；再导入税务、电力、社保、台账。', import: '导入登记册', all: '全部比对', changes: '只比对变化', running: '正在比对：{stage}', stop: '停止', stopped: '已停止，没有改动', done: '比对完成：{n} 户', nothing: '没有待比对的行。',
    run: '最近一次比对', run_at: '{at} · {by} · {n} 户 · {seconds} 秒', only_changes: '只比对变化', result: '各册归户情况（行）', by_code: '代码或判定归户', linked: '比对归户', founders: '自成一户', review: '待核对', precision: '估计正确率', recall: '估计查全率', calibration: '估计方法', calibrations: { runner_up: '落选者分布', model: '模型概率', none: '底册' }, estimate_note: '正确率、查全率是不用标注的估计，不是实测。',
  },
  stages: { prior: '起点', index: '建立索引', names: '学习写法', u: '估计偶合率', 'block and compare': '分块比较', m: '估计吻合率', score: '打分', decide: '判定', keep: '写入台账' },
}

export const enterprisesEn: typeof enterprisesZh = {
  title: 'Enterprises', count: '{n} enterprises', tabs: { list: 'List', review: 'To review', registers: 'Registers' }, search: 'Name, former name, code or address', none: 'No enterprises yet. Import registers (market supervision, tax …) under “Registers” and link them.', nothing: 'No enterprise fits the filter.', clear: 'Clear filter',
  any_town: 'All towns', any_kind: 'All kinds', any_state: 'All states', any_register: 'All registers', any_chain: 'All chains', any_conflict: 'Conflicts or none', conflict_any: 'With conflicts', twice: 'Twice in a register', no_town: 'Town unknown',
  kinds: { enterprise: 'Enterprise', self_employed: 'Self-employed', cooperative: 'Cooperative', branch: 'Branch', other: 'Other' }, states: { active: 'Active', stopped: 'Stopped', closed: 'Closed', none: 'Unknown' },
  name: 'Name', code: 'Credit code', kind: 'Kind', state: 'State', town: 'Town', address: 'Address', in_registers: 'Registers', chains: 'Chains', conflicts: 'Conflicts', industry: 'Industry code', towns_title: 'Enterprises by town (number)', towns_source: 'Source: registers of the departments, linked; as of the last run',
  chosen: '{n} chosen', tag: 'Put on chain', untag: 'Take off', chain_name: 'Name of the chain', choose: 'Choose {name}', choose_all: 'Choose this page', tagged: 'Chains changed', branch_of: 'Branch',
  page: {
    back: 'Back to the list', fields: 'What each register says', chosen: 'shown', by_rule: 'Rule', conflict: 'conflict', pin: 'Take this value', unpin: 'Let the rule choose', pin_reason: 'Reason (optional)', pinned: 'Value settled by hand', unpinned: 'The rule chooses again', field: 'Field', value: 'Shown value', members: 'Rows of registers', basis: 'Why it belongs here', score: 'Evidence', probability: 'Probability', why: 'Evidence',
    twice: 'two rows of one register', related: 'Related enterprises', no_related: 'No related enterprises.', events: 'History', repairs: 'The code fails its check. It may be: {list}. Compare with the original; nothing is changed by itself.', none: 'no register says it',
  },
  rules: { registration_first: 'Registration first', valid_code_first: 'Valid code first', statistics_first: 'Statistics first', operating_place_first: 'Place of operation first', latest_first: 'Latest first', pinned: 'Settled by hand' },
  basis: { founder: 'first seen', code: 'same code', linked: 'linked', decided: 'decided by a person', held: 'as before' },
  relations: { head: 'Head office', branch: 'Branch', licences: 'Several licences?', duplicate: 'Duplicate?', review: 'To review', link: 'Doubtful link' },
  events: { row_came: '{register}: first seen', row_changed: '{register}: changed', match_decided: 'Answered: {value}', enterprise_pinned: '{field} settled by hand: {value}', unpinned: '{field}: the rule chooses again' },
  fields: { number: 'Number', name: 'Name', former_name: 'Former name', credit_code: 'Credit code', registration_number: 'Registration number', organization_code: 'Organization code', legal_form: 'Legal form', status: 'Status', founded: 'Founded', capital: 'Capital', industry_code: 'Industry code', industry: 'Industry', address: 'Address', town: 'Town', authority: 'Authority', phone: 'Phone', employees: 'Employees', products: 'Products', chain: 'Chain', remark: 'Remark' },
  review: {
    hint: 'Is it one enterprise? The most useful pair comes first. Keys: y yes, n no, l later, u undo the last.', yes: 'Same enterprise', no: 'Not the same', later: 'Later', undo: 'Take back', show: { open: 'Open', later: 'Later', answered: 'Answered' }, kinds: { all: 'All', review: 'Undecided', link: 'Doubtful links', duplicate: 'Duplicates?', licences: 'Several licences?' },
    kind_hint: { review: 'Not linked: its probability lies between link and refusal.', link: 'Linked, but not surely.', duplicate: 'These two may be one enterprise.', licences: 'One address, one trade name or phone, two codes: one owner with several licences? Two valid codes stay two entities; this only marks them.' },
    same: 'same', probability: '{p}% probable that they are one', rest: '{n} more', empty: 'Nothing to review.', empty_later: 'Nothing was put off.', empty_answered: 'Nothing was answered yet.', parts: 'Evidence (bits; above zero for, below against)', sum: 'Sum {n} bits', rule_only: 'Listed by rule: {list}', frequency: 'with how common the value is',
    effect: 'What answers change', links: '{n} rows linked', expected: 'estimated precision {p}%', with_answers: 'with answers {p}%', answered: '{n} answered, {yes} of them one enterprise; {foreseen} had been foreseen', answer: { yes: 'same enterprise', no: 'not the same', later: 'later' }, waiting: 'This row waits for a run; link the registers first.', side: '{register} · as of {day}', reason: 'Reason (optional)',
  },
  comparisons: { prior: 'Start', name: 'Name', code: 'Credit code', registration_number: 'Registration number', organization_code: 'Organization code', phone: 'Phone', address: 'Address', capital: 'Capital', founded: 'Founded', industry: 'Industry', seat: 'County', town: 'Town', trade_name: 'Trade name' },
  levels: { equal: 'equal', else: 'different', missing: 'missing', near: 'alike' },
  registers: {
    title: 'Registers', hint: 'A register imported again under its name is its next issue: only changed rows are linked.', name: 'Register', kind: 'Kind', as_of: 'As of', rows: 'Rows', waiting: 'Waiting', file: 'File', empty: 'No registers yet. Import market supervision first, it is the base; then tax, power, social security, ledgers.', import: 'Import a register', all: 'Link all', changes: 'Link changes', running: 'Linking: {stage}', stop: 'Stop', stopped: 'Stopped; nothing was changed', done: 'Linked: {n} enterprises', nothing: 'No rows are waiting.',
    run: 'Last run', run_at: '{at} · {by} · {n} enterprises · {seconds} s', only_changes: 'changes only', result: 'What became of each register (rows)', by_code: 'By code or answer', linked: 'Linked', founders: 'On their own', review: 'To review', precision: 'Estimated precision', recall: 'Estimated recall', calibration: 'Estimated from', calibrations: { runner_up: 'runners-up', model: 'the model', none: 'base register' }, estimate_note: 'Precision and recall are estimates without labels, not measurements.',
  },
  stages: { prior: 'prior', index: 'index', names: 'how names are spelled', u: 'chance agreement', 'block and compare': 'blocking and comparing', m: 'agreement of matches', score: 'scores', decide: 'decisions', keep: 'writing' },
}
