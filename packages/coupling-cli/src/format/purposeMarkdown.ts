import { scorecardList, type Analysis } from '@posiwid/coupling-engine';
import { markdownText } from './markdownText';
import { shortened } from './printable';
import { counted } from './words';

/** Rows that are shown, the most contradicted first. */
const MAX_ROWS = 20;
const MAX_TEXT = 300;

/** What is said to be for what, what it was seen doing, and what became of its promises. Empty when nothing states a purpose. */
export function purposeMarkdown(analysis: Analysis): string {
  const { items, total, headline } = scorecardList(analysis, {
    limit: MAX_ROWS,
  });
  if (total === 0) return '';
  const rows = items.map(({ title, stated, does, verdicts, indicted }) =>
    [
      title,
      stated ?? 'no purpose is stated',
      does,
      Object.entries(verdicts)
        .filter(([, n]) => n > 0)
        .map(([verdict, n]) => `${n} ${verdict}`)
        .join(', ') || 'no promise',
      indicted.map(({ name }) => name).join(', ') || 'none',
    ]
      .map(text => markdownText(shortened(text, MAX_TEXT)))
      .join(' | '),
  );
  const more = total - items.length;
  return [
    `#### Purpose: ${markdownText(headline)}`,
    [
      'of | says | does | promises | comes down to',
      '--- | --- | --- | --- | ---',
      ...rows,
    ]
      .map(row => `| ${row} |`)
      .join('\n'),
    ...(more > 0 ? [`*${counted(more, 'more scorecard')} not shown.*`] : []),
  ].join('\n\n');
}
