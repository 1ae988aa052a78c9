#!/usr/bin/env python3
"""Layer test: reads the includes and fails on an arrow between rooms that is not in the table.

The table is ARCHITECTURE.md's; a change of it is a commit of its own that gives the reason.
"""
import os, re, sys
os.chdir(os.path.join(os.path.dirname(__file__), '../..'))
LEDGER = {'ledger', 'store', 'describe', 'paper', 'base'}
MAY = {
    'base': set(), 'describe': {'base'}, 'store': {'base'}, 'paper': {'base'}, 'reading': {'paper', 'base'},
    'ledger': LEDGER, 'access': LEDGER, 'sheets': LEDGER, 'supervision': LEDGER | {'access', 'sheets'},
    'registers': LEDGER | {'sheets'}, 'forecast': {'base'},
    'cultivation': LEDGER | {'sheets', 'registers', 'forecast'},
    'publish': LEDGER | {'access', 'supervision', 'reading'},
    'engine': LEDGER | {'access', 'sheets', 'registers', 'cultivation', 'supervision', 'reading', 'publish'},
    'server': {'describe'}, 'cli': {'describe'}, 'app': {'server', 'cli', 'base'},
}
ROOMS = set(MAY)
bad, arrows, files = [], set(), 0
for top in ('src', 'server', 'cli', 'app', 'include'):
    for folder, _, names in os.walk(top):
        for name in names:
            if not name.endswith(('.h', '.cpp')): continue
            path = os.path.join(folder, name)
            room = path.split('/')[1] if top == 'src' else ('door' if top == 'include' else top)
            files += 1
            for line, text in enumerate(open(path, encoding='utf-8'), 1):
                m = re.match(r'\s*#include "([^"]+)"', text)
                if not m: continue
                target = m.group(1).split('/')[0]
                if room == 'door':
                    if target != 'luodi': bad.append(f'{path}:{line}: the door includes {m.group(1)}')
                    continue
                if target in ROOMS and target != room:
                    arrows.add((room, target))
                    if target not in MAY[room]: bad.append(f'{path}:{line}: {room} may not include {target}')
for b in bad: print(b)
print(f'layers: {files} files, {len(arrows)} arrows, {len(bad)} not allowed')
sys.exit(1 if bad else 0)
