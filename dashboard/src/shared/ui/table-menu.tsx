import { Button, Checkbox, Group, Menu } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { csvOf, ndjsonOf } from '../format/export-text';
import type { Column } from './column';
import { saveFile } from './save-file';
import type { TableLook } from './table-look';

interface TableMenuProps<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly look: TableLook;
  readonly rows: () => readonly Row[];
  readonly tools?: ReactNode;
}

/** How a table looks, and its rows as a file. */
export function TableMenu<Row>({ name, columns, look, rows, tools }: TableMenuProps<Row>): ReactElement {
  const exported = columns.filter(({ isAction }) => isAction !== true);
  const save = (kind: 'csv' | 'ndjson'): void => {
    const text = kind === 'csv' ? csvOf(exported, rows()) : ndjsonOf(exported, rows());
    saveFile(
      `${name.toLowerCase().replaceAll(' ', '-')}.${kind}`,
      text,
      kind === 'csv' ? 'text/csv' : 'application/x-ndjson',
    );
  };
  return (
    <Group justify="flex-end" gap="xs" mb={4}>
      {tools}
      <Menu position="bottom-end" closeOnItemClick={false} keepMounted={false}>
        <Menu.Target>
          <Button variant="default" size="compact-sm" aria-label={`Table options of ${name}`}>
            Table
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Columns</Menu.Label>
          {exported.map(({ id, header }) => (
            <Menu.Item
              key={id}
              component="div"
              role="menuitemcheckbox"
              aria-checked={look.visibility[id] !== false}
              onClick={() => {
                look.setVisibility((before) => ({
                  ...look.visibility,
                  [id]: before[id] === false || look.visibility[id] === false,
                }));
              }}
            >
              <Checkbox
                checked={look.visibility[id] !== false}
                label={header}
                readOnly
                tabIndex={-1}
                aria-hidden
                size="xs"
              />
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            role="menuitemcheckbox"
            aria-checked={look.isDense}
            onClick={() => {
              look.setIsDense(!look.isDense);
            }}
          >
            {look.isDense ? '● ' : '○ '}Close rows
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            closeMenuOnClick
            onClick={() => {
              save('csv');
            }}
          >
            Save as CSV
          </Menu.Item>
          <Menu.Item
            closeMenuOnClick
            onClick={() => {
              save('ndjson');
            }}
          >
            Save as NDJSON
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
