"""Truth files of the public sets in one form (left_id,right_id) out of what each set brings. usage: truth.py SET SOURCE_FOLDER OUT.csv

SET: febrl4 (rec_id), fake_1000 (cluster), fake_1000_labels (clerical labels), restaurants, fodors_zagats.
Read only after the configurations of this folder were committed.
"""
import csv
import itertools
import os
import sys
from collections import defaultdict


def rows(path, delimiter=','):
    with open(path, encoding='utf-8', newline='') as f:
        return list(csv.reader(f, delimiter=delimiter))


def within(groups):
    for members in groups.values():
        yield from itertools.combinations(sorted(members), 2)


def pairs(name, folder):
    if name == 'febrl4':
        right = {r[0].split('-')[1]: r[0] for r in rows(os.path.join(folder, 'dataset4b.csv'))[1:]}
        return [(r[0], right[r[0].split('-')[1]]) for r in rows(os.path.join(folder, 'dataset4a.csv'))[1:]]
    if name == 'fake_1000':
        groups = defaultdict(list)
        for r in rows(os.path.join(folder, 'fake_1000.csv'))[1:]:
            groups[r[-1]].append(r[0])
        return list(within(groups))
    if name == 'fake_1000_labels':
        return [(r[0], r[2]) for r in rows(os.path.join(folder, 'fake_1000_labels.csv'))[1:] if float(r[4]) >= 0.5]
    if name == 'restaurants':
        return [(r[0], r[1]) for r in rows(os.path.join(folder, 'D1-gt.csv'), '|')[1:]]
    if name == 'fodors_zagats':
        return [(r[0], r[1]) for r in rows(os.path.join(folder, 'dirty-duplicates.csv'), '|')]
    sys.exit(f'no such set: {name}')


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    with open(sys.argv[3], 'w', encoding='utf-8', newline='') as f:
        w = csv.writer(f)
        w.writerow(['left_id', 'right_id'])
        w.writerows(pairs(sys.argv[1], sys.argv[2]))
