import { Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { PriceFacts } from '@app/contracts';
import type { PriceImportPreview } from '@app/contracts/admin';
import { usdPerMillion } from '../../../shared/format/money';

const ACTIONS: Readonly<Record<PriceImportPreview['rows'][number]['action'], string>> = {
  new: 'is new',
  changed: 'changes',
  unchanged: 'stays',
  refused: 'is refused',
};

/** What would become of each line. */
export function ImportRows({ preview: { rows, counts } }: { readonly preview: PriceImportPreview }): ReactElement {
  return (
    <>
      <Text size="sm" mb="xs">
        {counts.new} new, {counts.changed} changed, {counts.unchanged} as they are, {counts.refused} refused.
        {counts.refused > 0 && ' Mend the refused lines: a list is taken over whole.'}
      </Text>
      <Table.ScrollContainer minWidth={520}>
        <Table aria-label="Lines of the list">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Line</Table.Th>
              <Table.Th>For</Table.Th>
              <Table.Th>What happens</Table.Th>
              <Table.Th>USD for 1M tokens</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ line, subject, action, before, after, problem }) => (
              <Table.Tr key={line}>
                <Table.Td>{line}</Table.Td>
                <Table.Td>{subject}</Table.Td>
                <Table.Td>{ACTIONS[action]}</Table.Td>
                <Table.Td>{problem ?? pricesOf(before, after)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function pricesOf(before: PriceFacts | null, after: PriceFacts | null): string {
  const texts = [before, after].filter((price) => price !== null).map(priceText);
  return [...new Set(texts)].join(' → ');
}

function priceText({ rates: { input, output }, promo }: PriceFacts): string {
  const rates = `${usdPerMillion(input)} in, ${output === null ? '–' : usdPerMillion(output)} out`;
  return promo === null ? rates : `${rates}, promo until ${promo.to.slice(0, 10)}`;
}
