// The tree of runs, on runs that something else has written: the command line, another window, a process that was killed.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import type { TreeNode } from '../../src/host/runs/runNodes';
import { DAMAGED_RUN, FIXTURE_RUNS, writeFixtureRuns } from '../support/fixtureRuns';
import { activated, closeEditors, eventually, folderOf, inWorkspace, runsFolder } from './lab';

const [COMPLETED, INTERRUPTED] = FIXTURE_RUNS.map(({ id }) => id);

describe('the tree of runs', () => {
  let lab: Inspection;
  before(async () => {
    lab = await activated();
    await vscode.commands.executeCommand('nlpLab.runs.focus');
    await lab.runs.ready();
    writeFixtureRuns(runsFolder(), inWorkspace('en').fsPath);
  });
  after(async () => {
    await closeEditors();
    fs.rmSync(runsFolder(), { recursive: true, force: true });
    await lab.runs.refresh();
  });

  async function items(node?: TreeNode): Promise<Map<string, { node: TreeNode; item: vscode.TreeItem }>> {
    const nodes = await lab.tree.getChildren(node);
    const pairs = nodes.map((child) => ({ node: child, item: lab.tree.getTreeItem(child) }));
    return new Map(pairs.map((pair) => [pair.node.kind === 'run' ? pair.node.folder : String(pair.item.label), pair]));
  }
  const itemOf = async (id: string) => (await items()).get(folderOf(id));

  it('finds runs that were written elsewhere, without being asked', async () => {
    const written = [...FIXTURE_RUNS.map(({ id }) => id), DAMAGED_RUN];
    await eventually('all runs', async () => {
      const shown = await items(); // beside runs that other tests have left
      return written.every((id) => shown.has(folderOf(id))) ? true : undefined;
    });
  });

  it('shows a completed run with its best figure and its parts', async () => {
    const run = await itemOf(COMPLETED);
    assert.match(String(run?.item.description), /89\.6.% accuracy/);
    assert.equal((run?.item.iconPath as vscode.ThemeIcon).id, 'pass');
    const groups = await items(run?.node);
    assert.deepEqual([...groups.keys()], ['Configuration', 'Metrics', 'Checkpoints', 'Notices']);
    const rows = await items(groups.get('Checkpoints')?.node);
    assert.deepEqual([...rows.keys()], ['last', 'best']);
    const configuration = await eventually('the configuration', async () => {
      const read = await items(groups.get('Configuration')?.node);
      return read.size > 0 ? read : undefined;
    });
    assert.equal(configuration.get('model.hidden')?.item.description, '32');
  });

  it('shows a killed run as interrupted and resumable', async () => {
    const run = await eventually('the interrupted run', () => itemOf(INTERRUPTED));
    assert.match(String(run.item.description), /interrupted/);
    assert.match(run.item.contextValue ?? '', /\bresumable\b/);
  });

  it('shows a damaged run with the reason', async () => {
    const run = await eventually('the damaged run', () => itemOf(DAMAGED_RUN));
    assert.match(String(run.item.tooltip), /damaged/);
  });

  it('opens a run with its curves and its evaluation', async () => {
    await vscode.commands.executeCommand('nlpLab.openRun', COMPLETED);
    const panel = await eventually('the panel', () => lab.views.run.all.at(0));
    const curves = await eventually('the curves', () => panel.curves);
    assert.equal(curves.steps.total, 4000);
    assert.equal(curves.epochs.length, 10);
    const details = await eventually('the details', () => panel.details);
    const [mistakes] = details.report?.sections[1].blocks ?? [];
    assert.ok(mistakes.kind === 'examples');
    assert.equal(mistakes.rows.length, 4);
    await closeEditors();
  });

  it('opens the log of a run in a view of its own, and its parameters', async () => {
    const open = async (...names: string[]): Promise<string | undefined> => {
      const file = vscode.Uri.file(path.join(folderOf(COMPLETED), ...names));
      await vscode.commands.executeCommand('vscode.open', file);
      return eventually(`the view of ${names.join('/')}`, () => {
        const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
        return input instanceof vscode.TabInputCustom && input.uri.fsPath === file.fsPath ? input.viewType : undefined;
      });
    };
    assert.equal(await open('metrics.jsonl'), 'nlpLab.metricsFile');
    await eventually('its panel', () => lab.views.metrics.all.at(0));
    assert.equal(await open('checkpoints', 'best', 'model.safetensors'), 'nlpLab.safetensors');
    await eventually('its panel', () => lab.views.tensors.all.at(0));
  });

  it('deletes a run and brings it back', async () => {
    await vscode.commands.executeCommand('nlpLab.deleteRun', COMPLETED);
    assert.equal(await itemOf(COMPLETED), undefined);
    assert.ok(!fs.existsSync(folderOf(COMPLETED)));
    await vscode.commands.executeCommand('nlpLab.restoreRun');
    assert.ok(fs.existsSync(folderOf(COMPLETED)));
    assert.ok(await itemOf(COMPLETED));
  });

  it('deletes all runs that are selected, and nothing else', async () => {
    const both = [COMPLETED, INTERRUPTED];
    const nodes = await Promise.all(both.map(async (id) => (await itemOf(id))?.node));
    const [group] = (await items(nodes[0])).values();
    await vscode.commands.executeCommand('nlpLab.deleteRun', nodes[0], [...nodes, group.node]);
    assert.deepEqual(await Promise.all(both.map(itemOf)), [undefined, undefined]);
    assert.ok(await itemOf(DAMAGED_RUN));
    for (const id of both) {
      assert.ok(!fs.existsSync(folderOf(id)));
      fs.renameSync(path.join(path.dirname(runsFolder()), 'trash', id), folderOf(id));
    }
    await lab.runs.refresh();
    assert.ok(await itemOf(COMPLETED));
  });

  it('leaves nothing behind after 50 openings of a run', async () => {
    const before = lab.life.count;
    for (let i = 0; i < 50; i++) {
      await vscode.commands.executeCommand('nlpLab.openRun', COMPLETED);
      assert.equal(lab.views.run.all.length, 1);
      lab.views.run.all[0].panel.dispose();
    }
    await eventually('the end of all panels', () => (lab.views.run.all.length === 0 ? true : undefined));
    assert.equal(lab.life.count, before);
  });
});
