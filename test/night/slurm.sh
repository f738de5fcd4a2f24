#!/usr/bin/env bash
# A sweep on a real Slurm: Debian's slurm-wlm and munge, with two nodes on this machine, in a folder of its own. Runs are seen as they
# end; a task is requeued in the middle of a training, then the job is cancelled and the sweep resumed: it ends complete, with one run for
# each trial, and the figures of a sweep on this machine alone.
#
# node esbuild.js && test/night/slurm.sh      as root; needs slurmctld, slurmd, munged
set -u
cli="$PWD/dist/cli.js"
for program in slurmctld slurmd munged sbatch; do
  command -v "$program" > /dev/null || { echo "There is no $program here: apt-get install slurm-wlm munge"; exit 2; }
done
lab=$(mktemp -d)
chmod 755 "$lab"
host=$(hostname -s)
mkdir -p "$lab/state" "$lab/munge" "$lab/work" "$lab/alone"
port=$((17000 + RANDOM % 1000 * 3))
cat > "$lab/slurm.conf" << CONF
ClusterName=lab
SlurmctldHost=$host(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=$lab/munge/socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SlurmUser=root
SlurmctldPort=$port
SlurmctldPidFile=$lab/slurmctld.pid
SlurmdPidFile=$lab/slurmd-%n.pid
SlurmdSpoolDir=$lab/spool-%n
SlurmctldLogFile=$lab/slurmctld.log
SlurmdLogFile=$lab/slurmd-%n.log
StateSaveLocation=$lab/state
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=15
NodeName=n1 NodeAddr=127.0.0.1 NodeHostname=$host Port=$((port + 1)) CPUs=1
NodeName=n2 NodeAddr=127.0.0.1 NodeHostname=$host Port=$((port + 2)) CPUs=1
PartitionName=lab Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$lab/slurm.conf"
head -c 1024 /dev/urandom > "$lab/munge/key"
chmod 600 "$lab/munge/key"
finish() {
  scancel --user=root 2> /dev/null
  for file in "$lab"/slurmctld.pid "$lab"/slurmd-n?.pid "$lab/munge/pid"; do
    [ -s "$file" ] && kill "$(cat "$file")" 2> /dev/null
  done
  rm -rf "$lab" 2> /dev/null || { sleep 1; rm -rf "$lab"; } # what ends may write its last words
}
trap finish EXIT
fail() { echo "FAULT: $*"; tail -n 5 "$lab"/work/*.log; exit 1; }

munged --force --num-threads=1 --key-file="$lab/munge/key" --socket="$lab/munge/socket" --pid-file="$lab/munge/pid" \
  --log-file="$lab/munge/log" --seed-file="$lab/munge/seed" || fail 'munged does not start'
slurmctld || fail 'slurmctld does not start'
for node in n1 n2; do slurmd -N $node || fail "slurmd of $node does not start"; done

cat > "$lab/work/s.nlplab.json" << 'EXPERIMENT'
{ "data": { "train": "reviews.tsv", "validation": 0.2 }, "model": { "type": "rnn", "embedding": 16, "hidden": 16 },
  "training": { "epochs": 20, "checkpointEverySteps": 5 },
  "sweep": { "keys": { "training.optimizer.learningRate": { "from": 0.0003, "to": 0.03, "scale": "log" } }, "search": "random",
             "budget": { "trials": 6 } } }
EXPERIMENT
cp samples/en/reviews.tsv "$lab/work"
cp "$lab"/work/* "$lab/alone"
figures() { node -e '
  const fs = require("fs");
  const folder = process.argv[1] + "/.nlplab/runs";
  const runs = fs.readdirSync(folder).map((id) => JSON.parse(fs.readFileSync(`${folder}/${id}/run.json`)));
  for (const { sweep, status, best, step } of runs.sort((a, b) => a.sweep.number - b.sweep.number))
    console.log(sweep.number, status, step, best.value);' "$1"; }

(cd "$lab/alone" && node "$cli" sweep s.nlplab.json --workers 1 > log 2>&1) || fail 'the sweep on this machine'

cd "$lab/work"
node "$cli" sweep s.nlplab.json --on slurm --workers 2 --json > first.log 2> first.err &
first=$!
until grep -q '"event":"run"' first.log; do kill -0 $first 2> /dev/null || fail 'the first job'; sleep 0.2; done
job=$(squeue --noheader --format=%F | head -n 1)
scontrol requeue "${job}_1" || fail 'requeue'
told=$(grep -c '"event":"run"' first.log)
until [ "$(grep -c '"event":"run"' first.log)" -gt "$told" ]; do kill -0 $first 2> /dev/null || break; sleep 0.2; done
kill -INT $first
wait $first || fail 'the first job was not cancelled in good order'
[ -z "$(squeue --noheader --states=PENDING,RUNNING)" ] || fail 'the job goes on'
node "$cli" sweep --resume "$(ls .nlplab/sweeps)" --on slurm --workers 2 > second.log 2>&1 || fail 'the second job'
diff <(figures "$lab/alone") <(figures "$lab/work") || fail 'other figures than on this machine alone'
echo "a sweep on Slurm: 6 trials on two nodes, a task requeued, the job cancelled and resumed; every run once, to the same bits"
