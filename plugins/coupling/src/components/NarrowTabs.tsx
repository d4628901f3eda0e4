import GlobalStyles from '@mui/material/GlobalStyles';

/**
 * The tabs of the page belong to the portal's header, which neither wraps nor scrolls them: on a narrow screen the last would be cut
 * off, and the page made wider than the screen. Closer together they fit; where they do not, they scroll. The class names are
 * those that @backstage/ui gives its parts to be styled by.
 */
export function NarrowTabs() {
  return (
    <GlobalStyles
      styles={{
        '@media (max-width: 1000px)': {
          '.bui-PluginHeaderTabsWrapper': {
            overflowX: 'auto',
            scrollbarWidth: 'none',
          },
          '.bui-PluginHeaderTabsWrapper .bui-Tab': { paddingInline: 4 },
        },
      }}
    />
  );
}
