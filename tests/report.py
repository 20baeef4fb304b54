#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads what meson knows about tests, for tests/run.

report.py --select PATTERN        standard input: meson introspect --tests; prints the names that match
report.py --status N TESTLOG      prints failures with their output, skips with their reason, and the totals

A test that speaks TAP counts once for each of its points, any other counts once.
"""

import argparse
import fnmatch
import json
import re
import signal
import sys

# "ok 3 /a/b # SKIP why" at the start of a line: indented points belong to a subtest of another process.
POINT = re.compile(r'(?P<bad>not )?ok\b *(?P<number>\d+)? *-? *(?P<name>[^#\n]*?) *(?:# *SKIP\S*[ :]*(?P<why>.*))?$', re.I)
PLAN = re.compile(r'1\.\.(?P<count>\d+) *(?:# *SKIP\S*[ :]*(?P<why>.*))?$', re.I)
OUTPUT_LINES = 60


def select(pattern):
    wanted = '*' + pattern.lower() + '*'
    for test in json.load(sys.stdin):
        if fnmatch.fnmatchcase(test['name'].lower(), wanted):
            print(test['name'])
    return 0


def last_lines(text):
    lines = (text or '').rstrip('\n').split('\n')
    if len(lines) > OUTPUT_LINES:
        lines = ['... (%d lines before)' % (len(lines) - OUTPUT_LINES)] + lines[-OUTPUT_LINES:]
    return '\n'.join('    ' + line for line in lines if line)


def how_it_ended(test):
    code = test.get('returncode', 0)
    if test['result'] == 'TIMEOUT':
        return 'took too long and was ended'
    if code < 0 or code > 128:
        number = -code if code < 0 else code - 128
        try:
            return 'ended by ' + signal.Signals(number).name
        except ValueError:
            pass
    return 'exit status %d' % code


class Totals:
    def __init__(self):
        self.passed = 0
        self.failures = []              # (name, how, output)
        self.skips = []                 # (name, reason)

    def read(self, test):
        # "project:suite / name" up to Meson 1.7, "suite - project:name" since.
        name = re.sub(r'^(.* / |.* - [^:]*:)', '', test['name'])
        out = test.get('stdout') or ''
        err = test.get('stderr') or ''
        output = '\n'.join(part for part in (last_lines(out), last_lines(err)) if part)
        planned = None
        seen = 0
        bad = []
        for line in out.splitlines():
            plan = PLAN.match(line)
            if plan:
                planned = int(plan['count'])
                if planned == 0:
                    self.skips.append((name, plan['why'] or 'no reason given'))
                    seen += 1
                continue
            point = POINT.match(line)
            if not point:
                continue
            seen += 1
            title = '%s: %s' % (name, point['name'] or point['number'])
            if point['why'] is not None:
                self.skips.append((title, point['why'] or 'no reason given'))
            elif point['bad']:
                bad.append(title)
            else:
                self.passed += 1

        result = test['result']
        if bad:
            for title in bad[:-1]:
                self.failures.append((title, 'failed', ''))
            self.failures.append((bad[-1], 'failed; the program: ' + how_it_ended(test), output))
        elif result == 'SKIP' and seen == 0:
            lines = [line for line in (out + '\n' + err).splitlines() if line.strip()]
            self.skips.append((name, re.sub(r'^SKIP:? *', '', lines[-1].strip()) if lines else 'no reason given'))
        elif result in ('OK', 'EXPECTEDFAIL', 'SKIP'):
            if seen == 0:
                self.passed += 1
            if planned is not None and 0 < planned and seen < planned:
                self.failures.append((name, 'stopped after %d of %d' % (seen, planned), output))
        else:
            how = how_it_ended(test)
            if planned is not None and seen < planned:
                how += ', after %d of %d' % (seen, planned)
            self.failures.append((name, how, output))


def report(path, status):
    totals = Totals()
    try:
        with open(path, encoding='utf-8', errors='replace') as log:
            for line in log:
                if line.strip():
                    totals.read(json.loads(line))
    except FileNotFoundError:
        totals.failures.append(('meson test', 'left no log behind', ''))
    if status != 0 and not totals.failures:
        totals.failures.append(('meson test', 'exit status %d' % status, ''))

    print()
    for name, why in totals.skips:
        print('SKIP %s: %s' % (name, why))
    for name, how, output in totals.failures:
        print('FAIL %s (%s)' % (name, how))
        if output:
            print(output)
    print('%d passed, %d failed, %d skipped' % (totals.passed, len(totals.failures), len(totals.skips)))
    return 1 if totals.failures else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--select', metavar='PATTERN')
    parser.add_argument('--status', type=int, default=0)
    parser.add_argument('testlog', nargs='?')
    arguments = parser.parse_args()
    if arguments.select is not None:
        return select(arguments.select)
    return report(arguments.testlog, arguments.status)


if __name__ == '__main__':
    sys.exit(main())
