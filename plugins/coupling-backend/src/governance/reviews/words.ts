import type { DecisionBody } from '@posiwid/backstage-plugin-coupling-common';

/** A decision in a line of the minutes. */
export function saidOf(body: DecisionBody): string {
  const {
    kind,
    reason,
    until,
    team,
    due,
    move,
    link,
    note,
    into,
    parts,
    text,
  } = body;
  const because = reason ? `: ${reason}` : '';
  const by = due ? `, by ${due}` : '';
  switch (kind) {
    case 'accept':
      return `accepted until ${until}${because}`;
    case 'assign':
      return `assigned to ${team}${by}${note ? `: ${note}` : ''}`;
    case 'plan':
      return `planned: ${move}${team ? `, ${team}` : ''}${by}${
        link ? `, ${link}` : ''
      }`;
    case 'dispute':
      return `disputed${because}`;
    case 'second':
      return 'agreed';
    case 'done':
      return `said to be mended${note ? `: ${note}` : ''}`;
    case 'defer':
      return `put off${until ? ` to ${until}` : ''}${because}`;
    case 'merge':
      return `merged into ${into}${because}`;
    case 'split':
      return `split into ${parts?.join(' and ')}${because}`;
    case 'withdraw':
      return `taken back${because}`;
    case 'lapse':
      return `lapsed: ${body.because}`;
    default:
      return text ?? kind;
  }
}
