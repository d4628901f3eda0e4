import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyse } from '../analyse';
import {
  describeWithCatalogs,
  readCatalog,
} from '../__testUtils__/catalog-files';

const PAGE = resolve(__dirname, '../../../../docs/top-findings.md');

/** The numbered list under a heading of the page: severity and title of each. */
function listed(heading: string): string[] {
  const [, after] = readFileSync(PAGE, 'utf8').split(`\n## ${heading}\n`);
  const [section] = after.split('\n## ');
  return [...section.matchAll(/^\d+\. \*\*(\w+)\*\* (.+)$/gm)].map(
    ([, severity, title]) => `${severity} ${title}`,
  );
}

describeWithCatalogs('docs/top-findings.md', () => {
  it.each([
    ['Train Ticket', 'microservices/train-ticket.yaml'],
    ["Backstage's own packages", 'backstage-packages/entities.yaml'],
  ])('lists the ten top findings of %s', (heading, catalog) => {
    const { findings } = analyse({ entities: readCatalog(catalog) });
    expect(listed(heading)).toEqual(
      findings.slice(0, 10).map(f => `${f.severity} ${f.title}`),
    );
  });
});
