# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian 13 root: made by mmdebstrap, and entered by laying its /usr and /etc over the machine's in a mount
# namespace, so that every other path is the machine's own. No daemon, no extra process, nothing outside $cache.

root=$cache/root-trixie
recipe=1    # to be raised when a root made by an older make_root will no longer do
locales="en_GB en_US zh_CN zh_HK zh_TW"

# The packages that the root has, after "recipe N": those of every source tree that uses it.
root_has() {
  local has=
  read -r -d '' has 2> /dev/null < "$root/galley-root" || true
  printf '%s' "$has"
}

# The listed packages that the root lacks; "remake" if there is no root made by this recipe.
missing_in_root() {
  local has name
  has=$(root_has)
  [[ $has == "recipe $recipe "* ]] || { echo remake; return; }
  for name in $(listed debian); do [[ " $has " == *" $name "* ]] || printf '%s ' "$name"; done
}

prepare_root() {
  local missing
  [ -n "$(missing_in_root)" ] || return 0
  mkdir -p "$cache"
  exec 9> "$cache/root.lock"
  flock -n 9 || { say "another ./dev is making the build root: waiting for it"; flock 9; }
  missing=$(missing_in_root)
  # What is started below does not inherit the lock: a daemon left by a package would hold it for ever.
  if [ -n "$missing" ]; then
    # An ordinary user's root has no other owners in it, which packages want to set: that one is made anew.
    if [ "$missing" = remake ] || [ "$EUID" != 0 ] || ! update_root $missing 9>&-; then make_root 9>&-; fi
  fi
  exec 9>&-
}

