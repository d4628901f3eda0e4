import Ajv from 'ajv';
import { analyse } from '../analyse';
import {
  describeWithCatalogs,
  readCatalog,
} from '../__testUtils__/catalog-files';
import { analysed, component, groups, users } from '../__testUtils__/catalog';
import { reportSchema, toReport } from '.';

const conforms = new Ajv({ allErrors: true }).compile(reportSchema);

function errorsOf(report: unknown) {
  // Through JSON and back: what counts is what a reader of the file gets.
  conforms(JSON.parse(JSON.stringify(report)));
  return conforms.errors ?? [];
}

describe('toReport', () => {
  it('conforms to its schema with an empty catalog and with findings', () => {
    expect(errorsOf(toReport(analysed([])))).toEqual([]);
    const report = toReport(
      analysed([
        ...groups('a', 'b', 'ops'),
        component('core', { owner: 'ops', 'posiwid.dev/instances': 'some' }),
        ...users(['a', 'b'], 5, () => ({
          dependsOn: ['component:core', 'component:gone'],
        })),
      ]),
    );
    expect(report.findings.length).toBeGreaterThan(1);
    expect(report.problems.length).toBeGreaterThan(0);
    expect(errorsOf(report)).toEqual([]);
  });

  it('does not conform when a field is missing or unknown: the schema can fail', () => {
    const report = toReport(analysed([]));
    expect(errorsOf({ ...report, digest: 'x' })).not.toEqual([]);
    expect(errorsOf({ ...report, findings: [{}] })).not.toEqual([]);
  });
});

describeWithCatalogs('reports of real catalogs', () => {
  it.each([
    'microservices/train-ticket.yaml',
    'backstage-packages/entities.yaml',
    'openedx/published.yaml',
    'debian/sample-1000.jsonl.gz',
  ])('conform to the schema: %s', name => {
    const analysis = analyse({ entities: readCatalog(name) });
    expect(errorsOf(toReport(analysis))).toEqual([]);
  });
});
