"""A county at full size: five registers and 22 months of VAT sales out of the two that luodi_registers_made wrote; all invented.
usage: python3 bench/county/make.py MADE OUT"""
import csv, math, os, random, sys

made, out = sys.argv[1:3]
os.makedirs(out, exist_ok=True)
random.seed(60000)
# Codes of the classes and, one in seven, of none.
CODES = ['1311', '1530', '2110', '3011', '3989', '5112', '5166', '5212', '5226', '5299', '6110', '6210', '6220', '5430', '6520', '7212', '7293', '8040', '8622', '0111', '6611']
MONTHS = [(2025 + i // 12, i % 12 + 1) for i in range(24)]


def rows(name):
    return list(csv.DictReader(open(os.path.join(made, name), encoding='utf-8')))


def write(name, heads, lines):
    with open(os.path.join(out, name), 'w', encoding='utf-8', newline='') as f:
        w = csv.writer(f, lineterminator='\n')
        w.writerow(heads)
        w.writerows(lines)


left, right = rows('left.csv'), rows('right.csv')
code = lambda r: CODES[hash_of(r['id']) % len(CODES)]
def hash_of(text):
    n = 0
    for c in text: n = (n * 131 + ord(c)) % 1000003
    return n


write('market.csv', ['企业名称', '统一社会信用代码', '成立日期', '经营状态', '所属乡镇', '住所', '行业代码', '曾用名'],
      [[r['name'], r['credit_code'], '2019-03-01', '存续', r['town'], r['address'], code(r), r['former_name']] for r in left])
write('tax.csv', ['纳税人名称', '纳税人识别号', '生产经营地址', '联系电话', '登记状态', '行业代码'],
      [[r['name'], r['credit_code'], r['address'], r['phone'], '正常', code(r)] for r in right[:42000]])
write('social.csv', ['参保单位', '统一社会信用代码', '单位地址', '参保人数'],
      [[r['name'], r['credit_code'], r['address'], 1 + hash_of(r['name']) % 90] for r in random.sample(left, min(24000, len(left)))])
write('power.csv', ['户名', '用电地址', '联系电话'], [[r['name'], r['address'], r['phone']] for r in random.sample(right, min(24000, len(right)))])
write('ledger.csv', ['企业名称', '乡镇'], [[r['name'], r['town']] for r in random.sample(left, min(6000, len(left)))])

figures = []
for r in random.sample(right[:42000], min(28800, len(right[:42000]))):
    level, growth = math.exp(random.gauss(3.5, 1.3)), random.gauss(0.005, 0.012)
    season, begins, drift, line = abs(random.gauss(0, 0.15)), random.randrange(12), 0.0, []
    for i, (_, m) in enumerate(MONTHS):
        drift += growth + random.gauss(0, 0.015)
        line.append(f'{level * math.exp(drift + season * math.sin(2 * math.pi * (m + begins) / 12) + random.gauss(0, 0.08)):.2f}' if i < 22 else '')
    figures.append([r['name'], r['credit_code']] + line)
write('vat.csv', ['纳税人名称', '纳税人识别号'] + [f'{y}年{m}月增值税销售额（万元）' for y, m in MONTHS[:22]], [f[:24] for f in figures])
