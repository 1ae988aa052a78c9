#!/usr/bin/env python3
"""Our own dangers: SQL from strings of the caller, time outside Clock, raw HTML in the web, shells, machine paths."""
import os, re, subprocess, sys
os.chdir(os.path.join(os.path.dirname(__file__), '../..'))
RULES = [
    (r'\.(cpp|h)$', r'\bsystem\s*\(|\bpopen\s*\(', 'no shell: use run_child', set()),
    (r'^src/(?!base/clock).*\.(cpp|h)$', r'system_clock::now|\btime\s*\(\s*(nullptr|NULL|0)\s*\)', 'time comes from Clock', set()),
    (r'\.(vue|ts)$', r'v-html|innerHTML|outerHTML|insertAdjacentHTML|\beval\s*\(|new Function', 'no raw HTML, no eval', set()),
    (r'^src/.*\.cpp$', r'query\(\s*"[^"]*"\s*\+', 'SQL is a named constant with placeholders', {'src/ledger/ledger.cpp'}),
    (r'\.(cpp|h|ts|vue|mjs|py|sh|md|json|txt|yaml)$|^(run|test)$', r'/work/(main|shared|\.library)|registry\.npm|pypi\.org', 'no path of one machine, no registry host', {'tools/checks/dangers.py', 'web/package-lock.json', 'tools/tables/package-lock.json'}),
]
files = subprocess.run(['git', 'ls-files', '--cached', '--others', '--exclude-standard'], capture_output=True, text=True, check=True).stdout.split('\n')
bad = 0
for f in filter(os.path.isfile, files):
    hits = [r for r in RULES if re.search(r[0], f) and f not in r[3]]
    if not hits: continue
    for n, line in enumerate(open(f, encoding='utf-8', errors='replace'), 1):
        for _, pattern, why, _ in hits:
            if re.search(pattern, line):
                print(f'{f}:{n}: {why}: {line.strip()[:100]}')
                bad += 1
print(f'own dangers: {len(files)} files, {bad} found')
sys.exit(1 if bad else 0)
