// The panels of labelling, with a page that tests play: what becomes of labels that cannot be kept, and when files are compared anew.
import assert from 'node:assert/strict';
import { Lifetime } from '../../src/host/editor/lifetime';
import type { LabellingNeeds, LabellingSubject } from '../../src/host/labelling/labellingPanel';
import type { AgreementNeeds, AgreementSubject } from '../../src/host/labelling/agreementPanel';
import type { Opening } from '../../src/host/views/defineView';
import type { Answers } from '../../src/host/views/viewPanel';
import type { AgreementViewContract } from '../../src/protocol/agreementView';
import type { LabellingViewContract } from '../../src/protocol/labellingView';
import { FakeEvent } from '../support/fakeEvent';
import { fakePanel } from '../support/fakePanel';
import { fakeWindow, given, happens, provideFakeVscode } from '../support/fakeVscode';

const log = { error: () => undefined };
const settle = () => new Promise(setImmediate);

describe('the panel of labelling', () => {
  before(provideFakeVscode);

  async function open() {
    const { openLabelling } = await import('../../src/host/labelling/labellingPanel');
    const life = new Lifetime();
    const disk = { isFull: false, writes: 0 };
    const replies: Record<string, () => object> = {
      labellingTexts: () => ({ texts: [{ text: 'a', line: 1 }], names: [], count: 1, repeated: 0, notices: [] }),
      readLabels: () => ({ stamp: '', entries: [], notices: [] }),
      changeLabels: () => {
        disk.writes++;
        if (disk.isFull) throw new Error('The disk is full.');
        return { before: '', stamp: '1' };
      },
    };
    const call = async (name: string): Promise<object> => Promise.resolve(replies[name]());
    let answers: Answers<LabellingViewContract> | undefined;
    const panel = openLabelling(
      {
        ...{ panel: fakePanel().panel, life, keep: () => undefined },
        subject: { file: '/a/x.txt', kind: 'texts', units: 'words', labels: '/a/x.kim.tsv', names: ['good'] },
        connect: (asked: Answers<LabellingViewContract>) => ((answers = asked), { changed: () => undefined }),
      } as unknown as Opening<LabellingViewContract, LabellingSubject>,
      {
        ...{ reading: { call }, working: { call }, log },
        runs: { all: [], onDidChange: new FakeEvent().event },
      } as unknown as LabellingNeeds,
    );
    await panel.settled();
    return { panel, life, disk, answers: answers! };
  }

  it('tells of labels that are not kept when it is closed, and tries again where the person wants that', async () => {
    const { panel, life, disk } = await open();
    disk.isFull = true;
    panel.judge(0, { label: 'good' });
    await settle();
    const { showErrorMessage } = fakeWindow;
    const said: string[] = [];
    fakeWindow.showErrorMessage = ((text: string, again: string) => {
      said.push(text);
      disk.isFull = false;
      return Promise.resolve(again);
    }) as unknown as typeof showErrorMessage;
    try {
      life.dispose();
      await settle();
    } finally {
      fakeWindow.showErrorMessage = showErrorMessage;
    }
    assert.deepEqual([said, disk.writes], [['The labels given last are not kept in {0}: {1}'], 3]);
  });

  it('says nothing when it is closed and all is kept', async () => {
    const { panel, life, disk } = await open();
    panel.judge(0, { label: 'good' });
    await settle();
    given.length = 0;
    life.dispose();
    await settle();
    assert.deepEqual([given, disk.writes], [[], 1]);
  });

  it('opens no file of labels before there is one', async () => {
    const { answers } = await open();
    const context = { signal: new AbortController().signal, progress: () => undefined };
    for (const name of ['openLabels', 'compare'] as const)
      await assert.rejects(async () => answers[name]({}, context as never), /Nothing is labelled yet/);
  });
});

describe("the panel of two people's labels", () => {
  before(provideFakeVscode);

  it('compares anew when a file changes, once it is seen', async () => {
    const { openAgreement } = await import('../../src/host/labelling/agreementPanel');
    const life = new Lifetime();
    let compared = 0;
    const call = () => (compared++, Promise.resolve({ disagreements: [], notices: [] }));
    const { panel, show } = fakePanel();
    openAgreement(
      {
        ...{ panel, life, subject: { files: ['/a/x.kim.tsv', '/a/x.lee.tsv'] } },
        connect: () => ({ changed: () => undefined }),
      } as unknown as Opening<AgreementViewContract, AgreementSubject>,
      { reading: { call }, log } as unknown as AgreementNeeds,
    );
    await settle();
    assert.equal(compared, 1);
    show(false);
    happens.fire(undefined);
    happens.fire(undefined);
    await settle();
    assert.equal(compared, 1, 'nobody sees it');
    show(true);
    await settle();
    assert.equal(compared, 2);
    show(true);
    await settle();
    assert.equal(compared, 2);
    life.dispose();
  });
});
