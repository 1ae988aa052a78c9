"""Monthly figures of the demo county: VAT sales of the units of examples/county/registers/tax.csv, all invented, 22 months from
January 2025 to October 2026. The same seed gives the same file.
usage: python3 tests/registers/demo_figures.py > examples/county/monthly/vat_sales.csv"""
import csv, math, os, random, sys

folder = os.path.join(os.path.dirname(__file__), '../../examples/county/registers')
random.seed(20261031)
MONTHS = [(2025 + i // 12, i % 12 + 1) for i in range(22)]


def line(code):
    """The line of a class in 万元 a year, roughly: only the size of the invented figures follows it."""
    two = code[:2]
    if not two.isdigit(): return 300
    if two == '52': return 500
    if two in ('61', '62'): return 200
    if '06' <= two <= '46' or two == '51' or '53' <= two <= '65': return 2000
    return 800


out = csv.writer(sys.stdout, lineterminator='\n')
out.writerow(['纳税人名称', '纳税人识别号'] + [f'{y}年{m}月增值税销售额（万元）' for y, m in MONTHS])
for row in csv.DictReader(open(os.path.join(folder, 'tax.csv'), encoding='utf-8')):
    if row['登记状态'] not in ('正常', '', '开业'): continue
    month = line(row['行业']) / 12 * math.exp(random.gauss(-0.5, 0.8))
    growth, season, begins = random.gauss(0.006, 0.012), abs(random.gauss(0, 0.15)), random.randrange(12)
    noise, drift, figures = 0.04 + abs(random.gauss(0, 0.06)), 0.0, []
    opened = random.randrange(1, 15) if random.random() < 0.08 else 0
    for i, (_, m) in enumerate(MONTHS):
        drift += growth + random.gauss(0, 0.015)
        value = month * math.exp(drift + season * math.sin(2 * math.pi * (m + begins) / 12) + random.gauss(0, noise))
        figures.append('' if i < opened else f'{value:.2f}')
    if random.random() < 0.03: figures[random.randrange(18, 21)] = ''  # a month that was not handed over
    out.writerow([row['纳税人名称'], row['纳税人识别号']] + figures)
