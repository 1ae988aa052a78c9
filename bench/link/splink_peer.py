"""Links one or two CSV files with Splink 5 over DuckDB, by the same configuration that `luodi link` reads, and writes
the links and a report of times, memory and estimates: the peer side of the record-linkage benchmark.

usage: .venv/bin/python splink_peer.py CONFIG.toml --out DIR [--left F --right F] [--cut W] [--max-pairs N] [--threads N]
"""
import argparse
import json
import logging
import os
import platform
import re
import resource
import sys
import time
import tomllib
from contextlib import contextmanager
from pathlib import Path

try:
    import duckdb
    import splink
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink.internals.exceptions import EMTrainingException
except ImportError as missing:
    sys.exit(f"splink_peer.py: {missing}; run bench/peer.sh link splink,duckdb, then call this with bench/link/.venv/bin/python")

LEVEL = re.compile(r"(jaro_winkler) *>= *([0-9.]+)|(edit|damerau) *<= *([0-9]+)")
# DuckDB has NFC alone; of what NFKC adds, these full-width forms and wide spaces are what Chinese ledgers hold.
WIDE = "\u3000\u00a0" + "".join(chr(0xFF01 + i) for i in range(94))
NARROW = "  " + "".join(chr(0x21 + i) for i in range(94))


class Wrong(Exception):
    """What the user has to put right."""


# ---- the configuration

def read_config(path):
    try:
        with open(path, "rb") as file:
            config = tomllib.load(file)
    except OSError as error:
        raise Wrong(f"{path} cannot be read ({error.strerror}); name a linking configuration")
    except tomllib.TOMLDecodeError as error:
        raise Wrong(f"{path} is no TOML: {error}; put that line right")
    for key in ("left", "column", "block", "comparison"):
        if key not in config:
            raise Wrong(f"{path} has no '{key}'; add it")
    check_names(config)
    return config


def check_names(config):
    names = [column["name"] for column in config["column"]]
    for name in names:
        if not re.fullmatch(r"\w+", name):
            raise Wrong(f"column name '{name}': use letters, digits and _ only (the heading may stay: left = \"{name}\")")
    rules = config.get("certain", []) + config.get("train", []) + [block["on"] for block in config["block"]]
    used = [name for rule in rules for name in rule] + [each["column"] for each in config["comparison"]]
    for name in used:
        if name not in names:
            raise Wrong(f"'{name}' is used but no [[column]] has that name; add one or use one of: {', '.join(names)}")


def files(config, arguments):
    if arguments.right and not arguments.left:
        raise Wrong("--right is given without --left; give both")
    folder = Path(arguments.config).parent
    left = Path(arguments.left) if arguments.left else folder / config["left"]
    if arguments.left:
        right = Path(arguments.right) if arguments.right else None
    else:
        right = folder / config["right"] if "right" in config else None
    return left, right


def column(name):
    """The column's name in DuckDB; the prefix keeps it apart from SQL's words and Splink's own columns."""
    return "v_" + name


# ---- loading

def text(value):
    return "'" + str(value).replace("'", "''") + "'"


def heading(name):
    return '"' + name.replace('"', '""') + '"'


def cleaned(source, clean, part):
    narrow = f"translate(nfc_normalize({source}), {text(WIDE)}, {text(NARROW)})"
    ways = {
        "text": f"trim(lower({narrow}), ' ' || chr(9) || chr(10) || chr(13))",
        "digits": f"regexp_replace({narrow}, '[^0-9]', '', 'g')",
        "keep": source,
    }
    if clean not in ways:
        raise Wrong(f"clean = \"{clean}\" is not known; use text, digits or keep")
    value = ways[clean]
    if part == "year":
        value = f"regexp_extract(regexp_replace({value}, '[^0-9]', '', 'g'), '^[0-9]{{4}}')"
    elif re.fullmatch(r"first:[0-9]+", part):
        value = f"substr({value}, 1, {part[6:]})"
    elif part:
        raise Wrong(f"part = \"{part}\" is not known; use year, first:N or nothing")
    return f"nullif({value}, '')"


