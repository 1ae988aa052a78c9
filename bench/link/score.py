"""Scores links (left_id,right_id,weight,probability) against a file of true pairs: precision, recall and F1 at a cut or
at the best cut, and the expected calibration error of the probabilities. Prints one line of JSON; needs no package.

usage: score.py LINKS TRUTH [--truth-columns a,b] [--delimiter ,] [--unordered] [--cut W | --best]
"""
import argparse
import csv
import json
import sys
from array import array

BINS = 20


class Wrong(Exception):
    """What the user has to put right."""


def rows(path, delimiter, columns):
    """The values of the columns named, or of the first two where none are, row by row."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            reader = csv.reader(file, delimiter=delimiter)
            head = next(reader, [])
            places = [place(path, head, name) for name in columns or head[:2]]
            if len(places) < 2:
                raise Wrong(f"{path} has fewer than two columns; is --delimiter right?")
            for number, row in enumerate(reader, 2):
                if not row:
                    continue
                try:
                    yield [row[each] for each in places]
                except IndexError:
                    raise Wrong(f"{path}, row {number} is too short; write it again")
    except OSError as error:
        raise Wrong(f"{path} cannot be read ({error.strerror}); name a file")


def place(path, head, name):
    if name not in head:
        raise Wrong(f"{path} has no column '{name}'; it has: {', '.join(head)}")
    return head.index(name)


def read_truth(arguments):
    columns = arguments.truth_columns.split(",") if arguments.truth_columns else None
    if columns and len(columns) != 2:
        raise Wrong("--truth-columns needs two names, as in --truth-columns left_id,right_id")
    pairs = rows(arguments.truth, arguments.delimiter, columns)
    truth = {key(a, b, arguments.unordered) for a, b in pairs}
    if not truth:
        raise Wrong(f"{arguments.truth} has no pair; give the true pairs")
    return truth


def key(a, b, unordered):
    return (b, a) if unordered and b < a else (a, b)


def read_links(arguments, truth):
    """Weight, probability and whether true (1 or 0) of every link."""
    weights, probabilities, hits, seen = array("d"), array("d"), array("b"), set()
    for a, b, weight, probability in rows(arguments.links, ",", ["left_id", "right_id", "weight", "probability"]):
        pair = key(a, b, arguments.unordered)
        hit = pair in truth
        if hit:
            if pair in seen:
                raise Wrong(f"{arguments.links} has the pair {a}, {b} twice; write each pair once")
            seen.add(pair)
        try:
            weights.append(float(weight))
            probabilities.append(float(probability))
        except ValueError:
            raise Wrong(f"{arguments.links}, pair {a}, {b}: weight and probability must be numbers")
        hits.append(hit)
    return weights, probabilities, hits


def measure(found, links, truth):
    precision = found / links if links else 0.0
    recall = found / truth
    f1 = 2 * found / (links + truth)
    return {"links": links, "found": found, "precision": precision, "recall": recall, "f1": f1}


def at_cut(weights, hits, truth, cut):
    kept = [hit for weight, hit in zip(weights, hits) if weight >= cut]
    return {"cut": cut, **measure(sum(kept), len(kept), truth)}


def at_best(weights, hits, truth):
    """The cut of the highest F1; links of equal weight stand or fall together."""
    best = {"cut": None, **measure(0, 0, truth)}
    order = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)
    found = 0
    for taken, index in enumerate(order, 1):
        found += hits[index]
        last_of_its_weight = taken == len(order) or weights[order[taken]] != weights[index]
        if last_of_its_weight and 2 * found / (taken + truth) > best["f1"]:
            best = {"cut": weights[index], **measure(found, taken, truth)}
    return best


def calibration_error(probabilities, hits):
    """Over equal bins: the mean distance of what was promised from what came true, weighted by count."""
    if not hits:
        return None
    promised, true = [0.0] * BINS, [0] * BINS
    for probability, hit in zip(probabilities, hits):
        if not 0 <= probability <= 1:
            raise Wrong(f"a probability is {probability}; it must be from 0 to 1")
        index = min(int(probability * BINS), BINS - 1)
        promised[index] += probability
        true[index] += hit
    return sum(abs(p - t) for p, t in zip(promised, true)) / len(hits)


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("links")
    parser.add_argument("truth")
    parser.add_argument("--truth-columns", help="the two headings of the truth file (default: its first two)")
    parser.add_argument("--delimiter", default=",", help="of the truth file (default: ,)")
    parser.add_argument("--unordered", action="store_true", help="a,b is the same pair as b,a (links within one file)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--cut", type=float, help="count links of this weight or more (default: all)")
    which.add_argument("--best", action="store_true", help="count links at the cut of the highest F1")
    return parser.parse_args()


def main():
    arguments = parse()
    try:
        truth = read_truth(arguments)
        weights, probabilities, hits = read_links(arguments, truth)
        error = calibration_error(probabilities, hits)
    except Wrong as wrong:
        print(f"score.py: {wrong}", file=sys.stderr)
        return 2
    if arguments.best:
        result = at_best(weights, hits, len(truth))
    elif arguments.cut is not None:
        result = at_cut(weights, hits, len(truth), arguments.cut)
    else:
        result = {"cut": None, **measure(sum(hits), len(hits), len(truth))}
    print(json.dumps({"true_pairs": len(truth), "links_given": len(hits), **result, "calibration_error": error}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
