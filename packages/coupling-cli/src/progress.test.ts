import { Progress, withProgress } from './progress';

function sink(isTTY: boolean) {
  const writes: string[] = [];
  return { writes, isTTY, write: (text: string) => writes.push(text) };
}

describe('Progress', () => {
  it('is silent where stderr is no terminal', () => {
    const stderr = sink(false);
    const progress = new Progress(stderr, false);
    progress.report('reading', 10, 0);
    progress.clear();
    expect(stderr.writes).toEqual([]);
  });

  it('redraws one line on a terminal, and leaves it clean', () => {
    let now = 0;
    const stderr = sink(true);
    const progress = new Progress(stderr, false, () => now);
    progress.report('reading', 70_004, 0);
    now = 50;
    progress.report('reading', 70_005, 0);
    now = 500;
    progress.report('model', 7, 100);
    progress.clear();
    expect(stderr.writes).toEqual([
      '\rreading: 70,004 entities',
      '\rmodel: 7 %              ',
      `\r${' '.repeat(24)}\r`,
    ]);
  });

  it('writes a line a phase into a log when asked to', () => {
    const stderr = sink(false);
    const progress = new Progress(stderr, true, () => 0);
    progress.report('reading', 500, 2000);
    progress.report('reading', 1000, 2000);
    progress.report('findings', 0, 100);
    expect(stderr.writes).toEqual([
      'reading: 500 of 2,000\n',
      'findings: 0 %\n',
    ]);
  });

  it('leaves the screen clean for the words of an error', async () => {
    const stderr = sink(true);
    const failing = withProgress(stderr, false, async report => {
      report('reading', 1, 0);
      throw new Error('gone');
    });
    await expect(failing).rejects.toThrow('gone');
    expect(stderr.writes[stderr.writes.length - 1]).toMatch(/^\r +\r$/);
  });
});
