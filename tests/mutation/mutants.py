#!/usr/bin/env python3
"""Mutation testing of the code that merges and that decides who may see and write what: ./dev mutants

Each place where an operator can be changed, a check or a statement dropped, is a mutant. A copy of the repository
(build-mutants/) is compiled once with all of them in it, each asleep until its number stands in the environment. A clean run
of every test tells which mutants it could notice at all; then each mutant is run against these, the cheapest first, until
one fails. A crash and a hang are failures. What survives is listed, with its place, in build-mutants/survivors.txt.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

from points import Source

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPY = ROOT / 'build-mutants'
BUILD = COPY / 'build'
MUTATED = ['shared/merge/*.cpp', 'sync-server/access/*.cpp', 'sync-server/merge/*.cpp', 'sync-server/session/feed.cpp',
           'sync-server/session/incoming.cpp']
MODULES = {'shared/merge': 'keybook_merge', 'sync-server/access': 'keybook_server_access',
           'sync-server/merge': 'keybook_server_merge', 'sync-server/session': 'keybook_server_session'}
NOT_COPIED = ('qml/', 'client/app/', 'tests/ui/', 'tests/bench/')
GTESTS = ['server_access_test', 'merge_test', 'server_merge_test', 'server_session_test']
PROGRAMS = {'vectors': 'keybook-vectors', 'simulate': 'keybook-simulate'}
TIERS = [0.05, 0.5, 3.0, 15.0]  # seconds of CPU; tests of one tier and program run in one process
HANG_SECONDS = 180              # for those that wait instead of working


# ---- the copy

def sources():
    return [path for pattern in MUTATED for path in sorted(ROOT.glob(pattern))]


def write(path, text):
    """Leaves a file alone that is the same already, so that nothing is compiled for nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != text:
        path.write_bytes(text)


def copy_repository(taken):
    listed = subprocess.run(['git', 'ls-files', '-co', '--exclude-standard', '-z'], cwd=ROOT, check=True, capture_output=True)
    for name in listed.stdout.decode().split('\0'):
        if not name or name.startswith(NOT_COPIED) or name in taken or not (ROOT / name).is_file():
            continue
        text = (ROOT / name).read_bytes()
        folder = os.path.dirname(name)
        if os.path.basename(name) == 'CMakeLists.txt' and folder in MODULES:
            text += f'target_compile_options({MODULES[folder]} PRIVATE -w -D_GLIBCXX_ASSERTIONS)\n'.encode()
        write(COPY / name, text)
        if os.access(ROOT / name, os.X_OK):
            (COPY / name).chmod(0o755)


def rewrite():
    """Writes the copy; answers its mutants as {number: what it is}."""
    mutants, taken, number = {}, set(), 0
    for path in sources():
        name = str(path.relative_to(ROOT))
        source = Source(path.read_text(), number)
        number = source.next
        for point in source.points:
            mutants[point.number] = {'file': name, 'line': point.line, 'change': point.change, 'code': point.code}
        write(COPY / name, ('#include "tests/mutation/mutant.h"\n' + source.rewritten()).encode())
        taken.add(name)
    copy_repository(taken)
    return mutants


