// What an experiment says of its training, in the words of PyTorch, Lightning and Slurm.

import type { OptimizerOptions } from '../../schema/optimizer';
import type { ScheduleOptions } from '../../schema/schedule';
import type { Told } from '../../tasks/portableNetwork';
import type { PlannedMaterial } from '../../train/trainingMaterial';
import type { ExportedRecord } from './exportedRecord';

/** Of any task. */
export interface PortedTraining {
  optimizer: OptimizerOptions;
  schedule: ScheduleOptions;
  clipNorm: number;
  clipValue: number;
  earlyStopping: number;
  monitor: string;
  accumulate: number;
  averageCheckpoints: number;
  layerDecay?: number;
  freeze?: unknown;
  distill?: unknown;
  compare?: readonly unknown[];
  outputLayer?: { type: string };
  teacherForcing?: { from: number; to: number };
}

const TORCH: Readonly<Record<string, string>> = { learningRate: 'lr', epsilon: 'eps', weightDecay: 'weight_decay' };

export function torchOptimizer({ type, ...options }: OptimizerOptions): Told {
  const named = Object.entries(options).map(([name, value]) => [TORCH[name] ?? name, value]);
  return { type, options: Object.fromEntries(named) as Told };
}

export const lightningYaml = (
  { name, seed }: ExportedRecord,
  { epochs, steps }: PlannedMaterial,
  { hasValidation, patience }: { hasValidation: boolean; patience: number },
): string => `# The training of the experiment "${name.replace(/[\r\n]+/g, ' ')}": python main.py fit --config experiment.yaml
seed_everything: ${seed % 2 ** 32}
trainer:
  max_epochs: ${epochs}
  max_steps: ${steps}
  accelerator: auto
  devices: auto
  num_nodes: 1
  strategy: auto
  # Each process takes its columns of every batch by itself.
  use_distributed_sampler: false
  callbacks:
    - class_path: lightning.pytorch.callbacks.ModelCheckpoint
      init_args:
        monitor: ${hasValidation ? 'validation_loss' : 'loss'}
        mode: min
        save_last: true
${patience > 0 && hasValidation ? earlyStopping(patience) : ''}model:
  weights: initial.safetensors
  runs: runs
`;

const earlyStopping = (patience: number): string => `    - class_path: lightning.pytorch.callbacks.EarlyStopping
      init_args:
        monitor: validation_loss
        patience: ${patience}
`;

export const slurmScript = `#!/bin/bash
# sbatch train.sbatch: one task for each GPU; srun gives every process its rank, which train.py checks.
#SBATCH --job-name=train
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=4
#SBATCH --gpus-per-task=1
#SBATCH --cpus-per-task=4
#SBATCH --time=04:00:00

set -euo pipefail
if [ "$SLURM_NTASKS" -ne "$((SLURM_JOB_NUM_NODES * SLURM_NTASKS_PER_NODE))" ]; then
  echo "There are $SLURM_NTASKS tasks on $SLURM_JOB_NUM_NODES nodes of $SLURM_NTASKS_PER_NODE: set --ntasks-per-node." >&2
  exit 1
fi
export MASTER_ADDR=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
export MASTER_PORT=29500
srun bash -c 'RANK=$SLURM_PROCID LOCAL_RANK=$SLURM_LOCALID WORLD_SIZE=$SLURM_NTASKS python train.py'
`;
