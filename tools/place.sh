# SPDX-License-Identifier: GPL-3.0-or-later
# Where Galley is built and run: on this system if its libraries are new enough, else in a Debian 13 root of its own,
# whose /usr and /etc are laid over the machine's for one process tree. Sourced by ./dev, which calls
#   prepare         make or complete that place
#   enter CMD...    run a command there in place of this shell (same folder, same files, same input and output)

# The packages that a list names, and those that $also does; '#' starts a comment.
listed() {
  local line
  while read -r line || [ -n "$line" ]; do
    line=${line%%#*}
    printf '%s' "${line:+$line }"
  done < "$here/tools/packages.$1"
  printf '%s' "${also:+$also }"
}

# Sets $place to root, or to apt, dnf or as-is when this system will do.
find_place() {
  local id version like
  read -r id version like < <(
    [ ! -r /etc/os-release ] || . /etc/os-release
    echo "${ID:-unknown} ${VERSION_ID:-9999} ${ID_LIKE-}"    # testing and unstable have no version
  )
  case $id in
  debian) [ "${version%%.*}" -ge 13 ] && place=apt && return ;;
  ubuntu) [ "${version/./}" -ge 2504 ] && place=apt && return ;;
  fedora) [ "$version" -ge 42 ] && place=dnf && return ;;
  *) pkg-config --exists 'gtk4 >= 4.18' 'libadwaita-1 >= 1.7' 2> /dev/null && place=as-is && return ;;
  esac
  place=root
  [[ " $id $like " == *" debian "* ]] || [ -e "$root/galley-root" ] ||
    die "Galley needs GTK 4.18 and libadwaita 1.7 or newer.
     This system ($id $version) has older ones or none, and a Debian 13 build root can be made only on Debian and its
     derivatives. Where the libraries are there under a system that ./dev does not know, pkg-config has to find them."
}

# install MANAGER PACKAGE...: asks first where that takes sudo; what the manager says is shown if it fails.
install() {
  local manager=$1 sudo= answer script log
  shift
  case $manager in
  apt) script='export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && exec apt-get install -y -qq --no-install-recommends "$@"' ;;
  dnf) script='exec dnf install -y --quiet "$@"' ;;
  esac
  if [ "$EUID" != 0 ]; then
    { [ -t 0 ] && command -v sudo > /dev/null; } || die "these packages are missing on this system: $*
     Install them as root (${manager/apt/apt-get} install ...), then call ./dev again."
    read -r -p "dev: install with sudo ${manager/apt/apt-get}: $* — go on? [y/N] " answer
    [[ $answer == [yY]* ]] || die "nothing was installed"
    sudo=sudo
  fi
  say "installing on this system (once): $([ $# -lt 9 ] && echo "$*" || echo "$# packages, about a minute")"
  log=$(mktemp)
  $sudo sh -c "$script" sh "$@" > "$log" 2>&1 || { tail -n 30 "$log" >&2; die "$manager could not install: $*"; }
  rm "$log"
}

# Reads a list, prints what of it this system lacks.
missing_on_system() {
  case $place in
  apt) comm -23 <(tr ' ' '\n' | sort -u | grep .) \
      <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2> /dev/null | sed -n 's/^installed //p' | sort -u) ;;
  dnf) LC_ALL=C xargs rpm -q --whatprovides 2>&1 | sed -n 's/^no package provides //p' ;;
  esac
}

prepare_system() {
  local list missing
  [ "$place" != as-is ] || return 0
  case $place in apt) list=$(listed debian) ;; dnf) list=$(listed fedora) ;; esac
  [ ! -r "$cache/system-has" ] || [ "$(< "$cache/system-has")" != "$list" ] || return 0
  missing=$(missing_on_system <<< "$list")
  [ -z "$missing" ] || install "$place" $missing
  mkdir -p "$cache"; printf '%s\n' "$list" > "$cache/system-has"
}

prepare() {
  clean_environment
  find_place
  if [ "$place" = root ]; then prepare_root; else prepare_system; fi
  case $place in
  root) place_stamp=$root/galley-root ;;
  as-is) place_stamp=/etc/os-release ;;
  *) place_stamp=$cache/system-has ;;
  esac
}

enter() {
  [ "$place" != root ] || enter_root "$@"
  exec "$@"
}

# The machine's own interpreters, libraries and desktop add-ons are of another age than what runs here.
clean_environment() {
  unset "${!PYTHON@}" "${!PYENV@}" "${!CONDA@}" "${!PERL@}" "${!LD_@}" "${!PKG_CONFIG@}" "${!GIO_@}" "${!MESON@}" \
    VIRTUAL_ENV LIBRARY_PATH CPATH C_INCLUDE_PATH CC CXX CFLAGS CXXFLAGS CPPFLAGS LDFLAGS GI_TYPELIB_PATH GTK_PATH \
    GTK_MODULES GTK_EXE_PREFIX GTK_IM_MODULE_FILE GDK_PIXBUF_MODULE_FILE GSETTINGS_SCHEMA_DIR FONTCONFIG_PATH \
    FONTCONFIG_FILE XDG_DATA_DIRS XDG_CONFIG_DIRS BASH_ENV ENV
  export PATH=/usr/bin:/usr/sbin:/bin:/sbin PYTHONDONTWRITEBYTECODE=1    # nothing is written into the source tree
}
