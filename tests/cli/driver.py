# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real galley-cli as a script does, and tells what a script can see of it."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

CLI = os.environ["GALLEY_CLI"]
SOURCE = pathlib.Path(os.environ["GALLEY_SRCDIR"])
SAMPLE = SOURCE / "data" / "sample" / "heping-2024q1.txt"
SANITIZED = os.environ.get("GALLEY_SANITIZED") == "1"
# How a sanitizer or GLib tells of a bug of ours.
BUGS = ("Sanitizer", "runtime error", "CRITICAL", "WARNING", "Assertion")


def find_seed():
    """The seed bulletin of ../shared, or None."""
    for shared in (os.environ.get("GALLEY_SHARED", ""), "/work/shared"):
        seed = pathlib.Path(shared) / "seed" / "heping-2024q1.txt"
        if seed.is_file():
            return seed
    return None


def find_locale():
    """A locale of a language, without which the C library translates nothing, or None."""
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return next((name for name in names if name.lower().endswith(("utf8", "utf-8")) and not name.startswith("C.")), None)


class Result:
    def __init__(self, status, out, err, max_rss):
        self.status, self.out, self.err, self.max_rss = status, out, err, max_rss

    def json(self):
        return json.loads(self.out.decode("utf-8"))

    def text(self):
        return self.out.decode("utf-8")


class CliTest(unittest.TestCase):
    """Each test has an empty folder of its own, in which the program runs."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="galley-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    def read(self, name):
        return (self.folder / name).read_bytes()

    def names(self, folder="."):
        return sorted(path.name for path in (self.folder / folder).iterdir())

    def cli(self, *arguments, stdin=b"", language=None, output=None, prefix=(), folder=None):
        """Runs galley-cli; standard output goes to a file, since that of some tests is larger than a pipe."""
        environment = dict(os.environ, LC_ALL="C.UTF-8", HOME=str(self.folder))
        environment.pop("LANGUAGE", None)
        if language:
            environment.update(LC_ALL=find_locale() or self.skipTest("no locale but C is installed"), LANGUAGE=language,
                               GALLEY_LOCALEDIR=os.path.join(os.environ["GALLEY_BUILDDIR"], "po"))
        with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            sent.write(stdin)
            sent.seek(0)
            process = subprocess.Popen([*prefix, CLI, *map(str, arguments)], stdin=sent, stdout=output or out, stderr=err,
                                       cwd=folder or self.folder, env=environment)
            limit = time.monotonic() + 300
            pid = 0
            while pid == 0:
                pid, status, usage = os.wait4(process.pid, os.WNOHANG)
                if pid == 0 and time.monotonic() > limit:
                    process.kill()
                if pid == 0:
                    time.sleep(0.002)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            result = Result(process.returncode, out.read(), err.read().decode("utf-8"), usage.ru_maxrss * 1024)
        for bug in BUGS:
            self.assertNotIn(bug, result.err, arguments)
        self.assertGreaterEqual(result.status, 0, f"{arguments}: ended by a signal: {result.err}")
        return result

    def succeed(self, *arguments, status=0, **options):
        result = self.cli(*arguments, **options)
        self.assertEqual((result.status, result.err), (status, ""), arguments)
        return result

    def fail_with(self, file, reason, *arguments, status=1, **options):
        """One line on standard error that names the file and why, and nothing on standard output."""
        result = self.cli(*arguments, **options)
        self.assertEqual(result.status, status, (arguments, result.err))
        self.assertEqual(result.out, b"", arguments)
        self.assertRegex(result.err, r"\Agalley-cli: [^\n]+\n\Z", arguments)
        self.assertTrue(result.err.startswith(f"galley-cli: {file}: "), (arguments, result.err))
        self.assertRegex(result.err[len(f"galley-cli: {file}: "):], reason, arguments)
        self.assertEqual(result.err.count(os.path.basename(str(file)) + ":"), 1, "the file is named twice: " + result.err)
        return result

    def misuse(self, *arguments):
        result = self.cli(*arguments)
        self.assertEqual((result.status, result.out), (64, b""), arguments)
        self.assertNotEqual(result.err, "", arguments)
        return result


def main():
    unittest.main(verbosity=2)
