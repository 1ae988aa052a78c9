"""The list of members of the demo county's library and their monthly electricity and taxes, all invented: units whose invented VAT
sales of 2025 reached the line of their class. The same seed gives the same files.
usage: python3 tests/registers/demo_members.py examples/county"""
import csv, os, random, sys

folder = sys.argv[1]
random.seed(20261115)
kinds = random.Random(20261129)  # of its own, so that the figures stay as they are
MONTHS = [(2025 + i // 12, i % 12 + 1) for i in range(22)]
CLASSES = [('51', '批发业', 2000), ('52', '零售业', 500), ('61', '住宿业', 200), ('62', '餐饮业', 200)]


def of_class(code):
    for two, name, line in CLASSES:
        if code.startswith(two): return name, line
    two = code[:2]
    if two.isdigit() and '06' <= two <= '46': return '规模以上工业', 2000
    if two in ('53', '54', '55', '56', '58', '59', '63', '64', '65'): return '规模以上服务业', 2000
    if two in ('71', '72', '73', '74', '75', '83'): return '规模以上服务业', 1000
    if two in ('80', '81', '82', '86', '87', '88', '89', '90'): return '规模以上服务业', 500
    return None, 0


market = {r['统一社会信用代码']: r for r in csv.DictReader(open(os.path.join(folder, 'registers/market.csv'), encoding='utf-8'))}
members, power, taxes = [], [], []
for row in csv.reader(open(os.path.join(folder, 'monthly/vat_sales.csv'), encoding='utf-8')):
    known = market.get(row[1])
    if known is None or row[1].startswith('92'): continue
    name, line = of_class(known['行业代码'])
    months = [float(v) if v else 0 for v in row[2:]]
    year = sum(months[:12])
    if name is None or year < line * 0.9: continue
    entered = random.choice(['2016-12', '2018-12', '2019-12', '2021-12', '2022-06', '2023-12', '2024-12', '2025-03', '2025-12', '2026-02', '2026-05', '2026-08'])
    left, why = ('', '')
    if random.random() < 0.06: entered, left, why = '2017-12', random.choice(['2025-12', '2026-04']), '停业（歇业）'
    members.append([known['企业名称'], row[1], name, known['行业代码'], known['所属乡镇'], entered, left, why,
                    '是' if name == '规模以上工业' and kinds.random() < 0.2 else '', '是' if name in ('规模以上工业', '规模以上服务业') and kinds.random() < 0.25 else ''])
    per = random.uniform(30, 400)
    drift = random.gauss(0.004, 0.01)
    power.append([known['企业名称'], row[1]] + [f'{v * per * (1 + drift) ** i * random.uniform(0.93, 1.07):.0f}' if v else '' for i, v in enumerate(months)])
    rate = random.uniform(0.01, 0.05)
    taxes.append([known['企业名称'], row[1]] + [f'{v * rate * random.uniform(0.8, 1.2):.2f}' if v else '' for v in months])


def write(path, heads, rows):
    with open(os.path.join(folder, path), 'w', encoding='utf-8', newline='') as f:
        out = csv.writer(f, lineterminator='\n')
        out.writerow(heads)
        out.writerows(rows)


write('members.csv', ['单位详细名称', '统一社会信用代码', '专业类别', '行业代码', '所属乡镇', '入库时间', '退库时间', '退库原因', '战略性新兴产业', '高新技术企业'], members)
write('monthly/power.csv', ['户名', '统一社会信用代码'] + [f'{y}年{m}月用电量（千瓦时）' for y, m in MONTHS], power)
write('monthly/taxes.csv', ['纳税人名称', '纳税人识别号'] + [f'{y}年{m}月入库税收（万元）' for y, m in MONTHS], taxes)