def load(connection, table, path, config, side):
    """Reads a file into a table of unique_id and the cleaned columns; side is left or right."""
    if not path.is_file():
        raise Wrong(f"{path} is not a file; give the {side} file with --{side} or in the configuration")
    source = f"read_csv({text(path)}, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')"
    try:
        return load_from(connection, table, path, source, config, side)
    except duckdb.Error as error:
        raise Wrong(f"{path} is no CSV that DuckDB reads ({str(error).splitlines()[0]}); give UTF-8 with commas, rows of"
                    " equal length and one kind of line end")


def load_from(connection, table, path, source, config, side):
    present = [row[0] for row in connection.execute(f"describe select * from {source}").fetchall()]
    identity = config.get(f"{side}_id", config.get("left_id", "id"))
    wanted = {column(each["name"]): each.get(side, each.get("left", each["name"])) for each in config["column"]}
    for name in [identity, *wanted.values()]:
        if name not in present:
            raise Wrong(f"{path} has no heading '{name}'; it has: {', '.join(present)}")
    selected = [f"{heading(identity)} as unique_id"]
    for each in config["column"]:
        name = column(each["name"])
        value = cleaned(heading(wanted[name]), each.get("clean", "text"), each.get("part", ""))
        selected.append(f"{value} as {heading(name)}")
    connection.execute(f"create table {table} as select {', '.join(selected)} from {source}")
    return count(connection, table)


def count(connection, table):
    return connection.execute(f"select count(*) from {table}").fetchall()[0][0]


# ---- the model

def level(name, written):
    if written == "equal":
        return levels.ExactMatchLevel(name)
    match = LEVEL.fullmatch(written)
    if not match:
        raise Wrong(f"level \"{written}\" is not known; use equal, jaro_winkler >= X, edit <= N or damerau <= N")
    if match[1]:
        return levels.JaroWinklerLevel(name, float(match[2]))
    distance = levels.LevenshteinLevel if match[3] == "edit" else levels.DamerauLevenshteinLevel
    return distance(name, int(match[4]))


def comparison(each):
    name = column(each["column"])
    chosen = [level(name, written) for written in each["levels"]]
    made = comparisons.CustomComparison(
        output_column_name=name,
        comparison_levels=[levels.NullLevel(name), *chosen, levels.ElseLevel()],
    )
    return made.configure(term_frequency_adjustments=each.get("term_frequency", False))


def rule(names):
    return block_on(*[column(name) for name in names])


def settings(config, two_files):
    return SettingsCreator(
        link_type="link_only" if two_files else "dedupe_only",
        comparisons=[comparison(each) for each in config["comparison"]],
        blocking_rules_to_generate_predictions=[rule(block["on"]) for block in config["block"]],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def estimate_prior(linker, config):
    if not config.get("certain"):
        return
    rules = [rule(names) for names in config["certain"]]
    try:
        linker.training.estimate_probability_two_random_records_match(rules, recall=config.get("certain_recall", 0.7))
    except ValueError as error:
        raise Wrong(f"'certain' and 'certain_recall' do not go together: {error}")
    if prior(linker) == 0:
        raise Wrong("no pair is equal by any rule of 'certain'; give rules that some pairs meet")


def estimate_u(linker, config, arguments):
    linker.training.estimate_u_using_random_sampling(
        max_pairs=arguments.max_pairs or config.get("pairs_sampled", 1_000_000),
        seed=config.get("seed"),
        **({"min_count_per_level": None} if arguments.every_pair else {}),
    )


def train(linker, config, arguments):
    """One EM session for each block of 'train'; how many rounds each took."""
    rounds = {}
    for names in config.get("train", []):
        try:
            session = linker.training.estimate_parameters_using_expectation_maximisation(
                rule(names), estimate_without_term_frequencies=not arguments.em_with_terms)
        except EMTrainingException:
            raise Wrong(f"no pair is equal in {' and '.join(names)}; take that block out of 'train' or give another")
        rounds[", ".join(names)] = len(session._core_model_settings_history) - 1
    return rounds


# ---- the report

def prior(linker):
    return linker._settings_obj._probability_two_random_records_match


def estimates(linker, config):
    """m and u of each level as the prediction uses them; where one is not trained, Splink's starting value stands."""
    told = []
    for each, trained in zip(config["comparison"], linker._settings_obj.comparisons):
        names = [*each["levels"], "else"]
        told.append({"column": each["column"], "levels": [
            {"level": name, "m": one.m_probability, "u": one.u_probability, "weight": one._match_weight,
             "m_trained": one._m_is_trained, "u_trained": one._u_is_trained}
            for name, one in zip(names, trained.comparison_levels[1:])]})
    return told


def peak_mib():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


def versions():
    return {"splink": splink.__version__, "duckdb": duckdb.__version__, "python": platform.python_version()}


# ---- the run

class Clock:
    def __init__(self):
        self.start = time.perf_counter()
        self.seconds = {}

    @contextmanager
    def stage(self, name):
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 3)

    def total(self):
        return round(time.perf_counter() - self.start, 3)


