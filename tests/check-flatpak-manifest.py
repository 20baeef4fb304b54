#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every manifest in flatpak/ is read by flatpak-builder without a complaint.

flatpak-builder --show-manifest only mentions a key that it does not know, and exits with status 0.
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile


def main():
    if shutil.which('flatpak-builder') is None:
        print('SKIP: flatpak-builder is not installed')
        return 77
    manifests = sorted(glob.glob(os.path.join(sys.argv[1], '*.yml')))
    wrong = 0 if manifests else 1
    if not manifests:
        print('there is no manifest in flatpak/')
    for path in map(os.path.abspath, manifests):
        name = os.path.basename(path)
        # It leaves a cache where it runs.
        with tempfile.TemporaryDirectory() as place:
            run = subprocess.run(['flatpak-builder', '--show-manifest', path], capture_output=True, text=True,
                                 cwd=place, check=False)
        said = run.stderr.strip()
        if run.returncode != 0 or said:
            print('%s: exit status %d\n%s' % (name, run.returncode, said))
            wrong += 1
            continue
        manifest = json.loads(run.stdout)
        app_id = manifest.get('id', manifest.get('app-id'))
        if app_id + '.yml' != name:
            print('%s: the app id is %s' % (name, app_id))
            wrong += 1
        else:
            print('%s: good' % name)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
