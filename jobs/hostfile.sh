#!/bin/bash
# Without a batch system: pi by MPI ranks on the hosts that a file names, one a line, like "node1 slots=4". Edit, then:
# jobs/hostfile.sh HOSTFILE
set -euo pipefail

if (($# != 1)); then
  echo "usage: jobs/hostfile.sh HOSTFILE" >&2
  exit 2
fi

# mpirun logs into the hosts by ssh, which must not ask for a password, and starts as many ranks as there are slots. The
# program is at the same place on all of them, and so is this directory.
exec mpirun --hostfile "$1" "$(command -v breakeven)" pi -n 1e11 --record "pi-$(date +%Y%m%d-%H%M%S).h5"

# A study does the same for each of its points, with this line in its plan:
# launcher = "mpirun --hostfile HOSTFILE -n {ranks} --map-by ppr:{ranks_per_node}:node"
