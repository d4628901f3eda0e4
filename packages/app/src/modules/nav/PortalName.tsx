import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    height: 2 * sidebarConfig.logoHeight,
    paddingLeft: 24,
  },
  name: {
    color: theme.palette.navigation.selectedColor,
    fontSize: 18,
    fontWeight: 700,
    whiteSpace: 'nowrap',
  },
}));

/** The portal's name as the way home; its first letter while the sidebar is folded. */
export function PortalName() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const title =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
  return (
    <div className={classes.root}>
      <Link to="/" underline="none" aria-label={`${title}, home`}>
        <span className={classes.name}>
          {isOpen ? title : title.slice(0, 1)}
        </span>
      </Link>
    </div>
  );
}
