import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FaultTreeAnalysis } from './analyse';
import { readOpenPsa } from './open-psa-read';

const FOLDER = join(__dirname, '../../../../../../shared/aralia');
const present = existsSync(FOLDER);

interface Answer {
  events: number;
  probability: number;
  minimalCutSets: string;
}

const answers: Record<string, Answer> = present
  ? JSON.parse(readFileSync(join(FOLDER, 'answers.json'), 'utf8'))
  : {};

// Industrial fault trees with published answers, kept beside the project and not in it.
(present ? describe : describe.skip)(
  'the Aralia trees (skipped where ../shared/aralia is not there)',
  () => {
    it.each(Object.keys(answers))(
      '%s: sets counted, probability exact',
      name => {
        const expected = answers[name];
        const tree = readOpenPsa(
          readFileSync(join(FOLDER, `${name}.xml`), 'utf8'),
        );
        expect(tree.events).toHaveLength(expected.events);
        const { cutSets, probability } = new FaultTreeAnalysis(tree);
        expect(cutSets.step).toBe('exact');
        expect(cutSets.count.toString()).toBe(expected.minimalCutSets);
        expect(probability!.step).toBe('exact');
        expect(probability!.value / expected.probability).toBeCloseTo(1, 9);
      },
    );
  },
);