def build(kinds):
    targets = [name for name in GTESTS if name in kinds]
    targets += [program for kind, program in PROGRAMS.items() if kind in kinds]
    subprocess.run(['cmake', '--preset', 'release', '-DKEYBOOK_APP=OFF', '--log-level=WARNING'], cwd=COPY, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(['cmake', '--build', str(BUILD), '--target', *targets], check=True)


# ---- tests

class Test:
    """A test that can be run alone: one case of a GoogleTest program, or a command."""

    def __init__(self, name, command, case=None):
        self.name, self.command, self.case = name, command, case
        self.cpu, self.hits = 0.0, set()

    def tier(self):
        return next((at for at, limit in enumerate(TIERS) if self.cpu < limit), len(TIERS))


def cases(program):
    listed = subprocess.run([program, '--gtest_list_tests'], check=True, capture_output=True, text=True).stdout
    suite = ''
    for line in listed.splitlines():
        line = line.split('#')[0].rstrip()
        if not line.startswith(' '):
            suite = line
        elif line.strip():
            yield suite + line.strip()


def all_tests(kinds, vectors):
    tests = []
    for name in GTESTS:
        if name not in kinds:
            continue
        program = str(BUILD / 'bin-tests' / name)
        tests += [Test(f'{name} {case}', [program], case) for case in cases(program)]
    for path in sorted(pathlib.Path(vectors).glob('*.jsonl')) if 'vectors' in kinds else []:
        command = [str(BUILD / 'bin' / 'keybook-vectors'), '--store', 'memory', '--more', '1', str(path)]
        tests.append(Test(f'vectors {path.stem}', command))
    simulate = str(BUILD / 'bin' / 'keybook-simulate')
    for first, seeds in ((1, 5), (6, 15), (1001, 60)) if 'simulate' in kinds else ():
        tests.append(Test(f'simulate {first}', [simulate, '--seed', str(first), '--seeds', str(seeds)]))
    return tests


def run(command, environment, cpu_limit):
    """(passed, seconds of CPU)"""
    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_limit, cpu_limit + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
        os.setsid()
    with tempfile.TemporaryDirectory(prefix='keybook-mutant-') as folder:
        process = subprocess.Popen(command, env={**os.environ, **environment, 'KEYBOOK_SOURCE_DIR': str(COPY), 'TMPDIR': folder,
                                                 'LC_ALL': 'C.UTF-8'},
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limits)
        stuck = threading.Timer(HANG_SECONDS + 20 * cpu_limit, lambda: os.killpg(process.pid, signal.SIGKILL))
        stuck.start()
        _, status, usage = os.wait4(process.pid, 0)
        stuck.cancel()
        process.returncode = status
        return status == 0, usage.ru_utime + usage.ru_stime


def clean_run(test):
    """What the test costs and which mutants it could notice."""
    with tempfile.NamedTemporaryFile(suffix='.hits') as hits:
        command = test.command + ([f'--gtest_filter={test.case}'] if test.case else [])
        passed, test.cpu = run(command, {'KEYBOOK_MUTANT_HITS': hits.name}, 600)
        if not passed:
            sys.exit(f'mutants: {test.name} fails without any mutant: {" ".join(command)}')
        lines = pathlib.Path(hits.name).read_text().split('\n')
    test.hits = {int(line) for line in lines if line.isdigit()}
    return {int(line[5:]) for line in lines if line.startswith('none ')}


def groups(tests):
    """Processes to run, cheapest first: (tier, command, seconds)."""
    found = {}
    for test in tests:
        key = (test.tier(), test.command[0] if test.case else test.name)
        found.setdefault(key, []).append(test)
    for (tier, _), group in sorted(found.items(), key=lambda item: (item[0][0], sum(test.cpu for test in item[1]))):
        command = group[0].command
        if group[0].case:
            command = command + ['--gtest_fail_fast', '--gtest_filter=' + ':'.join(test.case for test in group)]
        yield command, sum(test.cpu for test in group)


def judge(number, tests):
    """What kills a mutant, or None."""
    for command, cpu in groups([test for test in tests if number in test.hits]):
        passed, _ = run(command, {'KEYBOOK_MUTANT': str(number)}, int(3 + 4 * cpu))
        if not passed:
            return os.path.basename(command[0]) + ' ' + command[-1].removeprefix('--gtest_filter=')[:200]
    return None


# ---- everything

def report(mutants, results):
    files, survivors = {}, []
    for number, mutant in sorted(mutants.items()):
        if str(number) not in results:
            continue
        killed = results[str(number)]['by'] is not None
        total = files.setdefault(mutant['file'], [0, 0, 0])
        total[0] += 1
        total[1] += killed
        total[2] += not results[str(number)]['reached']
        if not killed:
            reached = '' if results[str(number)]['reached'] else '  (no test makes a difference there)'
            survivors.append(f"{mutant['file']}:{mutant['line']}: [{number}] {mutant['change']}: {mutant['code'][:90]}{reached}")
    (COPY / 'survivors.txt').write_text('\n'.join(survivors) + '\n')
    print('\n'.join(survivors))
    print(f'\n{"file":40} mutants  killed  survive  (not reached)')
    for name, (count, killed, unreached) in sorted(files.items()):
        print(f'{name:40} {count:7} {killed:7} {count - killed:8}  {unreached:13}  {100 * killed / count:5.1f} %')
    count, killed = (sum(total[i] for total in files.values()) for i in (0, 1))
    print(f'{"all":40} {count:7} {killed:7} {count - killed:8} {"":15}  {100 * killed / max(count, 1):5.1f} %')
    return killed / max(count, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--vectors', default=os.environ.get('KEYBOOK_VECTORS', str(ROOT / '../shared/model/vectors')),
                        help='folder of the merge vectors; left out where there is none')
    parser.add_argument('--file', action='append', default=[], help='only mutants of files whose name contains this')
    parser.add_argument('--mutant', action='append', type=int, default=[], help='only this one, by number')
    parser.add_argument('--survivors', action='store_true', help='only those that survived the run before')
    parser.add_argument('--tests', action='append', choices=[*GTESTS, *PROGRAMS], default=[],
                        help='only these tests are built and run (all)')
    parser.add_argument('--cpu-max', type=float, default=15.0, help='leave out tests that take more seconds of CPU')
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--least', type=float, default=90.0, help='per cent that must be killed')
    options = parser.parse_args()

    mutants = rewrite()
    kinds = options.tests or [*GTESTS, *PROGRAMS]
    build(kinds)
    tests = all_tests(kinds, options.vectors)
    print(f'{len(mutants)} places in {len(sources())} files; a clean run of {len(tests)} tests', flush=True)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        no_points = set().union(*pool.map(clean_run, tests))
    tests = [test for test in tests if test.cpu <= options.cpu_max]
    mutants = {number: mutant for number, mutant in mutants.items() if number not in no_points}
    reached = set().union(*(test.hits for test in tests))

    saved = COPY / 'results.json'
    before = json.loads(saved.read_text()) if saved.exists() else {}
    wanted = [number for number, mutant in mutants.items()
              if (not options.file or any(part in mutant['file'] for part in options.file))
              and (not options.mutant or number in options.mutant)]
    results = {}
    if options.survivors:  # a mutant is known again by its file, change and code
        killed = {result['is'] for result in before.values() if result['by'] is not None}
        keys = keys_of(mutants)
        for number in wanted:
            if keys[number] in killed:
                results[str(number)] = {'by': 'the run before', 'reached': True, 'is': keys[number]}
        wanted = [number for number in wanted if str(number) not in results]
    keys = keys_of(mutants)
    began, done = time.time(), 0

    def one(number):
        nonlocal done
        by = judge(number, tests) if number in reached else None
        results[str(number)] = {'by': by, 'reached': number in reached, 'is': keys[number]}
        done += 1
        if done % 50 == 0:
            print(f'{done} of {len(wanted)} after {time.time() - began:.0f} s, '
                  f'{sum(r["by"] is not None for r in list(results.values()))} killed', flush=True)
            saved.write_text(json.dumps(dict(results)))

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(one, wanted))
    saved.write_text(json.dumps(results))
    if 100 * report(mutants, results) < options.least:
        sys.exit(f'mutants: fewer than {options.least} % were killed')


def keys_of(mutants):
    """Names that stay when lines move: file, change, code, and which of those that are alike."""
    keys, seen = {}, {}
    for number, mutant in sorted(mutants.items()):
        key = f"{mutant['file']}|{mutant['change']}|{mutant['code']}"
        seen[key] = seen.get(key, 0) + 1
        keys[number] = f'{key}|{seen[key]}'
    return keys


if __name__ == '__main__':
    main()
