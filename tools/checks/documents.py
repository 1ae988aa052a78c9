#!/usr/bin/env python3
"""Documents test: what the documents say must hold.

Every room has a README of at most 15 lines; every room and every command of the program is in ARCHITECTURE.md or README.md;
every code name of GLOSSARY.md occurs in the code; files that documents name exist; both READMEs name the two commands.
usage: documents.py BINARY
"""
import os, re, subprocess, sys
os.chdir(os.path.join(os.path.dirname(__file__), '../..'))
binary = sys.argv[1]
bad = []
def check(ok, what):
    if not ok: bad.append(what)
text = lambda p: open(p, encoding='utf-8').read() if os.path.exists(p) else ''
for p in ('README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'GLOSSARY.md', 'CHANGELOG.md', 'LICENSE', 'docs/benchmarks.md'):
    check(os.path.exists(p), f'{p} is missing')
rooms = sorted(d for d in os.listdir('src') if os.path.isdir('src/' + d)) + []
for r in rooms + ['../server', '../cli', '../app', '../web']:
    p = os.path.normpath(f'src/{r}/README.md')
    lines = text(p).strip().split('\n')
    check(os.path.exists(p), f'{p} is missing')
    check(len(lines) <= 15, f'{p} has {len(lines)} lines, at most 15')
architecture = text('ARCHITECTURE.md')
for r in rooms: check(f'src/{r}/' in architecture, f'ARCHITECTURE.md does not name src/{r}/')
helptext = subprocess.run([binary, '--help'], capture_output=True, text=True).stdout
commands = re.findall(r'^  (\w+)  ', helptext[helptext.find('ubcommands'):], re.M)
check(len(commands) >= 8, f'only {len(commands)} commands seen in --help')
for c in commands: check(f'luodi {c}' in text('README.md'), f'README.md does not name "luodi {c}"')
for readme in ('README.md', 'README.zh-CN.md'):
    for c in ('./run', './test'): check(c in text(readme), f'{readme} does not name {c}')
code = subprocess.run(['git', 'grep', '-hIo', '-E', r'[A-Za-z_]{3,}', '--', 'src', 'include', 'web/src'], capture_output=True, text=True).stdout
words = set(code.split())
for name in re.findall(r'`([a-z_A-Z]+)`', text('GLOSSARY.md')): check(name in words, f'GLOSSARY.md names `{name}`, which the code does not')
for doc in ('README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'docs/benchmarks.md'):
    for p in re.findall(r'\]\(([^)#:]+)\)', text(doc)): check(os.path.exists(os.path.join(os.path.dirname(doc), p)), f'{doc} links to {p}, which is missing')
# Every refusal that a screen can meet has words there.
shown = text('web/src/i18n/errors.ts')
told = set()
for path in subprocess.run(['git', 'ls-files', 'src/engine', 'src/access', 'src/supervision', 'src/cultivation'], capture_output=True, text=True).stdout.split():
    if path.endswith('.cpp') and not path.endswith('_test.cpp'):
        told |= set(re.findall(r'fail\(\s*ErrorCode::(?:usage|conflict|not_found|forbidden|unusable|too_large),[^;]*?"([a-z_]+\.[a-z_]+)"', text(path)))
check(len(told) > 150, f'only {len(told)} refusals seen in the code')
for reason in sorted(told): check(f"'{reason}':" in shown, f'the screens have no words for {reason}')
for b in bad: print(b)
print(f'documents: {len(rooms)} rooms, {len(commands)} commands, {len(bad)} wrong')
sys.exit(1 if bad else 0)
