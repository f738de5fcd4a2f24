// What stands in a folder that trains a network, for whoever finds it.

import type { ExportedRecord } from './exportedRecord';

export const trainingReadme = ({ name, task, modelType }: ExportedRecord): string => `# ${name.replace(/[\r\n]+/g, ' ')}

A training of NLP Lab (task \`${task}\`, model \`${modelType}\`) as programs of PyTorch: the same data, batches by the same seed, the same
optimiser. Nothing of NLP Lab is needed.

    pip install -r requirements.txt
    python verify.py                                            # tokenizer and network give what NLP Lab's give
    python verify_training.py                                   # so do the first steps
    torchrun --nproc-per-node 2 verify_training.py              # and of two processes with half of each batch

| where | how |
| --- | --- |
| one machine | \`python train.py\` |
| several processes | \`torchrun --nproc-per-node 4 train.py\` |
| several machines | \`torchrun --nnodes 2 --nproc-per-node 4 --rdzv-backend c10d --rdzv-endpoint HOST:29500 train.py\` on each |
| Slurm | \`sbatch train.sbatch\` |
| a cloud | \`sky launch --num-nodes 2 -- 'torchrun --nnodes $SKYPILOT_NUM_NODES --node-rank $SKYPILOT_NODE_RANK --master-addr $(echo "$SKYPILOT_NODE_IPS" \\| head -n 1) --nproc-per-node $SKYPILOT_NUM_GPUS_PER_NODE train.py'\` |
| Lightning | \`python main.py fit --config experiment.yaml\` (on a stand-in of its hooks alone has this been tried) |

Where \`verify_training.py\` finds more than it allows, it says from which step on. A difference that grows slowly after many steps without one is
rounding: of two values that are equal but for it, a maximum or a ReLU may take the other one.

**The batch is the whole batch**: each of N processes takes every N-th of its columns, and the loss is divided by the count of the whole
batch, so that N processes make the steps of one. To make larger batches raise \`training.batches.batch_size\` in \`config.json\`, and the
learning rate with it.

\`train.py\` writes the best weights (by the validation loss) to \`trained.safetensors\`, which \`model.py\` takes as it takes
\`weights.safetensors\`, and \`python train.py --epochs 3\` trains for so long. Dropout draws its masks from PyTorch's generator: with it the losses are not those of NLP Lab, so
\`verify_training.py\` compares without.

## Back to NLP Lab

Each training, by \`train.py\` or Lightning, is also a run of NLP Lab, in a folder in \`runs/\`: its curves, its best parameters, its last ones
with the state of the optimiser, and of recurrent language models with the states that go on to the next batch. Where NLP Lab is installed,

    nlp-lab import .

takes over those that are complete or were stopped (Ctrl+C; as far as the last whole epoch), and judges the complete ones on their test part;
in the editor *Import Run* does so. A run that was stopped goes on there with \`nlp-lab train --resume\`. \`train.py --runs <folder>\` writes
into another folder: into one of NLP Lab's own (\`.nlplab/runs\`), and it shows the training while it goes on.

## The files

| file | what it is |
| --- | --- |
| \`model.py\`, \`objective.py\` | the network, and what is made small |
| \`batches.py\`, \`generator.py\` | the batches of an epoch, from the seed, the epoch and the number of the batch alone |
| \`learning.py\`, \`train.py\` | a step for one process or several; the loop around it |
| \`run_folder.py\`, \`run/\` | writes a training as a run of NLP Lab; what such a run says before its first step |
| \`data.py\`, \`system.py\`, \`main.py\`, \`experiment.yaml\` | the same for Lightning |
| \`data.safetensors\`, \`initial.safetensors\`, \`config.json\` | ids and answers of each part, what the training begins with, all settings |
| \`weights.safetensors\`, \`tokenizer.json\`, \`tokens.py\` | the trained network where there is one, and how texts become ids |
| \`verify.py\`, \`verify_training.py\`, \`samples.*\`, \`steps.json\` | the comparisons, and what they compare with |
`;
