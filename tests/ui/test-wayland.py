# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on Wayland, under a compositor without a screen: there are no keys to press there, so what is done is done
as a screen reader does it."""

import os
import re
import subprocess

import drive
import sample


class Wayland(drive.Case):
    def setUp(self):
        super().setUp()
        self.compositor = subprocess.Popen(
            ["weston", "--backend=headless", "--renderer=pixman", "--socket=galley-test", "--width=1280", "--height=800", "--idle-time=0"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.compositor.wait)
        self.addCleanup(self.compositor.terminate)
        socket = os.path.join(os.environ["XDG_RUNTIME_DIR"], "galley-test")
        drive.poll("the compositor", lambda: os.path.exists(socket))

    def test_window(self):
        """It opens a bulletin, extracts, saves and goes, and says nothing on its standard error."""
        file = self.bulletin()
        galley = self.start(file, keys=False, settings={"autosave-seconds": "uint32 1"}, GDK_BACKEND="wayland",
                            WAYLAND_DISPLAY="galley-test")
        galley.wait_text(sample.article())
        galley.find("button", re.compile(r"^\d+ problems?$"))
        galley.find("button", "Add Row").act()
        drive.poll("the new row in the file", lambda: len(drive.json.loads(self.read(file))["tables"][0]["rows"]) == 3)
        galley.find("button", re.compile("^Undo")).act()
        self.wait_file(file, sample.write())
        galley.find("button", "Close").act()
        drive.poll("its end", lambda: galley.process.poll() is not None)
        self.assertEqual(galley.process.returncode, 0)


if __name__ == "__main__":
    drive.main()
