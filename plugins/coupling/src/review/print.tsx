import GlobalStyles from '@mui/material/GlobalStyles';

/** What is printed stands in an element of this class; everything that neither holds it nor stands in it is left out. */
export const PRINTED = 'coupling-printed';
/** Shown on the screen only. */
export const ON_SCREEN = 'coupling-on-screen';

/** A string of CSS that says this, whatever stands in it. */
function quoted(text: string): string {
  const escaped = [...text].map(c =>
    /[a-z0-9 ]/i.test(c) ? c : `\\${c.codePointAt(0)!.toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}

/** What stands at the foot of every page, where the browser can say it: the title, and which page of how many. */
function footOf(title: string): string {
  const type = 'font: 8pt sans-serif; color: #595959';
  return `@page {
    margin: 14mm 14mm 16mm;
    @bottom-left { content: ${quoted(title)}; ${type}; }
    @bottom-right { content: counter(page) " of " counter(pages); ${type}; }
  }`;
}

/**
 * Paper: the portal around the sheet goes, what holds the sheet neither scrolls nor clips, text is black, and no item is cut by the
 * end of a page.
 */
export function PrintStyles(props: { title: string }) {
  return (
    <>
      <style>{footOf(props.title)}</style>
      <GlobalStyles
        styles={{
          '@media print': {
            // What is read at an arm's length on the screen is read nearer on paper.
            [`.${PRINTED}`]: { zoom: 0.9 },
            [`body *:not(:has(.${PRINTED})):not(.${PRINTED}):not(.${PRINTED} *)`]:
              { display: 'none !important' },
            [`html, body, body *:has(.${PRINTED})`]: {
              display: 'block !important',
              position: 'static !important' as 'static',
              width: 'auto !important',
              height: 'auto !important',
              minHeight: '0 !important',
              maxHeight: 'none !important',
              margin: '0 !important',
              padding: '0 !important',
              overflow: 'visible !important',
              transform: 'none !important',
              // A size container would be one page high.
              containerType: 'normal !important' as 'normal',
              contain: 'none !important',
              background: '#fff !important',
            },
            [`.${PRINTED}, .${PRINTED} *`]: {
              color: '#000 !important',
              background: 'transparent !important',
              borderColor: '#999 !important',
            },
            [`.${ON_SCREEN}, .${PRINTED} button`]: {
              display: 'none !important',
            },
            [`.${PRINTED} li, .${PRINTED} tr, .${PRINTED} p`]: {
              breakInside: 'avoid',
            },
            [`.${PRINTED} h2, .${PRINTED} h3, .${PRINTED} li[data-leads]`]: {
              breakAfter: 'avoid',
            },
            [`.${PRINTED} a`]: { textDecoration: 'none !important' },
          },
        }}
      />
    </>
  );
}
