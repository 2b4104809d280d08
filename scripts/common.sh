# shellcheck shell=bash
# Shared by the scripts beside it, which source it. Works from anywhere: the top of the source tree becomes the
# working directory.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# What is going on, and how long the script has been running; in bold where the terminal can.
announce() {
  if [[ -t 1 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
    printf '\n\e[1m==> %s\e[0m  (at %s s)\n' "$*" "$SECONDS"
  else
    printf '\n==> %s  (at %s s)\n' "$*" "$SECONDS"
  fi
}

# configure_and_build PRESET [TARGET...]
configure_and_build() {
  local preset=$1
  shift
  announce "build/$preset: configure and build ${*:-everything}"
  if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache
  fi
  cmake --preset "$preset" -Wno-dev --log-level=WARNING >/dev/null
  local only_these=()
  (($# == 0)) || only_these=(--target "$@")
  cmake --build --preset "$preset" "${only_these[@]}"
}

# Open MPI refuses to start more ranks than there are cores, and to start at all as root, unless told so.
allow_any_mpirun() {
  export OMPI_MCA_rmaps_base_oversubscribe=1
  if ((EUID == 0)); then
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
  fi
}