def connect(threads, out):
    connection = duckdb.connect(":memory:")
    connection.execute(f"set threads = {threads}")
    connection.execute(f"set temp_directory = {text(out / 'spill')}")
    connection.execute("set preserve_insertion_order = false")
    return connection


def write_links(connection, links, path):
    connection.execute(
        "copy (select unique_id_l as left_id, unique_id_r as right_id, match_weight as weight,"
        f" match_probability as probability from {links.physical_name}) to {text(path)} (format csv, header true)")
    return count(connection, links.physical_name)


def link(config, arguments):
    left, right = files(config, arguments)
    out = Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    threads = arguments.threads or config.get("threads") or os.cpu_count()
    model = settings(config, right is not None)

    clock = Clock()
    with clock.stage("load"):
        connection = connect(threads, out)
        rows = [load(connection, "file_a_left", left, config, "left")]
        if right:
            rows.append(load(connection, "file_b_right", right, config, "right"))
        api = DuckDBAPI(connection)
        tables = [api.register(name) for name in ("file_a_left", "file_b_right")[:len(rows)]]
        linker = Linker(tables, model, log_level=logging.WARNING)
    with clock.stage("prior"):
        estimate_prior(linker, config)
    with clock.stage("u"):
        estimate_u(linker, config, arguments)
    with clock.stage("em"):
        rounds = train(linker, config, arguments)
    with clock.stage("predict"):
        with clock.stage("predict_of_which_blocking"):
            candidates = linker.inference.compute_blocked_pairs_for_predict()  # predict() then takes these
        pairs = count(connection, candidates.physical_name)
        links = linker.inference.predict(threshold_match_weight=arguments.cut)
    with clock.stage("write"):
        written = write_links(connection, links, out / "links.csv")
    seconds = {**clock.seconds, "total": clock.total()}

    return {"versions": versions(), "threads": threads, "rows": rows, "seconds": seconds, "pairs_scored": pairs,
            "links_written": written, "cut": arguments.cut, "peak_rss_mib": peak_mib(), "lambda": prior(linker),
            "em_rounds": rounds, "em_with_terms": arguments.em_with_terms, "u_every_pair": arguments.every_pair,
            "comparisons": estimates(linker, config)}


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config")
    parser.add_argument("--out", required=True, help="folder for links.csv and report.json")
    parser.add_argument("--left", help="the left file, instead of the configuration's")
    parser.add_argument("--right", help="the right file, instead of the configuration's; with --left alone: dedupe")
    parser.add_argument("--cut", type=float, default=0.0,
                        help="write pairs of this match weight or more (default 0; -1000 writes all)")
    parser.add_argument("--max-pairs", type=int, help="pairs sampled for u (default: pairs_sampled)")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--every-pair", action="store_true",
                        help="score all pairs sampled for u; else Splink stops once each level was seen 100 times")
    parser.add_argument("--em-with-terms", action="store_true",
                        help="adjust for term frequency within EM too (Splink's default; slower: scores each pair each round)")
    return parser.parse_args()


def main():
    arguments = parse()
    try:
        config = read_config(arguments.config)
        report = link(config, arguments)
    except Wrong as wrong:
        print(f"splink_peer.py: {wrong}", file=sys.stderr)
        return 2
    for ignored in ("one_to_one", "clusters"):
        if config.get(ignored, "none") not in ("none", False):
            print(f"splink_peer.py: '{ignored}' is not applied; links.csv has all pairs over the cut", file=sys.stderr)
    written = json.dumps(report, indent=1, ensure_ascii=False)
    (Path(arguments.out) / "report.json").write_text(written + "\n", encoding="utf-8")
    print(json.dumps({name: report[name] for name in ("seconds", "pairs_scored", "links_written", "peak_rss_mib")}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
