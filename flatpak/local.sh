#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds, installs and runs the Flatpak where there is no Flathub: on a runtime made of ./dev's own Debian 13 root.
# As root:   flatpak/local.sh build      the runtime if it is missing, then the program from the published manifest
#            flatpak/local.sh run CMD... in a session with a display, as an ordinary user, with flatpak at hand
#            flatpak/local.sh test       flatpak/test.sh in such a session
# The manifest built differs from the published one in runtime, SDK and the modules that the Debian runtime has already;
# permissions, options and Galley's own module are the published ones.
set -euo pipefail
source=$(dirname "$(dirname "$(realpath "$0")")")
work=${XDG_CACHE_HOME:-$HOME/.cache}/galley/flatpak sdk=${XDG_CACHE_HOME:-$HOME/.cache}/galley/root-trixie
id=io.github.galleydesk.Galley branch=13 arch=$(uname -m) user=1000
tools=flatpak,flatpak-builder,elfutils,patch,ostree,librsvg2-common,xdg-desktop-portal,xdg-desktop-portal-gtk,fuse3,dbus
tools+=,at-spi2-core,gir1.2-atspi-2.0,python3-gi,xvfb,xdotool,imagemagick,appstream-util,jq,procps,libglib2.0-bin
tools+=,adwaita-icon-theme,fonts-noto-cjk

say() { printf 'flatpak/local.sh: %s\n' "$*" >&2; }

# inside UID COMMAND...: in the root of the tools, with its own processes, /tmp, /run and /dev, $work as /var/work and
# the source tree as /var/source. It is entered with pivot_root and a whole /proc, since Flatpak makes namespaces of its
# own within, which a chroot or a masked /proc forbid.
inside() {
  local uid=$1
  shift
  unshare --mount --pid --ipc --fork --kill-child --propagation private bash -ec '
    root=$1 work=$2 source=$3 uid=$4; shift 4
    mount --bind "$root" "$root"; cd "$root"
    mount -t tmpfs -o mode=755 tmpfs dev
    mkdir dev/pts dev/shm; ln -s /proc/self/fd dev/fd; ln -s pts/ptmx dev/ptmx
    for device in null zero full random urandom tty; do : > dev/$device; mount --bind /dev/$device dev/$device; done
    mknod -m 666 dev/fuse c 10 229
    mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
    mount -t tmpfs -o mode=1777 tmpfs dev/shm
    mount --rbind /sys sys; mount -t proc proc proc
    mount -t tmpfs -o mode=755 tmpfs run; mount -t tmpfs -o mode=1777 tmpfs tmp
    mkdir -p -m 700 "run/user/$uid"; chown "$uid:$uid" "run/user/$uid"; mkdir -m 1777 tmp/.X11-unix
    mkdir -p var/work var/source; mount --bind "$work" var/work; mount --bind -o ro "$source" var/source
    pivot_root . mnt; cd /; umount -l /mnt; cd /var/work
    mkdir /run/dbus; dbus-daemon --system --fork --nopidfile    # Flatpak asks it, for an ordinary user
    exec setpriv --reuid="$uid" --regid="$uid" --clear-groups env -i PATH=/usr/bin:/usr/sbin:/bin:/sbin LANG=C.UTF-8 \
      HOME=/var/work/home XDG_RUNTIME_DIR="/run/user/$uid" "$@"' \
    sh "$work/tools" "$work" "$source" "$uid" "$@"
}

# A Debian root as a Flatpak runtime: /usr and /etc of it, hard links of which nothing is written through.
commit_runtime() {
  local name=$1 built=$work/runtime
  rm -rf "$built"
  mkdir -p "$built/files" "$built/usr"    # build-export wants files/ to be there
  cp -al "$sdk/usr/." "$built/usr/"
  cp -al "$sdk/etc" "$built/usr/etc"
  (cd "$built/usr" && rm -rf local games src etc/{apt,dpkg,systemd,init.d,ld.so.conf,ld.so.cache,machine-id,mtab} \
    etc/{hosts,hostname,localtime,resolv.conf,.pwd.lock} etc/cron* etc/rc?.d etc/*passwd* etc/*group* etc/*shadow* etc/sub?id*)
  printf '%s\n' 'include /run/flatpak/ld.so.conf.d/app-*.conf' /app/lib \
    'include /run/flatpak/ld.so.conf.d/runtime-*.conf' > "$built/usr/etc/ld.so.conf"
  printf '[Runtime]\nname=%s\nruntime=org.debian.Platform/%s/%s\nsdk=org.debian.Sdk/%s/%s\n' \
    "$name" "$arch" $branch "$arch" $branch > "$built/metadata"
  inside 0 flatpak build-export --runtime --disable-sandbox --no-update-summary --arch="$arch" \
    /var/work/repo /var/work/runtime $branch
  rm -rf "$built"
}

prepare() {
  "$source/dev" shell true
  mkdir -p "$work/home"
  if [ ! -e "$work/tools/etc/debian_version" ]; then
    say "making the tools' root"
    rm -rf --one-file-system "$work/tools"
    mmdebstrap --quiet --variant=apt --include=$tools --dpkgopt='path-exclude=/usr/share/doc/*' trixie "$work/tools.partial"
    mv "$work/tools.partial" "$work/tools"
    chroot "$work/tools" useradd -u $user -d /var/work/home user
    chown $user:$user "$work/home"
  fi
  if [ ! "$work/runtime-made" -nt "$sdk/galley-root" ]; then
    say "making the runtime"
    rm -rf "$work/repo"
    inside 0 ostree init --mode=bare-user-only --repo=/var/work/repo
    commit_runtime org.debian.Platform
    commit_runtime org.debian.Sdk
    inside 0 flatpak build-update-repo /var/work/repo
    chown -R $user:$user "$work/repo"
    inside $user bash -ec '
      flatpak --user remote-add --if-not-exists --no-gpg-verify local file:///var/work/repo
      flatpak --user config --set languages "*"    # else the translations stay behind
      flatpak --user install -y --noninteractive --or-update local org.debian.Platform//$1 org.debian.Sdk//$1' sh $branch
    touch "$work/runtime-made"
  fi
}

case ${1-} in
build)
  prepare
  inside $user bash -ec '
    mkdir -p ~/build; cd ~/build    # the builder wants its state and the build in one file system
    jq --arg branch "$2" ".runtime=\"org.debian.Platform\" | .sdk=\"org.debian.Sdk\"
      | .[\"runtime-version\"]=\$branch | .modules |= map(select(.name == \"galley\")
      | .sources=[{type: \"dir\", path: \"/var/source\", skip: [\".git\", \"flatpak\"]}])" "/var/source/flatpak/$1.json" > "$1.json"
    flatpak-builder --user --force-clean --disable-download --disable-rofiles-fuse --repo=/var/work/repo tree "$1.json"
    flatpak --user install -y --noninteractive --or-update local "$1"' sh $id $branch ;;
run) shift
  inside $user bash /var/source/flatpak/session.sh "$@" ;;
test)
  inside $user bash /var/source/flatpak/session.sh bash /var/source/flatpak/test.sh ;;
*) sed -n '3,8s/^# //p' "$0" >&2; exit 64 ;;
esac
