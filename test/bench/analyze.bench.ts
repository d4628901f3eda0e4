import { join } from 'node:path';
import { mb, median, ms, type Bench } from './bench';
import { debian, NO_DEBIAN } from './catalogs';
import { measureNode } from './processes';

const RUNS = 5;
const MAX_WALL_MS = 8000;
const MAX_PEAK_MB = 1024;

const bench: Bench = {
  title:
    '`coupling analyze` on the 63,436 packages of Debian 12, the whole process',
  async run(note) {
    const catalog = debian();
    if (!catalog) return [{ skipped: NO_DEBIAN }];
    const command = [
      '--import',
      'tsx',
      'packages/coupling-cli/src/bin.ts',
      'analyze',
      catalog,
      '--format',
      'json',
    ];
    const parse = [join(__dirname, 'peers/parseLines.cjs'), catalog];
    const ours = [];
    const peer = [];
    for (let i = 0; i < RUNS; i++) {
      note(`run ${i + 1} of ${RUNS}`);
      ours.push(await measureNode(command));
      peer.push(await measureNode(parse));
    }
    const report = JSON.parse(ours[0].stdout);
    note(
      `${report.catalog.entities} entities, ${report.catalog.couplings} couplings, ${report.findings.length} findings`,
    );
    const name = 'gunzip + JSON.parse';
    const wall = median(ours.map(run => run.wallMs));
    const peak = median(ours.map(run => run.peakMb));
    return [
      {
        what: 'wall time',
        ours: ms(wall),
        peer: { name, figure: ms(median(peer.map(run => run.wallMs))) },
        bound: { text: 'at most 8 s', held: wall <= MAX_WALL_MS },
      },
      {
        what: 'processor time',
        ours: ms(median(ours.map(run => run.cpuMs))),
        peer: { name, figure: ms(median(peer.map(run => run.cpuMs))) },
      },
      {
        what: 'peak memory',
        ours: mb(peak),
        peer: { name, figure: mb(median(peer.map(run => run.peakMb))) },
        bound: { text: 'at most 1 GB', held: peak <= MAX_PEAK_MB },
      },
    ];
  },
};
export default bench;
