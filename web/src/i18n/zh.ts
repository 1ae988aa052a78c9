// 界面文字，简体中文（默认）。Keys are the same in en.ts; a test compares them.
import { cultivationZh } from './cultivation'
import { dossiersZh } from './dossiers'
import { mattersZh, recordsZh } from './matters'
import { membersZh } from './members'
import { enterprisesZh } from './enterprises'
import { meetingsZh } from './meetings'
import { supervisionZh } from './supervision'
import { tablesZh } from './tables'
import { dataZh } from './data'
import { errorsZh } from './errors'

export const zh = {
  ...meetingsZh,
  ...supervisionZh,
  ...tablesZh,
  ...dataZh,
  ...errorsZh,
  enterprises: enterprisesZh,
  cultivation: cultivationZh,
  dossiers: dossiersZh,
  matters: mattersZh,
  records: recordsZh,
  members: membersZh,
  app: { name: '落地', tagline: '会议决定，落到实处', language: 'English', logout: '退出', menu: '菜单', skip: '跳到正文' },
  nav: {
    today: '今日',
    meetings: '会议',
    commitments: '督办',
    enterprises: '企业',
    cultivation: '五上',
    notices: '通报',
    library: '文件',
    tables: '表格',
    data: '数据',
  },
  common: {
    why: '请写明原因',
    void: '作废',
    void_ask: '“{number}”作废后仍可查看，文号不再使用。',
    voided: '已作废',
    is_void: '作废',
    loading: '正在读取…',
    retry: '重试',
    cancel: '取消',
    save: '保存',
    close: '关闭',
    none: '无',
    working: '正在办理…',
    search: '搜索',
    all: '全部',
    unit: '责任单位',
    due: '时限',
    topic: '领域',
    state: '状态',
    export: '导出 Excel',
    export_csv: '导出 CSV',
    print: '打印',
    printed: '打印于 {day}',
    printed_part: '本页打印第 {from}–{to} 条，共 {total} 条；全部请用“导出 Excel”。',
    forbidden: '您的账号没有这项权限，请联系管理员。',
    colon: '：',
    readonly: '只读账号：可以查看，不能办理。',
  },
  setup: {
    title: '首次使用：设置管理员',
    hint: '这个链接只能用一次，一天内有效。密码至少 10 个字符，程序不设默认密码。',
    login: '登录名',
    name: '姓名（可不填）',
    password: '密码',
    again: '再输一次密码',
    differ: '两次输入的密码不一样。',
    done: '设置并登录',
    login_hint: '字母、数字、点、横线、下划线',
  },
  login: {
    title: '登录',
    login: '登录名',
    password: '密码',
    go: '登录',
    again: '登录已失效',
    ended: '会话已结束。请在这里重新登录，页面上填写的内容都还在。',
    idle: '两小时没有操作，会话已结束。请在这里重新登录，页面上填写的内容都还在。',
    other: '换一个账号',
    change: '修改密码',
    old: '原密码',
    new: '新密码（至少 10 个字符）',
    set: '设置密码',
    changed: '密码已修改，其他地方的登录已结束',
    need_setup: '还没有管理员。请在服务器上启动程序，打开它打印的一次性链接。',
  },
}
export type Messages = typeof zh
