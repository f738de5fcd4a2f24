// Slurm, by its commands: a job array whose tasks work on one sweep, each as `nlp-lab sweep --resume` does. Nothing is kept here: what a
// task has trained is in the folders of runs and sweep, which the nodes share.

import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { writeOutput } from '../../engine/store/atomicFile';
import { nodeFiles } from '../../engine/store/nodeFiles';
import { LabError } from '../../protocol/labError';

export interface SlurmJob {
  /** Of the sweep. */
  folder: string;
  cwd: string;
  /** How many tasks work on it. */
  workers: number;
  /** Further options of sbatch, as `--partition=long`. */
  options: readonly string[];
}

/** So long before a task's time is over it is asked to stop, which leaves a checkpoint. */
const SECONDS_BEFORE_END = 60;

/** Quoted for a shell, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** What each task runs: the same program as this one. A task that was preempted begins anew and goes on where its run was. */
export function slurmScript({ folder, cwd, workers }: SlurmJob, program: readonly string[]): string {
  const log = path.join(folder, 'slurm-%A_%a.log');
  return [
    '#!/bin/sh',
    `#SBATCH --job-name=${jobName(folder)}`,
    `#SBATCH --array=1-${workers}`,
    '#SBATCH --requeue',
    '#SBATCH --open-mode=append',
    `#SBATCH --signal=B:TERM@${SECONDS_BEFORE_END}`,
    `#SBATCH --output=${log}`,
    `cd ${quoted(cwd)} || exit 1`,
    `exec ${[...program, 'sweep', '--resume', folder, '--workers', '1'].map(quoted).join(' ')}`,
    '',
  ].join('\n');
}

const jobName = (folder: string): string => `nlp-lab-${path.basename(folder).replace(/[^\w.-]/g, '-')}`;

/** Writes the script into the sweep's folder and submits it; the job's number. Fails with `NOT_FOUND` where there is no Slurm. */
export async function submitToSlurm(job: SlurmJob): Promise<string> {
  if (/\s/.test(job.folder))
    throw new LabError('INVALID_ARGUMENT', `Slurm reads no spaces in the names of its logs: "${job.folder}" has some.`);
  const script = path.join(job.folder, 'slurm.sh');
  writeOutput(nodeFiles, script, slurmScript(job, [process.execPath, process.argv[1]]));
  const out = await asked('sbatch', ['--parsable', ...job.options, script]);
  return out.trim().split(';')[0];
}

/** Whether any task of the job waits or runs. */
export async function isInSlurm(id: string): Promise<boolean> {
  try {
    return (await asked('squeue', ['--noheader', `--jobs=${id}`])).trim() !== '';
  } catch (error) {
    if (error instanceof LabError && /invalid job id/i.test(error.message)) return false; // it ended some time ago
    throw error;
  }
}

export const cancelInSlurm = async (id: string): Promise<void> => void (await asked('scancel', [id]));

async function asked(command: string, options: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(command, [...options])).stdout;
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT')
      throw new LabError(
        'NOT_FOUND',
        `There is no ${command} here: "--on slurm" submits jobs from a machine of a Slurm cluster. Without "--on" the sweep is trained on this machine.`,
      );
    throw new LabError('INVALID_ARGUMENT', `${command} refused: ${(stderr ?? String(error)).trim()}`);
  }
}
