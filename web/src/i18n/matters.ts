// Words of 督办事项登记: matters that come by another way than a meeting. Both languages side by side; zh.ts and en.ts take them in.
export const mattersZh = {
  open: '登记事项',
  title: '登记会议以外的督办事项',
  hint: '领导批示、来文交办等。每行一项要求，登记后即为已立项事项，可以交办；原件随事项保存。',
  kind: '种类',
  from: '来源',
  from_hint: '如：县长批示；市政府办来文〔2026〕5号',
  received_on: '收到日期',
  texts: '要求（每行一项）',
  unit: '牵头单位',
  unit_by_duty: '按职责分工建议',
  due: '办结时限',
  due_by_limit: '不填按“{name}”{amount}{unit}计算',
  file: '原件（扫描件或电子件）',
  do: '登记',
  done: '已登记 {n} 项',
}

export const mattersEn: typeof mattersZh = {
  open: 'Register a matter',
  title: 'Register what came by another way than a meeting',
  hint: 'A leader’s note, a document that asks for something. One requirement a line; each becomes a confirmed commitment that can be assigned. The original is kept with it.',
  kind: 'Kind',
  from: 'From',
  from_hint: 'such as: note of the county head; document 5 of 2026 of the city’s office',
  received_on: 'Came on',
  texts: 'Requirements (one a line)',
  unit: 'Lead unit',
  unit_by_duty: 'As the duty table proposes',
  due: 'Due date',
  due_by_limit: 'Empty: by “{name}”, {amount} {unit}',
  file: 'Original (scan or file)',
  do: 'Register',
  done: '{n} registered',
}

/** Records that a report points to. */
export const recordsZh = {
  label: '关联记录',
  kind: '记录种类',
  find: '输入名称或编号查找',
  remove: '移除 {title}',
  none: '没有找到',
  kinds: { commitment: '事项', meeting: '会议', document: '文件', enterprise: '企业' },
}

export const recordsEn: typeof recordsZh = {
  label: 'Linked records',
  kind: 'Kind of record',
  find: 'Find by name or number',
  remove: 'Remove {title}',
  none: 'Nothing found',
  kinds: { commitment: 'Commitment', meeting: 'Meeting', document: 'Document', enterprise: 'Enterprise' },
}