update_root() {
  say "adding to the build root: $*"
  (writable=1 enter_root sh -c 'export DEBIAN_FRONTEND=noninteractive
    dpkg --configure -a && apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' sh "$@" \
    > /dev/null < /dev/null) || { say "that failed: making it anew"; return 1; }
  echo "$(root_has) $*" > "$root/galley-root.new"
  mv "$root/galley-root.new" "$root/galley-root"
}

make_root() {
  local list has partial=$root.partial.$$ start=$SECONDS needed=() options tmp=/var/tmp/galley-dev-$EUID
  command -v mmdebstrap > /dev/null || needed+=(mmdebstrap)
  [ "$EUID" = 0 ] || command -v newuidmap > /dev/null || needed+=(uidmap)
  [ ${#needed[@]} = 0 ] || install apt "${needed[@]}"
  unshare --mount $([ "$EUID" = 0 ] || echo --user --map-root-user) true || die "this system lets $(id -un) make no mount
     namespace, which the build root needs. Call ./dev as root, or allow unprivileged user namespaces."
  has=$(root_has) list=$(listed debian)
  [[ $has != "recipe $recipe "* ]] || list=$(printf '%s\n' $list ${has#"recipe $recipe "} | sort -u | xargs)
  wipe_leftovers
  say "making a Debian 13 build root in $root (once; about a minute, 1.6 GB)"
  options=(--variant=apt --include="${list// /,}"
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*'
    --dpkgopt=force-unsafe-io trixie)
  mkdir -p "$partial"
  if [ "$EUID" = 0 ]; then
    # Its own process tree, which ends with this script however that ends.
    setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child --mount-proc \
      mmdebstrap --mode=root "${options[@]}" "$partial" < /dev/null >&2 &
  else
    # Through a tar file, so that the user owns every file: /var/tmp, since a home may be closed to the mapped users.
    mkdir -p "$tmp"
    {
      HOME=$tmp TMPDIR=$tmp setpriv --pdeathsig KILL mmdebstrap --mode=unshare "${options[@]}" - < /dev/null |
        tar -x -C "$partial" --exclude='./dev/*' --no-same-owner
    } &
  fi
  trap "kill -KILL $! 2> /dev/null || true; exit 130" INT TERM HUP
  wait $! || { wipe_leftovers; die "the build root could not be made: see above. Network, disk space (df $cache)?"; }
  trap - INT TERM HUP
  finish_root "$partial" "$list"
  [ ! -e "$root" ] || mv "$root" "$partial.old"
  mv "$partial" "$root"
  wipe_leftovers
  say "the build root is ready ($((SECONDS - start)) s)"
}

# finish_root ROOT PACKAGES: what mmdebstrap does not do. The empty files are there to have the machine's own laid over them.
finish_root() {
  local root=$1 writable=1
  [ -x "$root/usr/bin/localedef" ] || die "the build root came out incomplete"
  printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"    # no package starts a service
  chmod 755 "$root/usr/sbin/policy-rc.d"
  rm -f "$root/etc/resolv.conf"
  touch "$root"/etc/{resolv.conf,hosts,hostname,machine-id}
  (enter_root sh -ec 'for l; do localedef --no-archive -i "$l" -f UTF-8 "$l.UTF-8"; done' sh $locales)
  echo "recipe $recipe $2" > "$root/galley-root"
}

# What earlier calls left when they were interrupted.
wipe_leftovers() {
  local it
  for it in "$root".partial.* "/var/tmp/galley-dev-$EUID"; do
    [ -e "$it" ] || continue
    # In an ordinary user's case there are files of mapped users in it, and round them folders of the user's own.
    rm -rf --one-file-system "$it" 2> /dev/null ||
      { mmdebstrap --unshare-helper rm -rf "$it"; rm -rf "$it"; } 2> /dev/null || true
  done
}

# enter_root CMD...: with writable=1 the root's own /usr and /etc, to be written; else with what the arguments name.
enter_root() {
  local binds=() dir file
  for file in hosts hostname resolv.conf machine-id $([ "$EUID" = 0 ] || echo passwd group); do
    [ ! -e "/etc/$file" ] || binds+=("/etc/$file" "$root/etc/$file")
  done
  if [ -n "${writable-}" ]; then
    expose "$here" "$PWD"
  else
    expose "$here" "$PWD" "$@"
    # Whom the machine trusts: behind an office's proxy the root's own list will not do.
    file=/etc/ssl/certs/ca-certificates.crt
    [ ! -e "$file" ] || [ ! -e "$root$file" ] || binds+=("$file" "$root$file")
  fi
  for dir in bin sbin lib lib32 lib64; do    # links into /usr on most systems
    [ -L "/$dir" ] || [ ! -d "/$dir" ] || [ ! -d "$root/usr/$dir" ] || binds+=("$root/usr/$dir" "/$dir")
  done
  for dir in var/lib/dpkg var/lib/apt var/cache/apt var/cache/debconf var/cache/fontconfig etc usr; do
    [ ! -d "/$dir" ] || binds+=("$root/$dir" "/$dir")
  done
  fit_locale
  local new=(--mount --propagation private) back=()
  if [ "$EUID" != 0 ]; then
    new+=(--user --map-root-user) back=(unshare --user "--map-user=$UID" "--map-group=$(id -g)" --)
  fi
  exec unshare "${new[@]}" -- /bin/bash -c '
    set -e
    while [ "$1" != -- ]; do mount --rbind "$1" "$2"; shift 2; done
    '"$([ -n "${writable-}" ] || echo 'mount -o remount,bind,ro /etc; mount -o remount,bind,ro /usr')"'
    shift; cd "$PWD" 2> /dev/null || cd /
    exec "$@"' bash "${binds[@]}" -- "${back[@]}" "$@"
}

# Lays the machine's files and folders under /usr and /etc that are named in arguments over the root's.
expose() {
  local path above paths=() candidates=() argument
  for argument; do
    [ -z "$argument" ] || candidates+=("$argument")
    [[ $argument != -*=?* ]] || candidates+=("${argument#*=}")
  done
  mapfile -d '' -t paths < <(realpath -zmq -- "${candidates[@]}")
  for path in "${paths[@]}"; do
    case $path in
    /usr/lib*/* | /usr/bin/* | /usr/sbin/*) ! occupied "$path" || continue ;;
    /usr/* | /etc/*) [ ! -d "$path" ] || ! occupied "$path" || continue ;;
    *) continue ;;
    esac
    [ -e "$path" ] || continue
    # The topmost folder that the root lacks, so that a file can be replaced in its folder.
    until above=${path%/*}; occupied "$above"; do path=$above; done
    if [ -d "$path" ]; then mkdir -p "$root$path"; else touch "$root$path"; fi
    binds+=("$path" "$root$path")
  done
}

# Whether the root has something there: an empty file or folder is what an earlier call made to lay another over it.
occupied() {
  if [ -d "$root$1" ]; then compgen -G "$root$1/*" > /dev/null; else [ -s "$root$1" ]; fi
}

# A locale that the root does not have would make C of it, without Chinese.
fit_locale() {
  local name language
  [ -n "${LC_ALL-}${LC_CTYPE-}${LANG-}" ] || export LANG=C.UTF-8
  for name in LANG "${!LC_@}"; do
    language=${!name-} language=${language%%[.@]*}
    case $language in
    "" | POSIX) ;;
    C) [ "${!name}" = C ] || export "$name=C.UTF-8" ;;
    *) [ -d "$root/usr/lib/locale/$language.utf8" ] || language=C; export "$name=$language.UTF-8" ;;
    esac
  done
  [ -n "${TZ-}" ] || [ ! -L /etc/localtime ] || export TZ=$(realpath /etc/localtime | sed 's,.*/zoneinfo/,,')
}
