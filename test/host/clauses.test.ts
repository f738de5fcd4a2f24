// Which commands are offered for a file or a run, told by the clauses of package.json; and that each of them says what it does.
import assert from 'node:assert/strict';
import manifest from '../../package.json';
import { holds } from '../../src/host/commands/clauses';
import { offered } from '../../src/host/beginning/offered';
import { contributionsOf } from '../../src/host/commands/contributions';
import type { Commands } from '../../src/host/commands/command';
import { onRun, someRun } from '../../src/host/runs/menus';
import { everyFeature } from '../support/features';
import { provideFakeVscode } from '../support/fakeVscode';

const { menus } = manifest.contributes;

describe('a clause', () => {
  const context = (key: string): unknown =>
    ({ name: 'a.txt', two: 2, yes: true, no: false, words: 'run ended usable label\nrun running tag' })[key];
  const rows: [string, boolean][] = [
    ['yes', true],
    ['!yes || no', false],
    ['no && yes || yes', true],
    ['no && (yes || yes)', false],
    ['!(no || missing)', true],
    ['two > 1 && two <= 2', true],
    ["name == 'a.txt' && name != b.txt", true],
    ['name =~ /^(?!b)A\\.(txt|md)$/i', true],
    ['name =~ /&& ||/ || true', true],
    ['missing =~ /./', false],
    [
      someRun('usable', 'label')
        .replace(/^.*&& /, '')
        .replace(/^\S+/, 'words'),
      true,
    ],
    [
      someRun('usable', 'tag')
        .replace(/^.*&& /, '')
        .replace(/^\S+/, 'words'),
      false,
    ],
  ];
  for (const [clause, expected] of rows)
    it(`${clause} ${expected ? 'holds' : 'does not hold'}`, () => assert.equal(holds(clause, context), expected));

  for (const wrong of ['', 'yes &&', '(yes', 'yes yes', 'name =~ a'])
    it(`is not ${JSON.stringify(wrong)}`, () => assert.throws(() => holds(wrong, context), /clause|regular/));

  it('is read wherever package.json has one', () => {
    const clauses = Object.values(menus).flatMap((items) => items.map(({ when }) => when));
    assert.ok(clauses.length > 150);
    for (const clause of clauses) assert.equal(typeof holds(clause, () => undefined), 'boolean', clause);
  });
});

describe('what can be done', () => {
  const run = (viewItem: string): string[] =>
    offered([menus['view/item/context']], (key) => ({ view: 'nlpLab.runs', viewItem })[key]);

  it('with a run is what its words allow, in the order of the menu', () => {
    const ended = run('run ended usable label attend');
    assert.equal(ended[0], 'nlpLab.openRun');
    assert.ok(ended.includes('nlpLab.predict') && ended.includes('nlpLab.showAttention'));
    assert.ok(!ended.includes('nlpLab.generateText') && !ended.includes('nlpLab.stopRun'));
    assert.ok(run('run running ours').includes('nlpLab.stopRun'));
    assert.ok(!run('run running ours').includes('nlpLab.deleteRun'));
  });

  it('is said by every command that menus of files and runs offer', async () => {
    provideFakeVscode();
    const tables = await Promise.all((await everyFeature()).map(({ commands }) => commands()));
    const commands: Commands<never> = Object.fromEntries(tables.flatMap((table) => Object.entries(table)));
    const queued = (when: string): boolean => /queued/.test(when);
    const silent = Object.entries(contributionsOf(commands).menus).flatMap(([menu, items]) =>
      /^view\/title|^commandPalette/.test(menu)
        ? []
        : items.flatMap((item) =>
            'command' in item && !queued(item.when) ? [item.command.replace('nlpLab.', '')] : [],
          ),
    );
    assert.deepEqual(
      [...new Set(silent)].filter((name) => commands[name].about === undefined),
      [],
    );
  });

  it('is offered by the palette where a run is there that can do it', () => {
    assert.equal(someRun('usable').includes(onRun('usable').split('=~ ')[1]), true);
    const clause = menus.commandPalette.find(({ command }) => command === 'nlpLab.predict')?.when ?? '';
    const palette = (runs: string): boolean =>
      holds(clause, (key) => ({ workspaceFolderCount: 1, 'nlpLab.runWords': runs })[key]);
    assert.deepEqual(['', 'run ended label', 'run ended usable tag\nrun ended label'].map(palette), [
      false,
      false,
      false,
    ]);
    assert.ok(palette('run ended usable tag\nrun ended usable label'));
  });
});
