import GlobalStyles from '@mui/material/GlobalStyles';

/** What is printed stands in an element of this class; everything that neither holds it nor stands in it is left out. */
export const PRINTED = 'coupling-printed';
/** Shown on paper only, and on the screen only. */
export const ON_PAPER = 'coupling-on-paper';
export const ON_SCREEN = 'coupling-on-screen';

/**
 * Paper: the portal around the sheet goes, what holds the sheet neither scrolls nor clips, text is black, and no item is cut by the
 * end of a page.
 */
export function PrintStyles() {
  return (
    <GlobalStyles
      styles={{
        [`.${ON_PAPER}`]: { display: 'none !important' },
        '@media print': {
          '@page': { margin: '14mm 14mm 16mm' },
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
          [`.${ON_PAPER}`]: { display: 'revert !important' },
          [`.${PRINTED} li, .${PRINTED} tr, .${PRINTED} p`]: {
            breakInside: 'avoid',
          },
          [`.${PRINTED} h2, .${PRINTED} h3`]: { breakAfter: 'avoid' },
          [`.${PRINTED} a`]: { textDecoration: 'none !important' },
        },
      }}
    />
  );
}
