# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens when galley-cli cannot write: what was there stays there whole, and nothing is left behind."""
import ctypes
import os
import shutil
import subprocess

from driver import SAMPLE, CliTest, main

# Every command that writes, by the ending of what it writes.
WRITERS = (
    ("import", "galley", "in.txt"), ("extract", "galley", "in.galley"), ("fix", "galley", "in.galley"),
    ("fix", "txt", "in.txt"), ("export", "pdf", "in.galley"), ("export", "html", "in.galley"), ("export", "md", "in.galley"),
    ("export", "txt", "in.galley"), ("export", "png", "in.galley"), ("export", "docx", "in.galley"),
)
OLD = b"what was there before\n" * 99


def own_mounts():
    """Gives this process mounts of its own, which others do not see and which end with it. Returns why it cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    namespaces, user = 0x20000, os.geteuid()
    if user != 0:
        namespaces |= 0x10000000
    group = os.getegid()
    if libc.unshare(namespaces) != 0:
        return "no namespaces here: " + os.strerror(ctypes.get_errno())
    if user != 0:
        for name, content in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
            with open("/proc/self/" + name, "w", encoding="ascii") as file:
                file.write(content)
    made = subprocess.run(["mount", "--make-rprivate", "/"], capture_output=True, text=True, check=False)
    return made.stderr


NO_MOUNTS = own_mounts() if shutil.which("mount") else "mount is not installed"


class Output(CliTest):
    def setUp(self):
        super().setUp()
        self.write("in.txt", SAMPLE.read_bytes() * 4)    # more than a page of memory in every format
        self.succeed("import", "in.txt", "-o", "in.galley")
        self.succeed("extract", "in.galley", "-o", "in.galley")
        os.mkdir(self.folder / "there")

    def refuse(self, reason, command, ending, given, prefix=(), out=None):
        out = out or f"there/out.{ending}"
        with self.subTest(command, out=out):
            self.fail_with(out, reason, command, given, "-o", out, prefix=prefix)

    def fill(self):
        for _, ending, _ in WRITERS:
            self.write(f"there/out.{ending}", OLD)

    def check_old(self):
        """The files of fill() are there whole, and no others."""
        self.assertEqual(self.names("there"), sorted({f"out.{ending}" for _, ending, _ in WRITERS}))
        for name in self.names("there"):
            self.assertEqual(self.read("there/" + name), OLD, name)

    def mount(self, options):
        if NO_MOUNTS:
            self.skipTest(NO_MOUNTS.strip())
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "galley", self.folder / "there"], check=True)
        self.addCleanup(subprocess.run, ["umount", "-l", self.folder / "there"], check=True)

    def test_read_only(self):
        self.mount("size=1m")
        self.fill()
        subprocess.run(["mount", "-o", "remount,ro", self.folder / "there"], check=True)
        for writer in WRITERS:
            self.refuse("Read-only file system", *writer)
            self.refuse("Read-only file system", *writer, out=f"there/new.{writer[1]}")
        self.fail_with("there/desk", "Read-only", "desk", "init", "there/desk")
        self.check_old()

    def test_shut_folder(self):
        prefix = ()
        if os.geteuid() == 0:
            prefix = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
            if not shutil.which("setpriv") or subprocess.run([*prefix, "true"], check=False).returncode != 0:
                self.skipTest("root writes everywhere, and setpriv cannot be used")
        self.fill()
        os.chmod(self.folder / "there", 0o555)
        for writer in WRITERS:
            self.refuse("Permission denied", *writer, prefix=prefix)
            self.refuse("Permission denied", *writer, prefix=prefix, out=f"there/new.{writer[1]}")
        self.fail_with("there/desk", "Permission denied", "desk", "init", "there/desk", prefix=prefix)
        os.chmod(self.folder / "there", 0o755)
        self.check_old()

    def test_full_disk(self):
        """Full at the first byte, and full in the middle of what is written."""
        self.mount("size=256k,nr_inodes=64")
        self.fill()
        for room in (0, 4096):
            with open(self.folder / "there" / "ballast", "wb", buffering=0) as ballast:
                while True:
                    try:
                        if ballast.write(b"x" * 4096) < 4096:
                            break
                    except OSError:
                        break
                ballast.truncate(ballast.tell() - room)
            for command, ending, given in WRITERS:
                self.refuse("No space left", command, ending, given)
                self.refuse("No space left", command, ending, given, out=f"there/new.{ending}")
            os.unlink(self.folder / "there" / "ballast")
        self.check_old()

    def test_full_device(self):
        """What is printed counts, too: a script must not take the half for the whole."""
        for arguments in (("figures", "in.txt"), ("figures", "--json", "in.galley"), ("check", "in.txt", "--proofs"),
                          ("check", "--json", "in.txt"), ("import", "in.txt", "--json", "-o", "new.galley"),
                          ("extract", "in.txt", "-o", "new.galley"), ("fix", "in.txt", "-o", "new.txt"), ("--help",)):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                self.fail_with("standard output", "No space left", *arguments, output=full)
        for ending in ("html", "pdf"):
            os.symlink("/dev/full", self.folder / f"full.{ending}")
            self.fail_with(f"full.{ending}", "No space left", "export", "in.txt", "-o", f"full.{ending}")
            self.assertTrue((self.folder / f"full.{ending}").is_symlink())
        os.symlink("/dev/full", self.folder / "full.galley")
        self.fail_with("full.galley", ".", "import", "in.txt", "-o", "full.galley")
        self.assertTrue((self.folder / "full.galley").is_symlink())

    def test_missing_folder(self):
        for writer in WRITERS:
            self.refuse("No such file", *writer, out=f"nowhere/out.{writer[1]}")
        self.assertNotIn("nowhere", self.names())

    def test_file_for_folder(self):
        for writer in WRITERS:
            self.refuse("Not a directory", *writer, out=f"in.txt/out.{writer[1]}")

    def test_folder_for_file(self):
        for writer in WRITERS:
            os.makedirs(self.folder / f"folder.{writer[1]}", exist_ok=True)
            self.refuse("[Dd]irectory", *writer, out=f"folder.{writer[1]}")
            self.assertEqual(self.names(f"folder.{writer[1]}"), [])

    def test_output_is_input(self):
        """A bulletin and a text are changed in their place; what would destroy a text is refused."""
        text, bulletin = self.read("in.txt"), self.read("in.galley")
        self.assertIn("same file", self.misuse("export", "in.txt", "-o", "in.txt").err)
        os.symlink("in.txt", self.folder / "link.galley")
        os.symlink("in.txt", self.folder / "link.html")
        os.link(self.folder / "in.txt", self.folder / "hard.txt")
        self.misuse("import", "in.txt", "-o", "in.txt")
        self.misuse("extract", "in.txt", "-o", "in.txt")
        self.fail_with("in.txt", "same file", "import", "in.txt", "-o", "link.galley")
        self.assertIn("same file", self.misuse("extract", "in.txt", "-o", "link.galley").err)
        self.misuse("export", "in.txt", "-o", "link.html")
        self.misuse("export", "in.txt", "-o", "hard.txt")
        self.assertEqual((self.read("in.txt"), self.read("in.galley")), (text, bulletin))
        self.succeed("extract", "in.galley", "-o", "in.galley")
        self.assertEqual(self.read("in.galley"), bulletin)
        self.succeed("fix", "in.txt", "-o", "in.txt")
        self.assertNotEqual(self.read("in.txt"), text)
        self.assertEqual(self.names(), ["hard.txt", "in.galley", "in.txt", "link.galley", "link.html", "there"])

    def test_replaced(self):
        """What is replaced keeps its permissions, and a link stays a link."""
        os.mkdir(self.folder / "far")
        for command, ending, given in WRITERS:
            out = self.folder / "far" / f"out.{ending}"
            out.write_bytes(OLD)
            os.chmod(out, 0o640)
            link = self.folder / "there" / f"out.{ending}"
            if not link.exists():
                os.symlink(out, link)
            self.succeed(command, given, "-o", f"there/out.{ending}")
            self.assertNotEqual(out.read_bytes(), OLD)
            self.assertEqual(os.stat(out).st_mode & 0o7777, 0o640)
            self.assertTrue(link.is_symlink())
        self.assertEqual(self.names("far"), self.names("there"))


if __name__ == "__main__":
    main()
