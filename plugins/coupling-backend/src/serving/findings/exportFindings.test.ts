import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { finding } from '../../__testUtils__/findings';
import { exportFindings } from './exportFindings';

const served = (more: Partial<Finding>): Finding => ({
  ...finding('hub-1', ['component:default/db']),
  status: 'open',
  firstSeen: '2026-01-01T00:00:00.000Z',
  lastSeen: '2026-02-01T00:00:00.000Z',
  ...more,
});

describe('an export', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])(
    'as CSV does not let a spreadsheet run %j',
    title => {
      const { text } = exportFindings([served({ title })], 'csv');
      expect(text).toContain(`'${title}`);
    },
  );

  it('as CSV keeps commas, quotes and line ends inside their cell', () => {
    const title = 'a, "b"\nc';
    const { text } = exportFindings([served({ title })], 'csv');
    expect(text).toContain('"a, ""b""\nc"');
  });

  it('as CSV names its columns even when there is nothing in it', () => {
    expect(exportFindings([], 'csv').text).toMatch(/^id,rule,category/);
  });

  it('as Markdown is text, whatever a title holds', () => {
    const title = '<script>x</script> [link](javascript:y) **b**\n# h';
    const { text } = exportFindings([served({ title })], 'markdown');
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('[link](');
    expect(text).not.toMatch(/^# h/m);
  });

  it('as JSON gives back the findings', () => {
    const findings = [served({ title: '\u0000"\u2028' })];
    expect(JSON.parse(exportFindings(findings, 'json').text)).toEqual(findings);
  });
});
