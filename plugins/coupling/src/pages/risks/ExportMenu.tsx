import { useApi } from '@backstage/frontend-plugin-api';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { QueryOf } from '@posiwid/backstage-plugin-coupling-common';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { couplingApiRef } from '../../api/couplingApiRef';
import { messageOf } from '../../api/errors';
import { Act } from '../../components/styled';
import { filterQuery, type RiskFilters } from './riskFilters';

type Format = QueryOf<'exportFindings'>['format'];

const FORMATS: { format: Format; title: string; ending: string }[] = [
  { format: 'csv', title: 'CSV', ending: 'csv' },
  { format: 'json', title: 'JSON', ending: 'json' },
  { format: 'markdown', title: 'Markdown', ending: 'md' },
];

function save(file: Blob, name: string) {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Saves every finding that passes the filters, not only the page on screen, as a file. */
export function ExportMenu(props: { filters: RiskFilters }) {
  const { filters } = props;
  const client = useApi(couplingApiRef);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const exporting = useMutation({
    mutationFn: async ({ format, ending }: (typeof FORMATS)[number]) => {
      const file = await client.exportFindings({
        ...filterQuery(filters),
        format,
      });
      save(file, `coupling-findings.${ending}`);
    },
  });
  return (
    <>
      {exporting.isError && (
        <span role="alert">{messageOf(exporting.error)} </span>
      )}
      <Act
        type="button"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        disabled={exporting.isPending}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {exporting.isPending ? 'Exporting…' : 'Export'}
      </Act>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
      >
        {FORMATS.map(format => (
          <MenuItem
            key={format.format}
            dense
            onClick={() => {
              setAnchor(null);
              exporting.mutate(format);
            }}
          >
            {format.title}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
